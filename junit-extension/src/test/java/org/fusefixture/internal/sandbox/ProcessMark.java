package org.fusefixture.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Finds the processes of a test by a text that nobody else has. */
public final class ProcessMark {
  private final String file;
  private final String text;

  private ProcessMark(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** A text in the command line. */
  public static ProcessMark inCommandLine(String text) {
    return new ProcessMark("cmdline", text);
  }

  /** A text in the environment at the start. */
  public static ProcessMark inEnvironment(String text) {
    return new ProcessMark("environ", text);
  }

  public String text() {
    return text;
  }

  /** The numbers of those that are there now. */
  public List<Long> numbers() {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .filter(process -> content(process.resolve(file)).contains(text))
          .map(process -> Long.valueOf(process.getFileName().toString()))
          .filter(number -> number != ProcessHandle.current().pid())
          .toList();
    } catch (IOException e) {
      throw new AssertionError("no /proc", e);
    }
  }

  /**
   * Name and a value of /proc/PID/status.
   *
   * @param field with its colon
   */
  public List<String> processes(String field) {
    return numbers().stream()
        .map(number -> content(Path.of("/proc", number.toString(), "status")))
        .filter(status -> !status.isEmpty())
        .map(status -> value(status, "Name:") + " " + value(status, field))
        .toList();
  }

  /** Waits until none is left. */
  public void expectNoProcess(Duration limit) {
    await()
        .atMost(limit)
        .untilAsserted(
            () -> assertThat(processes("State:")).as("processes with %s", text).isEmpty());
  }

  private static String value(String status, String field) {
    return status
        .lines()
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(field.length()).strip())
        .findFirst()
        .orElse("?");
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // the process ended meanwhile
    }
  }
}
