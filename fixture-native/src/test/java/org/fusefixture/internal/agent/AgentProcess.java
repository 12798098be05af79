package org.fusefixture.internal.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlChannel;
import org.fusefixture.internal.control.ControlProtocol;

/** An agent in mount and PID namespaces of its own, for tests. */
final class AgentProcess implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);

  /** A server process ended by itself. */
  record ServerExit(int mount, String exit, String standardError) {}

  private final Path root;
  private final Process process;
  private final OutputTail standardError;
  private final ControlChannel<AgentService> channel;
  private final AgentService.Description description;
  private final StringBuffer output = new StringBuffer();
  private final BlockingQueue<ServerExit> exits = new LinkedBlockingQueue<>();

  private AgentProcess(Path root) throws IOException {
    this.root = root;
    this.process = new ProcessBuilder(command(root)).start();
    this.standardError = OutputTail.of("agent", process.getErrorStream());
    this.channel =
        ControlChannel.open(
            "agent",
            process.getInputStream(),
            process.getOutputStream(),
            new Listener(),
            AgentService.class);
    this.description = call(agent -> agent.hello(ControlProtocol.VERSION, "test"));
  }

  static AgentProcess start() throws IOException {
    return new AgentProcess(Files.createTempDirectory("fuse-fixture-agent"));
  }

  private static List<String> command(Path root) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setpriv", "--pdeathsig", "KILL"));
    command.addAll(
        List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-XX:+DisplayVMOutputToStderr",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(AgentMain.class.getName(), root.toString()));
    return command;
  }

  AgentService.Description description() {
    return description;
  }

  <T> T call(Function<AgentService, CompletableFuture<T>> request) {
    return channel.call("call of a test", LIMIT, request);
  }

  <T> CompletableFuture<T> send(Function<AgentService, CompletableFuture<T>> request) {
    return channel.send("call of a test", request);
  }

  ServerExit awaitServerExit() throws InterruptedException {
    return exits.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** What commands wrote so far, both streams. */
  String output() {
    return output.toString();
  }

  String standardError() {
    return standardError.text();
  }

  Process process() {
    return process;
  }

  /** Processes of the agent's PID namespace, as the host sees them. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** Ends the agent's input, as a test JVM that dies does. */
  void endInput() {
    channel.close();
  }

  @Override
  public void close() throws IOException {
    endInput();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        throw new AssertionError("the agent does not end: " + standardError());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.delete(root); // empty, since the tmpfs was seen in the namespace only
  }

  private final class Listener implements AgentClient {
    @Override
    public void output(int run, Stream stream, byte[] content) {
      output.append(new String(content, StandardCharsets.UTF_8));
    }

    @Override
    public void serverExited(int mount, String exit, String errors) {
      exits.add(new ServerExit(mount, exit, errors));
    }
  }
}
