package org.fusefixture.internal.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlChannel;

/**
 * Main class inside a sandbox. JSON-RPC on standard input and output, messages for people on
 * standard error. When its input ends, it ends all that it started and halts; as PID 1 of its
 * namespace it takes every process in it along.
 *
 * <p>Argument: the directory of the sandbox, {@code /run/fuse-fixture} if absent. It is the mount
 * point of a tmpfs that is seen in this mount namespace only; the agent mounts it if it is not one.
 */
public final class AgentMain {
  private static final String DEFAULT_ROOT = "/run/fuse-fixture";
  private static final int CANNOT_START = 70; // EX_SOFTWARE of sysexits.h

  private AgentMain() {}

  public static void main(String[] arguments) {
    InputStream in = System.in;
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    SandboxLayout layout =
        new SandboxLayout(Path.of(arguments.length == 0 ? DEFAULT_ROOT : arguments[0]));
    Agent agent;
    try {
      layout.prepare();
      // Before the first native call: the library that makes it is extracted there.
      System.setProperty("java.io.tmpdir", layout.temporary().toString());
      agent = new Agent(layout);
    } catch (RuntimeException | Error e) {
      System.err.println("fuse-fixture agent cannot start: " + e.getMessage());
      e.printStackTrace();
      Runtime.getRuntime().halt(CANNOT_START);
      return;
    }
    serve(agent, in, out);
    Runtime.getRuntime().halt(0);
  }

  private static void serve(Agent agent, InputStream in, OutputStream out) {
    try (ControlChannel<AgentClient> channel =
        ControlChannel.open(
            "test JVM", in, out, AgentService.class.cast(agent), AgentClient.class)) {
      agent.connect(channel.remote());
      channel.ended().join();
    } finally {
      agent.end();
    }
  }
}
