package org.fusefixture.sandbox.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.control.AgentDescription;
import org.fusefixture.control.AgentService;
import org.fusefixture.control.ControlChannel;
import org.fusefixture.control.ControlException;
import org.fusefixture.sandbox.AgentConnection;
import org.fusefixture.sandbox.LogTail;
import org.fusefixture.sandbox.Sandbox;
import org.fusefixture.sandbox.SandboxFailedException;
import org.fusefixture.sandbox.SandboxKey;
import org.fusefixture.sandbox.keeper.VisibleDirectory;

/** An agent that is the first process of a container, controlled over the attach stream. */
final class ContainerSandbox implements Sandbox {
  private static final Duration HELLO_LIMIT = Duration.ofSeconds(30);

  private final SandboxKey key;
  private final StartedContainer container;
  private final Optional<VisibleDirectory> visible;
  private final LogTail log;
  private final AgentConnection connection;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile AgentDescription agent;

  private ContainerSandbox(
      SandboxKey key, StartedContainer container, Optional<VisibleDirectory> visible, LogTail log) {
    this.key = key;
    this.container = container;
    this.visible = visible;
    this.log = log;
    AttachedStreams streams = container.container().streams();
    this.connection = new AgentConnection(streams.fromContainer(), streams.toContainer(), log);
  }

  /** Starts a container and waits for the agent in it. */
  static ContainerSandbox start(SandboxKey key, Engine engine) {
    LogTail log = new LogTail();
    Optional<VisibleDirectory> visible =
        key.visible() ? Optional.of(VisibleDirectory.make(log)) : Optional.empty();
    ContainerSandbox sandbox;
    try {
      StartedContainer container =
          StartedContainer.start(engine, visible.map(VisibleDirectory::path), log);
      sandbox = new ContainerSandbox(key, container, visible, log);
    } catch (RuntimeException failure) {
      visible.ifPresent(VisibleDirectory::close);
      throw failure;
    }
    sandbox.greet();
    return sandbox;
  }

  private void greet() {
    try {
      agent = connection.hello(HELLO_LIMIT);
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
        + ", container "
        + container.shortId()
        + ", "
        + container.rights().description()
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
    return !closed.get() && connection.isOpen();
  }

  @Override
  public Optional<Path> visibleDirectory() {
    return visible.map(VisibleDirectory::path);
  }

  @Override
  public Subscription onOutput(OutputListener listener) {
    return connection.onOutput(listener);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    connection.close();
    try {
      container.container().stop();
    } finally {
      visible.ifPresent(VisibleDirectory::close);
    }
  }
}
