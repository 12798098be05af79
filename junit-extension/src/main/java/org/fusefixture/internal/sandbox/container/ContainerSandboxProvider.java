package org.fusefixture.internal.sandbox.container;

import java.time.Duration;
import java.util.Optional;
import org.fusefixture.internal.sandbox.AgentSandbox;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.SandboxProvider;
import org.fusefixture.internal.sandbox.keeper.RuntimeDirectory;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;

/** Provides isolation CONTAINER on the host kernel. */
public final class ContainerSandboxProvider implements SandboxProvider {
  private static final Duration HELLO_LIMIT = Duration.ofSeconds(30);

  @Override
  public boolean provides(SandboxKey key) {
    return key.isolation() == Isolation.CONTAINER && key.kernel() == Kernel.HOST;
  }

  @Override
  public Optional<String> obstacle(SandboxKey key) {
    try {
      if (key.visible() && RuntimeDirectory.userNumber() != 0) {
        return Optional.of("a visible mount changes the host's mounts: run as root");
      }
      EngineSearch.shared();
      return Optional.empty();
    } catch (Engine.UnreachableException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public Sandbox start(SandboxKey key) {
    LogTail log = new LogTail();
    ContainerCarrier carrier;
    try {
      carrier = ContainerCarrier.start(key.visible(), EngineSearch.shared(), log);
    } catch (Engine.UnreachableException e) {
      throw new SandboxFailedException(key.describe() + " cannot run here: " + e.getMessage(), e);
    }
    return AgentSandbox.greet(key, carrier, log, HELLO_LIMIT);
  }
}
