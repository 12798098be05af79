package org.fusefixture.internal.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.sandbox.archive.AgentClasses;

/** The command line of an agent. */
public final class AgentCommand {
  /** By its name, as the code of the agent does not run here. */
  static final String MAIN = "org.fusefixture.internal.agent.AgentMain";

  private AgentCommand() {}

  /**
   * The command of an agent whose sandbox is on a tmpfs that is already mounted, so that what the
   * JVM extracts before the agent's first line is there, too.
   *
   * @param java the program
   * @param classes the fixture and the filesystems under test
   * @param root of the sandbox, with a directory {@code tmp}
   */
  public static List<String> of(String java, AgentClasses classes, String root) {
    return of(java, classes, root, StartLimit.options());
  }

  /** As {@link #of}, for the agent of a guest that boots now. */
  public static List<String> inGuest(String java, AgentClasses classes, String root) {
    return of(java, classes, root, StartLimit.optionsInGuest());
  }

  private static List<String> of(
      String java, AgentClasses classes, String root, List<String> limits) {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(limits);
    classes.archive().ifPresent(archive -> addArchive(archive, command));
    command.addAll(options(classes.classPath(), root));
    return command;
  }

  private static List<String> options(String classPath, String root) {
    return List.of(
        "-Djava.io.tmpdir=" + root + "/tmp",
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-Xshare:auto",
        // Output of the VM itself must stay out of the control stream.
        "-XX:+DisplayVMOutputToStderr",
        "-cp",
        classPath,
        MAIN,
        root);
  }

  /**
   * Names the archive only if it exists, since a missing one would keep the JVM from using its own.
   * One that no longer fits is not an error; the log options silence the warning.
   */
  private static void addArchive(Path archive, List<String> command) {
    command.add("-Dfusefixture.server.archive=" + archive);
    if (Files.exists(archive)) {
      command.add("-XX:SharedArchiveFile=" + archive);
      command.add("-Xlog:cds=off");
      command.add("-Xlog:cds+dynamic=off");
      command.add("-Xlog:class+path=off");
    }
  }

  /** The Java of this JVM. */
  public static String currentJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
