package org.fusefixture.sandbox.container;

import java.time.Duration;
import java.util.Optional;
import org.fusefixture.sandbox.AgentSandbox;
import org.fusefixture.sandbox.Isolation;
import org.fusefixture.sandbox.Kernel;
import org.fusefixture.sandbox.LogTail;
import org.fusefixture.sandbox.Sandbox;
import org.fusefixture.sandbox.SandboxFailedException;
import org.fusefixture.sandbox.SandboxKey;
import org.fusefixture.sandbox.SandboxProvider;
import org.fusefixture.sandbox.keeper.RuntimeDirectory;

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
