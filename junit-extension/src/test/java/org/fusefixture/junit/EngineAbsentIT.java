package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.sandbox.ClassPath;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;

/** Tests in containers, where no engine answers; in a JVM of their own, as the environment says. */
@Tag("host")
@Timeout(120)
class EngineAbsentIT {
  @TempDir Path directory;

  @Test
  void noSocket_abortsTheTestWithTheReason() throws IOException {
    String outcome = outcome(directory.resolve("absent.sock"), "");

    assertThat(outcome)
        .startsWith("ABORTED")
        .contains("no Docker Engine answers", "absent.sock does not exist", "run ci/setup");
  }

  @Test
  void noSocketButRequired_failsTheTest() throws IOException {
    String outcome = outcome(directory.resolve("absent.sock"), "container");

    assertThat(outcome).startsWith("FAILED").contains("fusefixture.require says that it must");
  }

  @Test
  void engineThatDoesNotAnswer_abortsTheTestWithinTheLimit() throws IOException {
    Path socket = directory.resolve("silent.sock");
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));

      String outcome = outcome(socket, "");

      assertThat(outcome).startsWith("ABORTED").containsPattern("did not answer within \\d+ ms");
      long limit = number(outcome, "did not answer within (\\d+) ms"); // longer on a busy machine
      assertThat(limit).isBetween(4_000L, 80_000L);
      // The limit, and what a busy machine needs to load classes.
      assertThat(number(outcome, " took (\\d+) ms")).isBetween(limit, limit + 16_000);
    }
  }

  private static long number(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private static String outcome(Path socket, String required) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            ClassPath.current().toString(),
            Child.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(false);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder
        .environment()
        .putAll(Map.of("DOCKER_HOST", "unix://" + socket, "FUSE_FIXTURE_REQUIRE", required));
    Process child = builder.start();
    try {
      return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      child.destroyForcibly();
    }
  }

  /** Main class of the other JVM. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      long start = System.nanoTime();
      EngineExecutionResults results;
      try (Kit kit = new Kit()) {
        results = kit.run(ContainerCase.class);
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      for (Event event : results.testEvents().finished().list()) {
        TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
        System.out.println(
            result.getStatus()
                + " took "
                + millis
                + " ms: "
                + result.getThrowable().map(Throwable::getMessage).orElse(""));
      }
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.CONTAINER)
  @InModes(TransferMode.COPY)
  static class ContainerCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }
}
