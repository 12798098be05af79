package org.fusefixture.sandbox.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.control.AgentDescription;
import org.fusefixture.control.AgentService;
import org.fusefixture.control.ControlChannel;
import org.fusefixture.control.ControlException;
import org.fusefixture.kernel.GuestOptions;
import org.fusefixture.kernel.PatchedKernel;
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
 * An agent in a guest kernel. Standard input and output of the guest are its serial line, standard
 * error is its console: the kernel's messages and the agent's log.
 */
final class GuestSandbox implements Sandbox {
  /** The keeper is the boot script itself, which kills all of the guest when it ends. */
  private static final ShellScript BECOME = new ShellScript("exec \"$@\"");

  private static final GuestOptions OPTIONS = GuestOptions.of("3G", Duration.ZERO);
  private static final String READY = "guest ready";
  private static final int LONGEST_LINE = 4096;
  private static final Duration BOOT_LIMIT = Duration.ofSeconds(30);
  private static final Duration HELLO_LIMIT = Duration.ofSeconds(60);

  private final SandboxKey key;
  private final Keeper keeper;
  private final AgentConnection connection;
  private final LogTail log;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile AgentDescription agent;

  private GuestSandbox(SandboxKey key, Keeper keeper, LogTail log) {
    this.key = key;
    this.keeper = keeper;
    this.log = log;
    Process process = keeper.process();
    this.connection = new AgentConnection(process.getInputStream(), process.getOutputStream(), log);
  }

  /** Boots the guest and waits for the agent. */
  static GuestSandbox start(SandboxKey key, PatchedKernel kernel, ClassPath classPath) {
    String root = RuntimeDirectory.make().toString();
    String java = AgentCommand.currentJava();
    LogTail log = new LogTail();
    // The kernel's command line is too short for a class path; the guest reads our files.
    try (ArgumentFile arguments =
        ArgumentFile.of(AgentCommand.of(java, classPath.toString(), root))) {
      List<String> boot = kernel.bootCommand(OPTIONS, List.of(java, arguments.reference()));
      Keeper keeper = Keeper.start("fuse-fixture-guest", BECOME, boot, log);
      awaitBoot(key, keeper, log);
      GuestSandbox sandbox = new GuestSandbox(key, keeper, log);
      sandbox.greet();
      return sandbox;
    }
  }

  /** Until the guest has set up its serial line, nothing may be sent to it. */
  private static void awaitBoot(SandboxKey key, Keeper keeper, LogTail log) {
    CompletableFuture<String> line =
        CompletableFuture.supplyAsync(() -> firstLine(keeper.process().getInputStream()));
    String why;
    try {
      String text = line.get(BOOT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (text.equals(READY)) {
        return;
      }
      why = "it said \"" + text + "\" instead of \"" + READY + "\"";
    } catch (TimeoutException e) {
      why = "it was not ready within " + BOOT_LIMIT.toSeconds() + " s";
    } catch (ExecutionException e) {
      why = e.getCause().getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      why = "the wait for it was interrupted";
    }
    keeper.process().destroyForcibly();
    keeper.end();
    throw SandboxFailedException.withLog(
        "the guest of a " + key.describe() + " did not boot: " + why, log.text(), null);
  }

  /** Byte by byte, since what follows the line belongs to the control channel. */
  private static String firstLine(InputStream from) {
    byte[] line = new byte[LONGEST_LINE];
    int length = 0;
    try {
      int next = from.read();
      while (next >= 0 && next != '\n' && length < LONGEST_LINE) {
        line[length++] = (byte) next;
        next = from.read();
      }
    } catch (IOException e) {
      throw new IllegalStateException("its serial line cannot be read: " + e.getMessage(), e);
    }
    return new String(line, 0, length, StandardCharsets.UTF_8).strip();
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
        + ", process "
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
    return Optional.empty();
  }

  @Override
  public OptionalLong guestProcess() {
    return OptionalLong.of(keeper.process().pid());
  }

  @Override
  public Subscription onOutput(OutputListener listener) {
    return connection.onOutput(listener);
  }

  /** The guest keeps nothing, so it is not asked to power off. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      connection.close();
      keeper.process().destroyForcibly();
      keeper.end();
    }
  }
}
