package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.model.Info;
import java.util.List;
import java.util.Optional;
import org.fusefixture.internal.kernel.GuestOptions;
import org.fusefixture.internal.kernel.PatchedKernel;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.SandboxProvider;
import org.fusefixture.internal.sandbox.guest.GuestCommand;
import org.fusefixture.internal.sandbox.guest.GuestObstacles;
import org.fusefixture.internal.sandbox.guest.GuestSettings;
import org.fusefixture.internal.sandbox.guest.SerialLine;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;

/** Provides isolation CONTAINER on the patched kernel. */
public final class GuestContainerProvider implements SandboxProvider {
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
    PatchedKernel kernel = GuestObstacles.requireKernel();
    GuestOptions options =
        GuestSettings.current().options().withKernelArguments(key.kernelArguments());
    GuestCommand agent = GuestContainer.agent();
    LogTail log = new LogTail();
    GuestContainer guest;
    try {
      guest = GuestContainer.start(EngineSearch.shared(), kernel, options, agent, List.of(), log);
    } catch (Engine.UnreachableException e) {
      throw new SandboxFailedException(key.describe() + " cannot run here: " + e.getMessage(), e);
    }
    return SerialLine.awaitAgent(key, guest, log, agent);
  }

  private static Optional<String> engineObstacle() {
    try {
      return obstacle(EngineSearch.shared().client().infoCmd().exec());
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
   * Docker's profile has allowed ptrace since kernel 4.8, where a tracer cannot evade seccomp
   * (moby, profiles/seccomp/default.json, "minKernel").
   */
  private static boolean allowsPtrace(String release) {
    String[] parts = release.split("[^0-9]+", 3);
    if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      return true; // what is unknown is tried
    }
    int major = Integer.parseInt(parts[0]);
    return major > 4 || major == 4 && Integer.parseInt(parts[1]) >= 8;
  }
}
