package org.fusefixture.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A test JVM that is killed leaves no mount, process, container or directory. */
@Timeout(180)
class KilledTestJvmIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern CONTAINER = Pattern.compile("container ([0-9a-f]{12})");

  @Test
  @Tag("host")
  void processSandbox_endsWithTheJvm() throws Exception {
    Path path;
    try (ChildJvm jvm = ChildJvm.start(MountAndWait.class, Map.of(), "PROCESS")) {
      path = mountedBy(jvm);
      jvm.kill();
    }
    expectGone(path);
  }

  @Test
  @Tag("host")
  void processSandbox_whoseHostShellIsKilledToo_isSweptByTheNext() throws Exception {
    Path path;
    try (ChildJvm jvm = ChildJvm.start(MountAndWait.class, Map.of(), "PROCESS")) {
      path = mountedBy(jvm);
      long shell = Long.parseLong(path.getParent().getFileName().toString());
      ProcessHandle.of(shell).orElseThrow().destroyForcibly();
      jvm.kill();
    }
    try (Sandboxes next = Sandboxes.separate()) {
      next.open(new SandboxKey(Isolation.PROCESS, Kernel.HOST, true));
    }
    expectGone(path);
  }

  @Test
  @Tag("container")
  void containerSandbox_endsWithTheJvm() throws Exception {
    Path path;
    String container;
    try (ChildJvm jvm = ChildJvm.start(MountAndWait.class, Map.of(), "CONTAINER")) {
      path = mountedBy(jvm);
      Matcher matcher = CONTAINER.matcher(jvm.line("sandbox"));
      assertThat(matcher.find()).isTrue();
      container = matcher.group(1);
      assertThat(containers()).contains(container);
      jvm.kill();
    }
    expectGone(path);
    await().atMost(LIMIT).untilAsserted(() -> assertThat(containers()).doesNotContain(container));
  }

  private static Path mountedBy(ChildJvm jvm) throws IOException {
    String line = jvm.line("mounted");
    assertThat(line).as("path of the child's mount").isNotNull();
    Path path = Path.of(line);
    assertThat(path.resolve("note")).hasContent("here");
    return path;
  }

  private static void expectGone(Path path) {
    Path shared = path.getParent();
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(shared).doesNotExist();
              assertThat(Files.readAllLines(Path.of("/proc/self/mountinfo")))
                  .noneMatch(line -> line.contains(shared.toString()));
              assertThat(processesNaming(shared)).isEmpty();
            });
  }

  /** Processes with the shared directory in their command line: those of the sandbox's chain. */
  private static List<String> processesNaming(Path shared) throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .map(process -> process.resolve("cmdline"))
          .filter(Files::isReadable)
          .map(KilledTestJvmIT::content)
          .filter(line -> line.contains(shared.toString()))
          .toList();
    }
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // the process ended meanwhile
    }
  }

  private static String containers() throws IOException {
    Process docker = new ProcessBuilder("docker", "ps", "--all", "--quiet").start();
    return new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
