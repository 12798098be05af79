package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.fusefixture.internal.sandbox.AgentTransport;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.internal.sandbox.host.VisibleDirectory;
import org.fusefixture.mount.Program;

/**
 * A running container whose first process is the agent, or boots the guest of one; its attached
 * streams are the control stream. The container has no network and no log in the engine, and the
 * engine removes it as soon as its process ends.
 *
 * <p>It is created through docker-java rather than as Testcontainers' {@code GenericContainer},
 * which would start a second container (Ryuk) to remove what a dead JVM leaves: a sandbox ends with
 * its control stream.
 */
final class SandboxContainer implements AgentTransport {
  /** The runtime directory in the container: a tmpfs. */
  static final String ROOT = "/run/fuse-fixture";

  private static final int SHORT_ID = 12;
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(5);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(20);

  private final DockerClient client;
  private final String id;
  private final AttachedStreams streams;
  private final String rights;
  private final Optional<VisibleDirectory> visible;
  private final Map<String, String> brought = new HashMap<>();

  private SandboxContainer(
      DockerClient client,
      String id,
      AttachedStreams streams,
      String rights,
      Optional<VisibleDirectory> visible) {
    this.client = client;
    this.id = id;
    this.streams = streams;
    this.rights = rights;
    this.visible = visible;
  }

  /**
   * What to start.
   *
   * @param rights grants what the container may do and see, starting from nothing
   * @param description of the rights, for logs
   * @param files to copy in before it starts
   * @param environment variables, each {@code NAME=value}
   * @param command its first process
   */
  record Setup(
      Consumer<HostConfig> rights,
      String description,
      ContainerFiles files,
      List<String> environment,
      List<String> command) {}

  /**
   * Starts a container; nothing is left if that fails.
   *
   * @param visible directory of visible mounts, which the container closes when it ends
   * @param log receives standard error of the container
   */
  static SandboxContainer start(
      Engine engine, Setup setup, Optional<VisibleDirectory> visible, LogTail log) {
    DockerClient client = engine.client();
    AbandonedContainers.sweep(client);
    String id = create(client, setup);
    AttachedStreams streams = null;
    try {
      copy(client, id, setup.files());
      streams = AttachedStreams.attach(client, id, log);
      client.startContainerCmd(id).exec();
    } catch (RuntimeException failure) {
      if (streams != null) {
        streams.close();
      }
      removeAfter(failure, client, id);
      throw failure;
    }
    return new SandboxContainer(client, id, streams, setup.description(), visible);
  }

  private static String create(DockerClient client, Setup setup) {
    CreateContainerCmd create = client.createContainerCmd(SandboxImage.provide(client));
    HostConfig host = create.getHostConfig();
    host.withAutoRemove(true)
        .withNetworkMode("none")
        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
    setup.rights().accept(host);
    return create
        .withCmd(setup.command())
        .withEnv(setup.environment())
        .withLabels(AbandonedContainers.labels())
        .withStdinOpen(true)
        .withStdInOnce(true)
        .withAttachStdin(true)
        .withAttachStdout(true)
        .withAttachStderr(true)
        .withTty(false)
        .exec()
        .getId();
  }

  private static void copy(DockerClient client, String id, ContainerFiles files) {
    try (InputStream archive = files.archive()) {
      client.copyArchiveToContainerCmd(id).withTarInputStream(archive).withRemotePath("/").exec();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy files into the container", e);
    }
  }

  @Override
  public synchronized void bring(Program program) {
    try {
      ContainerFiles files = ProgramFiles.of(program, SandboxImage.contents()).without(brought);
      Map<String, String> states = files.states();
      if (!states.isEmpty()) {
        copy(client, id, files);
        brought.putAll(states);
      }
    } catch (SandboxFailedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new SandboxFailedException(
          "the files of the program " + program + " cannot be copied into the container: " + e, e);
    }
  }

  /** The engine's id. */
  String id() {
    return id;
  }

  @Override
  public InputStream fromAgent() {
    return streams.fromContainer();
  }

  @Override
  public OutputStream toAgent() {
    return streams.toContainer();
  }

  @Override
  public String description() {
    return "container " + id.substring(0, Math.min(SHORT_ID, id.length())) + ", " + rights;
  }

  /** The control stream ends with the container, so there is no need to ask the engine. */
  @Override
  public boolean alive() {
    return true;
  }

  @Override
  public Optional<Path> visibleDirectory() {
    return visible.map(VisibleDirectory::path);
  }

  /** Ends the streams, on which the agent halts, and removes whatever is left. */
  @Override
  public void end() {
    try {
      streams.close();
      remove(client, id);
    } finally {
      visible.ifPresent(VisibleDirectory::close);
    }
  }

  private static void removeAfter(RuntimeException failure, DockerClient client, String id) {
    try {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException | NotModifiedException | ConflictException e) {
      return; // removed already, or being removed
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static void remove(DockerClient client, String id) {
    if (isGoneWithin(LEAVE_LIMIT, client, id)) {
      return; // its process read the end of its input, and the engine removed it
    }
    try {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException | NotModifiedException | ConflictException e) {
      // removed already, or being removed (conflict): the wait below tells
    }
    if (!isGoneWithin(KILL_LIMIT, client, id)) {
      throw new SandboxFailedException(
          "the container "
              + id
              + " could not be removed within "
              + LEAVE_LIMIT.plus(KILL_LIMIT).toSeconds()
              + " s; look for it with docker ps -a");
    }
  }

  private static boolean isGoneWithin(Duration limit, DockerClient client, String id) {
    try {
      Awaitility.await()
          .atMost(limit)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(30))
          .pollInSameThread()
          .until(() -> isGone(client, id));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private static boolean isGone(DockerClient client, String id) {
    try {
      client.inspectContainerCmd(id).exec();
      return false;
    } catch (NotFoundException e) {
      return true;
    }
  }
}
