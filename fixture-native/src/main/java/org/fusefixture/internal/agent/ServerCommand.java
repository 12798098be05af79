package org.fusefixture.internal.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.internal.client.ClientProcessMain;
import org.fusefixture.internal.relay.ProgramFilesystem;
import org.fusefixture.internal.server.ServerLog;
import org.fusefixture.internal.server.ServerMain;

/**
 * How a server process is started: the same Java and class path as the agent's. Its virtual machine
 * prints stacks (SIGQUIT) to standard error, since standard output belongs to the control channel.
 */
final class ServerCommand {
  /** System property of the agent: largest heap of a server, as {@code -Xmx} takes it. */
  static final String HEAP_PROPERTY = "fusefixture.server.heap";

  /** System property of the agent: most memory outside the heap (filesystems keep pages there). */
  static final String DIRECT_PROPERTY = "fusefixture.server.direct";

  /** System property of the agent: further options of the virtual machine, separated by spaces. */
  static final String OPTIONS_PROPERTY = "fusefixture.server.options";

  /** System property of the agent: the archive of its classes, which are the server's, too. */
  static final String ARCHIVE_PROPERTY = "fusefixture.server.archive";

  /** From this version on Java warns of the use that jffi makes of sun.misc.Unsafe (JEP 498). */
  private static final int UNSAFE_WARNS = 24;

  /**
   * How many times later than usual methods are compiled: most of what runs once, at the start, is
   * not worth it, which saves a third of the time of a start.
   */
  private static final int COMPILE_LATER = 3;

  /** What compiles quickly and does no more. */
  private static final int FIRST_COMPILER = 1;

  private static final String CLIENT_MAIN = ClientProcessMain.class.getName();
  private static final String MAIN = ServerMain.class.getName();
  private static final String LOG = ServerLog.class.getName();

  private final SandboxLayout layout;

  ServerCommand(SandboxLayout layout) {
    this.layout = layout;
  }

  /**
   * A server process.
   *
   * @param measured whether its speed counts; one that serves for seconds spends a third of its
   *     time on optimising compilation, and has no time left to gain by it
   */
  ProcessBuilder builder(boolean measured) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + layout.temporary());
    command.add("-D" + ProgramFilesystem.HELPERS_PROPERTY + "=" + layout.helpers());
    command.add("-Xmx" + System.getProperty(HEAP_PROPERTY, "1g"));
    command.add("-XX:MaxDirectMemorySize=" + System.getProperty(DIRECT_PROPERTY, "4g"));
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    String archive = System.getProperty(ARCHIVE_PROPERTY);
    if (archive != null && Files.exists(Path.of(archive))) { // it may be made meanwhile
      command.add("-XX:SharedArchiveFile=" + archive);
      // One that does not fit any more is no error, nor worth a word.
      command.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xlog:class+path=off"));
    }
    command.add("-XX:CompileThresholdScaling=" + COMPILE_LATER);
    if (!measured) {
      command.add("-XX:TieredStopAtLevel=" + FIRST_COMPILER);
    }
    command.add("-Djava.util.logging.config.class=" + LOG);
    command.add("-XX:-UsePerfData");
    command.add("-XX:+DisplayVMOutputToStderr");
    command.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= UNSAFE_WARNS) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    for (String option : System.getProperty(OPTIONS_PROPERTY, "").split(" ")) {
      if (!option.isBlank()) {
        command.add(option);
      }
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MAIN);
    return new ProcessBuilder(command).directory(layout.root().toFile());
  }

  /** A client process, with little memory and quick to start. */
  ProcessBuilder clientBuilder(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + layout.temporary());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Xshare:auto", "-XX:-UsePerfData"));
    command.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= UNSAFE_WARNS) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), CLIENT_MAIN));
    command.addAll(arguments);
    return new ProcessBuilder(command).directory(layout.root().toFile());
  }
}
