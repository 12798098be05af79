package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.fusefixture.internal.sandbox.LogTail;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * The container of a sandbox: its first process is the agent, or boots the guest of one, attached
 * before it starts. It has no network and no log of the engine's, and is removed by the engine as
 * soon as its process ends.
 */
final class SandboxContainer extends GenericContainer<SandboxContainer> {
  /** The runtime directory in the container: a tmpfs. */
  static final String ROOT = "/run/fuse-fixture";

  private static final int SHORT_ID = 12;

  private final Consumer<HostConfig> rights;
  private final ContainerFiles files;
  private final LogTail log;
  private AttachedStreams streams;

  /**
   * @param rights grants what the container may do and see, on top of nothing
   * @param files are copied in before it starts
   * @param command its first process
   */
  SandboxContainer(
      Engine engine,
      String image,
      Consumer<HostConfig> rights,
      ContainerFiles files,
      List<String> command,
      LogTail log) {
    super(DockerImageName.parse(image));
    this.dockerClient = engine.client();
    this.rights = rights;
    this.files = files;
    this.log = log;
    withImagePullPolicy(name -> false);
    withCommand(command.toArray(String[]::new));
    setWaitStrategy(new Attached());
    withCreateContainerCmdModifier(this::shape);
  }

  private void shape(CreateContainerCmd create) {
    HostConfig host = create.getHostConfig();
    host.withAutoRemove(true)
        .withNetworkMode("none")
        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
    rights.accept(host);
    create
        .withStdinOpen(true)
        .withStdInOnce(true)
        .withAttachStdin(true)
        .withAttachStdout(true)
        .withAttachStderr(true)
        .withTty(false);
  }

  @Override
  protected void containerIsCreated(String id) {
    try (InputStream archive = files.archive()) {
      dockerClient
          .copyArchiveToContainerCmd(id)
          .withTarInputStream(archive)
          .withRemotePath("/")
          .exec();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy files into the container", e);
    }
    streams = AttachedStreams.attach(dockerClient, id, log);
  }

  /** Starts it; nothing is left if that fails. */
  void startIn(Engine engine) {
    AbandonedContainers.sweep(dockerClient);
    withLabels(AbandonedContainers.labels());
    try {
      LentState.during(engine, this::start);
    } catch (RuntimeException failure) {
      stop();
      throw failure;
    }
  }

  /** As the engine's tools show it. */
  String shortId() {
    String id = getContainerId();
    return id.substring(0, Math.min(SHORT_ID, id.length()));
  }

  /** There once it was started. */
  AttachedStreams streams() {
    return streams;
  }

  /** The engine keeps none, and a container that has failed is gone when it is asked for. */
  @Override
  public String getLogs() {
    return log.text();
  }

  /** Ends the stream, from which the agent learns that it is over; then whatever is left. */
  @Override
  public void stop() {
    String id = getContainerId();
    if (streams != null) {
      streams.close();
    }
    if (id != null) {
      ContainerRemoval.remove(dockerClient, id);
    }
  }

  /** Ready is what has said hello, which is found out over the stream. */
  private static final class Attached extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {
      // The hello has a time limit of its own.
    }
  }
}
