package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Info;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fusefixture.internal.kernel.GuestOptions;
import org.fusefixture.internal.kernel.PatchedKernelProgram;
import org.fusefixture.internal.sandbox.AgentCommand;
import org.fusefixture.internal.sandbox.AgentTransport;
import org.fusefixture.internal.sandbox.ClassPath;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.SandboxProvider;
import org.fusefixture.internal.sandbox.archive.AgentClasses;
import org.fusefixture.internal.sandbox.guest.GuestCommand;
import org.fusefixture.internal.sandbox.guest.GuestObstacles;
import org.fusefixture.internal.sandbox.guest.GuestSettings;
import org.fusefixture.internal.sandbox.guest.SerialLine;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;

/**
 * Provides isolation CONTAINER on the patched kernel: a guest kernel in a container with fewer
 * rights than the engine's defaults: no capability, no device, and no way to gain any. The guest's
 * root is the container's. The boot script is the first process, since the kernel itself must not
 * be.
 */
public final class GuestContainerProvider implements SandboxProvider {
  private static final PatchedKernelProgram COPY =
      new PatchedKernelProgram(Path.of("/guest/linux"));

  /** Not /tmp: what is brought into a running container does not reach a tmpfs. */
  private static final String MEMORY = "/guest/memory";

  /** Space beside the guest's memory in the same directory. */
  private static final long SLACK_BYTES = 16L << 20;

  @Override
  public boolean provides(SandboxKey key) {
    return key.isolation() == Isolation.CONTAINER && key.kernel() == Kernel.PATCHED;
  }

  @Override
  public Optional<String> obstacle(SandboxKey key) {
    return GuestObstacles.find(key).or(GuestContainerProvider::engineObstacle);
  }

  @Override
  public Sandbox start(SandboxKey key) {
    PatchedKernelProgram kernel = GuestObstacles.requireKernel();
    GuestOptions options =
        GuestSettings.current().options().withKernelArguments(key.kernelArguments());
    GuestCommand agent = agent();
    LogTail log = new LogTail();
    AgentTransport guest;
    try {
      guest = boot(Engine.shared(), kernel, options, agent, List.of(), log);
    } catch (Engine.UnreachableException e) {
      throw new SandboxFailedException(key.describe() + " cannot run here: " + e.getMessage(), e);
    }
    return SerialLine.awaitAgent(key, guest, log, agent);
  }

  /** The agent that the guest runs. The guest mounts a tmpfs of its own on the agent's root. */
  static GuestCommand agent() {
    ContainerClassPath classPath = ContainerClassPath.of(ClassPath.current());
    return GuestCommand.of(
        AgentCommand.inGuest(
            SandboxImage.JAVA, AgentClasses.of(classPath.toString()), SandboxContainer.ROOT));
  }

  /**
   * Starts the container, in which the guest boots.
   *
   * @param kernel of this machine, which is copied in
   * @param profiles further security options of the engine, such as a seccomp profile
   */
  static AgentTransport boot(
      Engine engine,
      PatchedKernelProgram kernel,
      GuestOptions options,
      GuestCommand agent,
      List<String> profiles,
      LogTail log) {
    ContainerFiles files =
        ContainerClassPath.of(ClassPath.current())
            .files()
            .add(COPY.program().toString(), kernel.program())
            .add(COPY.init().toString(), kernel.init());
    SandboxContainer.Setup setup =
        new SandboxContainer.Setup(
            host -> confine(host, options, profiles),
            "unprivileged",
            files,
            List.of("TMPDIR=" + MEMORY),
            COPY.attachedBootCommand(options, agent.reader()));
    return SandboxContainer.start(engine, setup, Optional.empty(), log);
  }

  private static void confine(HostConfig host, GuestOptions options, List<String> profiles) {
    long bytes = options.memoryBytes() + SLACK_BYTES;
    host.withCapDrop(Capability.ALL)
        .withSecurityOpts(Stream.concat(Stream.of("no-new-privileges"), profiles.stream()).toList())
        // The guest's memory is a file there that is mapped executable.
        .withTmpFs(Map.of(MEMORY, "rw,exec,nosuid,nodev,mode=1777,size=" + bytes));
  }

  private static Optional<String> engineObstacle() {
    try {
      return obstacle(Engine.shared().client().infoCmd().exec());
    } catch (Engine.UnreachableException e) {
      return Optional.of(e.getMessage());
    }
  }

  static Optional<String> obstacle(Info engine) {
    String architecture = String.valueOf(engine.getArchitecture());
    if (!architecture.equals("x86_64") && !architecture.equals("amd64")) {
      return Optional.of(
          "User Mode Linux runs on x86-64 only, and the Docker Engine's machine is "
              + architecture);
    }
    return allowsPtrace(String.valueOf(engine.getKernelVersion()))
        ? Optional.empty()
        : Optional.of(
            "Docker's seccomp profile refuses ptrace(2), which User Mode Linux needs, on kernels"
                + " before 4.8, and the engine's is "
                + engine.getKernelVersion()
                + ": use isolation PROCESS");
  }

  /**
   * Docker's profile permits ptrace since kernel 4.8, where a tracer cannot evade seccomp (moby,
   * profiles/seccomp/default.json, "minKernel").
   */
  private static boolean allowsPtrace(String release) {
    String[] parts = release.split("[^0-9]+", 3);
    if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      return true; // unknown: try it
    }
    int major = Integer.parseInt(parts[0]);
    return major > 4 || major == 4 && Integer.parseInt(parts[1]) >= 8;
  }
}
