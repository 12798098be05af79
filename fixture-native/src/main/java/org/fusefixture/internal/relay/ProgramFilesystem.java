package org.fusefixture.internal.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.linux.ExitStatus;
import org.fusefixture.internal.mount.MountOptions;
import org.fusefixture.internal.serving.NegotiationRefusedException;
import org.fusefixture.internal.session.MessageFilesystem;
import org.fusefixture.internal.session.MountRefusedException;
import org.fusefixture.mount.Program;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.Unique;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.SessionRequest;

/** A program under test, as the session sees it. */
public final class ProgramFilesystem implements MessageFilesystem {
  /** System property of the server: the directory that {@link #coverHelpers} was given. */
  public static final String HELPERS_PROPERTY = "fusefixture.helpers";

  private static final String WIRE = "FUSE_FIXTURE_WIRE";
  private static final Duration STATUS_LIMIT = Duration.ofSeconds(2);
  private static final long LOOK_MILLIS = 20;

  /** Of a program that had left for the background. */
  private static final int UNKNOWN_STATUS = 1;

  private final Program program;
  private final Path backing;
  private final IntConsumer ended;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final Wire wire = Wire.open(new FromProgram());
  private Path directory;
  private HelperCalls calls;
  private HelperCalls.Call call;
  private volatile ProgramProcess process;
  private volatile Strays strays;

  /**
   * @param backing what stands for {@link Program#BACKING}
   * @param ended is told, once, when the program has gone without being asked to: its status, or
   *     128 + the number of a signal
   */
  public ProgramFilesystem(Program program, Path backing, IntConsumer ended) {
    this.program = program;
    this.backing = backing;
    this.ended = ended;
  }

  /**
   * Puts our script in the place of fusermount3(1) and its likes, for all processes of this mount
   * namespace, and lets the program's user open /dev/fuse.
   *
   * @param directory of the sandbox for the script; servers know it as {@link #HELPERS_PROPERTY}
   * @throws IOException if a helper of the program is not there, or a file cannot be made
   */
  public static synchronized void coverHelpers(Path directory, Program program) throws IOException {
    HelperCalls.cover(directory, program.helpers());
    if (program.user() != null) {
      DeviceNode.openTo(program.user(), directory);
    }
  }

  @Override
  public MountOptions prepare(Path mountPoint) {
    String name = Path.of(program.arguments().get(0)).getFileName().toString();
    try {
      directory = Files.createTempDirectory("wire");
      calls = HelperCalls.listen(directory);
      Map<String, String> environment = new HashMap<>();
      environment.put(WIRE, directory.toString());
      environment.put(
          "PATH",
          HelperCalls.names(Path.of(System.getProperty(HELPERS_PROPERTY)))
              + ":"
              + System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
      process =
          ProgramProcess.start(
              program,
              Map.of(
                  Program.MOUNT_POINT, mountPoint.toString(), Program.BACKING, backing.toString()),
              environment);
      call = awaitCall();
      Path asked = real(call.mountPoint());
      if (!asked.equals(real(mountPoint))) {
        call.refuse("this sandbox mounts " + mountPoint + " only, not " + asked);
        throw new MountRefusedException(
            "the program asked to be mounted on "
                + asked
                + " instead of "
                + mountPoint
                + ": give it "
                + Program.MOUNT_POINT
                + " as its mount point");
      }
      return call.options(name);
    } catch (IOException e) {
      throw new MountRefusedException(
          "the program " + program + " cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MountRefusedException("interrupted while the program was started", e);
    }
  }

  private HelperCalls.Call awaitCall() throws InterruptedException {
    long end = System.nanoTime() + program.startLimit().toNanos();
    while (true) {
      HelperCalls.Call next = calls.poll(LOOK_MILLIS);
      if (next != null) {
        return next;
      }
      if (process.living().isEmpty()) {
        throw new MountRefusedException(
            "the program "
                + program
                + " ended with "
                + describe(process.status(STATUS_LIMIT))
                + " before it asked to be mounted");
      }
      if (System.nanoTime() - end > 0) {
        throw new MountRefusedException(
            "the program "
                + program
                + " did not ask fusermount3 for a mount within "
                + program.startLimit().toMillis()
                + " ms. A program that calls mount(2) itself cannot be served: it has no"
                + " CAP_SYS_ADMIN here. Its processes:\n"
                + process.stacks());
      }
    }
  }

  @Override
  public void mounted() {
    call.grant(wire.theirs());
    wire.start();
  }

  @Override
  public SessionParameters initialize(SessionRequest.Init request)
      throws NegotiationRefusedException {
    InitRelay init = new InitRelay(request, wire.largestPayload());
    ByteBuffer answer;
    try {
      answer = wire.initialize(init.forProgram(), program.startLimit().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NegotiationRefusedException("interrupted during INIT", Errno.EINTR);
    }
    if (answer == null) {
      boolean gone = process.living().isEmpty();
      throw new NegotiationRefusedException(
          "the program "
              + program
              + (gone
                  ? " ended with "
                      + describe(process.status(STATUS_LIMIT))
                      + " before it answered INIT"
                  : " did not answer INIT within "
                      + program.startLimit().toMillis()
                      + " ms. Its processes:\n"
                      + process.stacks()),
          Errno.EPROTO);
    }
    return init.agreed(answer);
  }

  @Override
  public void connect(Strays target) {
    strays = target;
  }

  @Override
  public void serve(Opcode opcode, Request request, Reply reply) {
    wire.forward(opcode, request, reply);
  }

  @Override
  public void interrupt(Unique unique) {
    wire.interrupt(unique.value());
  }

  @Override
  public void kill() {
    ending.set(true);
    process.kill();
  }

  /** Where the program's threads are. */
  public String stacks() {
    ProgramProcess current = process;
    return current == null ? "" : current.stacks();
  }

  /** The number of the process that was started. */
  public int pid() {
    return process.pid();
  }

  /** The filesystem is unmounted: the program reads the end of its device, and is to end. */
  @Override
  public void stop() {
    ending.set(true);
    wire.shutdown();
    String forced = process.end();
    release();
    if (!forced.isEmpty()) {
      System.err.println("fuse-fixture: the program " + program + ": " + forced);
    }
  }

  @Override
  public void abandon() {
    ending.set(true);
    wire.shutdown();
    if (process != null) {
      process.kill();
    }
    release();
  }

  private void release() {
    wire.close();
    if (calls != null) {
      calls.close();
    }
    try {
      if (directory != null) {
        remove(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory);
  }

  private static Path real(Path path) throws IOException {
    return path.toRealPath();
  }

  private static String describe(int status) {
    return status < 0 ? "an unknown status" : ExitStatus.describe(status);
  }

  private final class FromProgram implements Wire.Listener {
    @Override
    public void notified(ByteBuffer message) {
      Strays target = strays;
      if (target != null) { // before that, it has broken the protocol, and the kernel would refuse
        target.notification(message);
      }
    }

    @Override
    public void stray(ByteBuffer message, int length) {
      Strays target = strays;
      if (target != null) {
        target.stray(message, length);
      }
    }

    @Override
    public void unusable(String why) {
      System.err.println("fuse-fixture: the program " + program + ": " + why);
    }

    @Override
    public void ended() {
      if (ending.compareAndSet(false, true)) {
        int status = process.status(STATUS_LIMIT);
        System.err.println(
            "fuse-fixture: the program "
                + program
                + " has closed its device"
                + (process.hasExited() ? "; it ended with " + describe(status) : ""));
        process.kill();
        ended.accept(status < 0 ? UNKNOWN_STATUS : status);
      }
    }
  }
}
