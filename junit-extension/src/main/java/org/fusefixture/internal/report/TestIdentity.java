package org.fusefixture.internal.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Which test, and how to run it again.
 *
 * @param id unique among the tests of this JVM
 * @param module folder of the module, as Surefire and Failsafe report it, or empty
 * @param testClass binary name
 * @param method name
 */
public record TestIdentity(String id, String module, String testClass, String method) {
  /** Surefire and Failsafe set it to the folder of the module. */
  private static final String BASE = "basedir";

  public TestIdentity {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(testClass, "testClass");
    Objects.requireNonNull(method, "method");
  }

  /** Of a test of this JVM. */
  public static TestIdentity of(String id, String testClass, String method) {
    Path base = base();
    return new TestIdentity(
        id, base == null ? "" : base.getFileName().toString(), testClass, method);
  }

  /** The Maven command that runs it alone. */
  String command() {
    String simple = testClass.substring(testClass.lastIndexOf('.') + 1);
    String test = "'" + simple + (method.isEmpty() ? "" : "#" + method) + "'";
    boolean integration = testClass.replaceAll("\\$.*", "").endsWith("IT");
    Path base = base();
    boolean part = base != null && Files.exists(base.resolveSibling("pom.xml"));
    String where = part ? " -pl " + module + " -am" : "";
    String isolation = System.getProperty("fusefixture.isolation");
    return "mvn verify"
        + where
        + (integration ? " -Dtest=None -Dit.test=" : " -DskipITs -Dtest=")
        + test
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
        + (isolation == null ? "" : " -Dfusefixture.isolation=" + isolation);
  }

  private static Path base() {
    String base = System.getProperty(BASE);
    return base == null ? null : Path.of(base).toAbsolutePath();
  }
}
