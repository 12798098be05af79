package org.fusefixture.internal.sandbox.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.sandbox.AgentCommand;
import org.fusefixture.internal.sandbox.AgentSandbox;
import org.fusefixture.internal.sandbox.AgentTransport;
import org.fusefixture.internal.sandbox.ClassPath;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.SandboxProvider;
import org.fusefixture.internal.sandbox.archive.AgentClasses;
import org.fusefixture.internal.sandbox.host.HostShell;
import org.fusefixture.internal.sandbox.host.HostShellTransport;
import org.fusefixture.internal.sandbox.host.RuntimeDirectory;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;

/**
 * Provides isolation PROCESS on the host kernel: a mount and PID namespace, started by a host
 * shell. When this JVM dies, for whatever reason, the agent reads the end of its input and halts;
 * it is PID 1, so all other processes of its namespace end with it.
 */
public final class ProcessSandboxProvider implements SandboxProvider {
  private static final Duration START_TIME = Duration.ofSeconds(90);
  private static final HostShell.Script NAMESPACES =
      HostShell.Script.beside(ProcessSandboxProvider.class, "namespaces.sh").withSharedMounts();
  private static final HostShell.Script ENTER =
      HostShell.Script.beside(ProcessSandboxProvider.class, "enter.sh");

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
    return AgentSandbox.greet(key, start(key.visible(), log), log, StartLimit.of(START_TIME));
  }

  private static AgentTransport start(boolean visible, LogTail log) {
    Path root = RuntimeDirectory.make();
    List<String> arguments = new ArrayList<>();
    arguments.add(root.toString());
    arguments.add(visible ? "yes" : "no");
    arguments.add(RuntimeDirectory.userNumber() == 0 ? "no" : "yes");
    arguments.add(ENTER.text());
    arguments.addAll(
        AgentCommand.of(
            AgentCommand.currentJava(),
            AgentClasses.archived(ClassPath.current().toString()),
            root.toString()));
    HostShell shell = HostShell.start("fuse-fixture-host-shell", NAMESPACES, arguments, log);
    return HostShellTransport.ofNamespaces(
        shell, visible ? Optional.of(shell.visibleDirectory(root)) : Optional.empty());
  }
}
