package org.fusefixture.internal.sandbox.process;

import java.time.Duration;
import java.util.Optional;
import org.fusefixture.internal.sandbox.AgentSandbox;
import org.fusefixture.internal.sandbox.ClassPath;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.SandboxProvider;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;

/** Provides isolation PROCESS on the host kernel. */
public final class ProcessSandboxProvider implements SandboxProvider {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final ProcessObstacles obstacles = ProcessObstacles.ofThisMachine();

  @Override
  public boolean provides(SandboxKey key) {
    return key.isolation() == Isolation.PROCESS && key.kernel() == Kernel.HOST;
  }

  @Override
  public Optional<String> obstacle(SandboxKey key) {
    return obstacles.find(key.visible());
  }

  @Override
  public Sandbox start(SandboxKey key) {
    LogTail log = new LogTail();
    ProcessCarrier carrier = ProcessCarrier.start(key.visible(), ClassPath.current(), log);
    return AgentSandbox.greet(key, carrier, log, START_LIMIT);
  }
}
