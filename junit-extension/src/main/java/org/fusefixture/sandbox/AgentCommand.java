package org.fusefixture.sandbox;

import java.nio.file.Path;
import java.util.List;

/** The command line of an agent. */
public final class AgentCommand {
  private static final String MAIN = "org.fusefixture.agent.AgentMain";

  private AgentCommand() {}

  /**
   * Starts an agent whose sandbox lies on a tmpfs that is mounted already, so that what the JVM
   * extracts before the agent's first line lies there, too.
   *
   * @param java the program
   * @param classPath with the fixture and the filesystems under test, separated by colons
   * @param root of the sandbox, with a directory {@code tmp}
   */
  public static List<String> of(String java, String classPath, String root) {
    return List.of(
        java,
        "-Djava.io.tmpdir=" + root + "/tmp",
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-Xshare:auto",
        // What the VM prints by itself must not get into the control stream.
        "-XX:+DisplayVMOutputToStderr",
        "-cp",
        classPath,
        MAIN,
        root);
  }

  /** The Java of this JVM. */
  public static String currentJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
