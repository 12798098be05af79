package org.fusefixture.sandbox.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.control.AgentDescription;
import org.fusefixture.control.AgentService;
import org.fusefixture.control.ControlChannel;
import org.fusefixture.control.ControlException;
import org.fusefixture.sandbox.AgentCommand;
import org.fusefixture.sandbox.AgentConnection;
import org.fusefixture.sandbox.ClassPath;
import org.fusefixture.sandbox.LogTail;
import org.fusefixture.sandbox.Sandbox;
import org.fusefixture.sandbox.SandboxFailedException;
import org.fusefixture.sandbox.SandboxKey;
import org.fusefixture.sandbox.keeper.Keeper;
import org.fusefixture.sandbox.keeper.RuntimeDirectory;
import org.fusefixture.sandbox.keeper.ShellScript;

/**
 * An agent in a mount and PID namespace of its own, beneath a keeper. Control goes through pipes:
 * when this JVM dies, however it does, the agent reads the end of its input and halts, and as PID 1
 * it takes all others of its namespace along.
 */
final class ProcessSandbox implements Sandbox {
  private static final ShellScript KEEPER =
      ShellScript.beside(ProcessSandbox.class, "keeper.sh").withSharedMounts();
  private static final ShellScript ENTER = ShellScript.beside(ProcessSandbox.class, "enter.sh");
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final SandboxKey key;
  private final Keeper keeper;
  private final AgentConnection connection;
  private final LogTail log;
  private final Optional<Path> visible;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile AgentDescription agent;

  private ProcessSandbox(SandboxKey key, Keeper keeper, LogTail log, Optional<Path> visible) {
    this.key = key;
    this.keeper = keeper;
    this.log = log;
    this.visible = visible;
    Process process = keeper.process();
    this.connection = new AgentConnection(process.getInputStream(), process.getOutputStream(), log);
  }

  /** Starts the keeper and waits for the agent. */
  static ProcessSandbox start(SandboxKey key, ClassPath classPath) {
    Path root = RuntimeDirectory.make();
    List<String> arguments = new ArrayList<>();
    arguments.add(root.toString());
    arguments.add(key.visible() ? "yes" : "no");
    arguments.add(RuntimeDirectory.userNumber() == 0 ? "no" : "yes");
    arguments.add(ENTER.text());
    arguments.addAll(
        AgentCommand.of(AgentCommand.currentJava(), classPath.toString(), root.toString()));
    LogTail log = new LogTail();
    Keeper keeper = Keeper.start("fuse-fixture-keeper", KEEPER, arguments, log);
    Optional<Path> visible =
        key.visible() ? Optional.of(keeper.visibleDirectory(root)) : Optional.empty();
    ProcessSandbox sandbox = new ProcessSandbox(key, keeper, log, visible);
    sandbox.greet();
    return sandbox;
  }

  private void greet() {
    try {
      agent = connection.hello(START_LIMIT);
    } catch (ControlException e) {
      close();
      throw SandboxFailedException.withLog(
          "the agent of a " + key.describe() + " did not start: " + e.getMessage(), log.text(), e);
    }
  }

  @Override
  public SandboxKey key() {
    return key;
  }

  @Override
  public ControlChannel<AgentService> control() {
    return connection.channel();
  }

  @Override
  public String description() {
    return key.describe()
        + " (Linux "
        + agent.kernel()
        + ", keeper process "
        + keeper.process().pid()
        + ", Java "
        + agent.javaVersion()
        + ")";
  }

  @Override
  public String logTail() {
    return log.text();
  }

  @Override
  public boolean alive() {
    return !closed.get() && keeper.alive() && connection.isOpen();
  }

  @Override
  public Optional<Path> visibleDirectory() {
    return visible;
  }

  @Override
  public Subscription onOutput(OutputListener listener) {
    return connection.onOutput(listener);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      connection.close();
      keeper.end();
    }
  }
}
