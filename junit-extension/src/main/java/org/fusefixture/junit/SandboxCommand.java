package org.fusefixture.junit;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.CommandService;
import org.fusefixture.internal.control.CommandService.Command;
import org.fusefixture.internal.sandbox.Sandbox;

/** Runs commands in a sandbox and collects what they write. */
final class SandboxCommand {
  private static final AtomicInteger NEXT = new AtomicInteger(1);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int MOST_OUTPUT_BYTES = 8 << 20;

  private final Sandbox sandbox;

  SandboxCommand(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  CommandResult run(Duration limit, List<String> arguments) {
    int run = NEXT.getAndIncrement();
    Command command = new Command(run, arguments, Map.of(), "", limit.toMillis());
    Collector output = new Collector(run);
    Sandbox.Subscription subscription = sandbox.onOutput(output);
    try {
      CommandService.Ended result =
          sandbox
              .control()
              .call("run " + arguments, limit.plus(GRACE), agent -> agent.commands().run(command));
      return CommandResult.of(
          result.status(),
          result.timedOut(),
          Duration.ofMillis(result.millis()),
          output.bytes(AgentClient.Stream.STANDARD_OUTPUT),
          output.bytes(AgentClient.Stream.STANDARD_ERROR));
    } finally {
      subscription.close();
    }
  }

  /** What one command wrote; the start of it, where it wrote too much. */
  private static final class Collector implements Sandbox.OutputListener {
    private final int run;
    private final Map<AgentClient.Stream, ByteArrayOutputStream> content =
        new EnumMap<>(AgentClient.Stream.class);

    Collector(int run) {
      this.run = run;
      for (AgentClient.Stream stream : AgentClient.Stream.values()) {
        content.put(stream, new ByteArrayOutputStream());
      }
    }

    @Override
    public synchronized void output(int of, AgentClient.Stream stream, byte[] bytes) {
      if (of == run) {
        ByteArrayOutputStream kept = content.get(stream);
        kept.write(bytes, 0, Math.min(bytes.length, MOST_OUTPUT_BYTES - kept.size()));
      }
    }

    synchronized byte[] bytes(AgentClient.Stream stream) {
      return content.get(stream).toByteArray();
    }
  }
}
