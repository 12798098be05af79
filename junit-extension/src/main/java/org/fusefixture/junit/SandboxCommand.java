package org.fusefixture.junit;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.fusefixture.internal.control.command.OutputChunk;
import org.fusefixture.internal.control.command.RunRequest;
import org.fusefixture.internal.control.command.RunResult;
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
    RunRequest request = new RunRequest(run, arguments, Map.of(), null, limit.toMillis());
    Collector output = new Collector(run);
    Sandbox.Subscription subscription = sandbox.onOutput(output);
    try {
      RunResult result =
          sandbox
              .control()
              .call("run " + arguments, limit.plus(GRACE), agent -> agent.commands().run(request));
      return CommandResult.of(
          result.status(),
          result.timedOut(),
          Duration.ofMillis(result.millis()),
          output.bytes(OutputChunk.Stream.STANDARD_OUTPUT),
          output.bytes(OutputChunk.Stream.STANDARD_ERROR));
    } finally {
      subscription.close();
    }
  }

  /** What one command wrote; the start of it, where it wrote too much. */
  private static final class Collector implements Sandbox.OutputListener {
    private final int run;
    private final Map<OutputChunk.Stream, ByteArrayOutputStream> content =
        new EnumMap<>(OutputChunk.Stream.class);

    Collector(int run) {
      this.run = run;
      for (OutputChunk.Stream stream : OutputChunk.Stream.values()) {
        content.put(stream, new ByteArrayOutputStream());
      }
    }

    @Override
    public synchronized void output(OutputChunk chunk) {
      if (chunk.run() == run) {
        byte[] bytes = chunk.bytes();
        ByteArrayOutputStream stream = content.get(chunk.stream());
        stream.write(bytes, 0, Math.min(bytes.length, MOST_OUTPUT_BYTES - stream.size()));
      }
    }

    synchronized byte[] bytes(OutputChunk.Stream stream) {
      return content.get(stream).toByteArray();
    }
  }
}
