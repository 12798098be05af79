package org.fusefixture.sandbox.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PropagationMode;
import com.github.dockerjava.api.model.SELContext;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fusefixture.sandbox.LogTail;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * The container of a sandbox: its first process is the agent, attached before it starts. It has no
 * network and no log of the engine's, and is removed by the engine as soon as its process ends.
 */
final class SandboxContainer extends GenericContainer<SandboxContainer> {
  /** The runtime directory in the container: a tmpfs. */
  static final String ROOT = "/run/fuse-fixture";

  private final Rights rights;
  private final Optional<Path> visible;
  private final ContainerClassPath classPath;
  private final LogTail log;
  private AttachedStreams streams;

  SandboxContainer(
      Engine engine,
      String image,
      Rights rights,
      Optional<Path> visible,
      ContainerClassPath classPath,
      List<String> command,
      LogTail log) {
    super(DockerImageName.parse(image));
    this.dockerClient = engine.client();
    this.rights = rights;
    this.visible = visible;
    this.classPath = classPath;
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
        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
        // exec: native libraries are extracted there
        .withTmpFs(Map.of(ROOT, "rw,exec,nosuid,mode=755"));
    rights.grant(host);
    visible.ifPresent(
        path ->
            host.withBinds(
                new Bind(
                    path.toString(),
                    new Volume(path.toString()),
                    AccessMode.rw,
                    SELContext.none,
                    null,
                    PropagationMode.RSHARED)));
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
    try (InputStream archive = classPath.archive()) {
      dockerClient
          .copyArchiveToContainerCmd(id)
          .withTarInputStream(archive)
          .withRemotePath("/")
          .exec();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the class path into the container", e);
    }
    streams = AttachedStreams.attach(dockerClient, id, log);
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
