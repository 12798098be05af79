package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fusefixture.internal.kernel.GuestOptions;
import org.fusefixture.internal.kernel.PatchedKernel;
import org.fusefixture.internal.sandbox.AgentCommand;
import org.fusefixture.internal.sandbox.Carrier;
import org.fusefixture.internal.sandbox.ClassPath;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.archive.AgentClasses;
import org.fusefixture.internal.sandbox.guest.GuestCommand;

/**
 * A guest kernel in a container with fewer rights than the engine's usual ones: no capability at
 * all, no device, and no way to get any. The guest's root is the container's; the boot script is
 * the first process, as the kernel itself must not be.
 */
final class GuestContainer implements Carrier {
  private static final PatchedKernel KERNEL = new PatchedKernel(Path.of("/guest/linux"));

  /** The guest mounts a tmpfs of its own there, so the container needs none. */
  private static final String ROOT = SandboxContainer.ROOT;

  /** What lies in the folder of the guest's memory beside it. */
  private static final long SLACK_BYTES = 16L << 20;

  private final SandboxContainer container;

  private GuestContainer(SandboxContainer container) {
    this.container = container;
  }

  /** The agent that its guest is to run. */
  static GuestCommand agent() {
    ContainerClassPath classPath = ContainerClassPath.of(ClassPath.current());
    return GuestCommand.of(
        AgentCommand.of(SandboxImage.JAVA, AgentClasses.of(classPath.toString()), ROOT));
  }

  /**
   * Starts the container, in which the guest boots.
   *
   * @param kernel of this machine, which is copied in
   * @param profiles further security options of the engine, such as a seccomp profile
   */
  static GuestContainer start(
      Engine engine,
      PatchedKernel kernel,
      GuestOptions options,
      GuestCommand agent,
      List<String> profiles,
      LogTail log) {
    ContainerFiles files =
        ContainerClassPath.of(ClassPath.current())
            .files()
            .add(KERNEL.program().toString(), kernel.program())
            .add(KERNEL.init().toString(), kernel.init());
    SandboxContainer container =
        new SandboxContainer(
            engine,
            SandboxImage.provide(engine.client()),
            host -> confine(host, options, profiles),
            files,
            KERNEL.attachedBootCommand(options, agent.reader()),
            log);
    container.withEnv("TMPDIR", "/tmp");
    container.startIn(engine);
    return new GuestContainer(container);
  }

  private static void confine(HostConfig host, GuestOptions options, List<String> profiles) {
    long bytes = options.memoryBytes() + SLACK_BYTES;
    host.withCapDrop(Capability.ALL)
        .withSecurityOpts(Stream.concat(Stream.of("no-new-privileges"), profiles.stream()).toList())
        // The guest's memory is a file there that is mapped executable.
        .withTmpFs(Map.of("/tmp", "rw,exec,nosuid,nodev,mode=1777,size=" + bytes));
  }

  @Override
  public InputStream fromAgent() {
    return container.streams().fromContainer();
  }

  @Override
  public OutputStream toAgent() {
    return container.streams().toContainer();
  }

  @Override
  public String description() {
    return "container " + container.shortId() + ", unprivileged";
  }

  /** The stream ends with the container, which is what tells. */
  @Override
  public boolean alive() {
    return true;
  }

  @Override
  public void end() {
    container.stop();
  }
}
