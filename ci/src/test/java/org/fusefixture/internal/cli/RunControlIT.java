package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults that are changed while the command runs, by that command itself. */
@Tag("host")
@Timeout(180)
class RunControlIT {
  /** Tries again and again, for ten seconds. */
  private static final String RETRY =
      "tries=0; until %s; do tries=$((tries+1)); [ $tries -lt 200 ] || exit 9; sleep 0.05; done\n";

  @TempDir private Path directory;

  @Test
  void fault_written_to_the_fifo_is_set_and_removed() {
    Path fifo = directory.resolve("control");
    CommandRun run =
        run(
            "memory",
            fifo,
            "cd {mountpoint}; stat -c %a "
                + fifo
                + "\nmkdir before\necho 'name: no, on: MKDIR, fail: ENOSPC' >"
                + fifo
                + "\n"
                + RETRY.formatted("! mkdir during 2>/dev/null || ! rmdir during")
                + "echo 'remove no' >"
                + fifo
                + "\n"
                + RETRY.formatted("mkdir after 2>/dev/null")
                + "ls");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("600\nafter\nbefore\n");
    assertThat(run.err())
        .contains("control: no is set", "control: no is removed", "fault name: no, on: MKDIR");
    assertThat(fifo).doesNotExist();
    assertThat(threads()).noneMatch(name -> name.startsWith("control-"));
  }

  @Test
  void what_cannot_be_read_from_the_fifo_is_refused_and_the_next_line_is_served() {
    Path fifo = directory.resolve("control");
    CommandRun run =
        run(
            "memory",
            fifo,
            "printf 'on: MKDIR, fial: EIO\\n"
                + "reste\\n"
                + "remove me\\n"
                + "cut-power\\n"
                + "on: MKDIR, fail: EIO\\n"
                + "' >"
                + fifo
                + "; cd {mountpoint}\n"
                + RETRY.formatted("! mkdir a 2>/dev/null || ! rmdir a"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("refused: on: MKDIR, fial: EIO: line 1", "did you mean fail?")
        .contains(
            "refused: reste: \"reste\" is neither a command nor a rule", "did you mean reset?")
        .contains("refused: remove me: ", "no fault of this name is set")
        .contains("refused: cut-power: ", "has no cache that could be lost")
        .contains("control: fault-1 is set");
  }

  @Test
  void storage_is_commanded_through_the_fifo() throws IOException {
    Path fifo = directory.resolve("control");
    Path storage = Files.createDirectory(directory.resolve("storage"));
    CommandRun run =
        run(
            "faulty=" + storage,
            fifo,
            "cd {mountpoint}; echo one >kept; echo lazyfs::cache-checkpoint >"
                + fifo
                + "\n"
                + RETRY.formatted("[ -s " + storage + "/kept ]")
                + "echo two >lost; echo lazyfs::unsynced-data-report >"
                + fifo
                + "; echo lazyfs::clear-cache >"
                + fifo
                + "\n"
                + RETRY.formatted("[ ! -e lost ]")
                + "ls");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("kept\n");
    assertThat(run.err())
        .contains(
            "control: CHECKPOINT is done",
            "control: LOSE_UNSYNCED is done",
            "lost: 4 of 4 bytes are only in memory");
    assertThat(storage.resolve("lost")).doesNotExist();
  }

  @Test
  void path_that_is_no_fifo_is_refused_and_left_alone() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");
    CommandRun run = run("memory", file, "true");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--control: " + file + " exists and is not a FIFO");
    assertThat(file).hasContent("mine");
  }

  @Test
  void http_sets_lists_removes_and_says_what_is_wrong() throws Exception {
    int port = freePort();
    Path failed = directory.resolve("failed");
    String script =
        "cd {mountpoint}\n"
            + RETRY.formatted("! mkdir a 2>/dev/null || ! rmdir a")
            + "touch "
            + failed
            + "\n"
            + RETRY.formatted("mkdir after 2>/dev/null");
    CompletableFuture<CommandRun> running =
        CompletableFuture.supplyAsync(
            () ->
                CommandRun.of(
                    "run",
                    "--filesystem",
                    "memory",
                    "--mode",
                    "SPLICE",
                    "--control-http",
                    Integer.toString(port),
                    "--",
                    "sh",
                    "-c",
                    script));
    Http http = new Http(port);
    CommandRun run;
    try {
      exerciseHttp(http, () -> Files.exists(failed) || running.isDone());
    } finally {
      run = running.get(60, TimeUnit.SECONDS); // it holds what this JVM prints
    }
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("control: listening on http://127.0.0.1:" + port);
    assertThatThrownBy(() -> http.answer("GET", "/faults", ""))
        .isInstanceOf(ConnectException.class);
    assertThat(threads()).noneMatch(name -> name.startsWith("control-"));
  }

  private static void exerciseHttp(Http http, BooleanSupplier failed) throws Exception {
    String rule = "{\"name\": \"no\", \"on\": \"MKDIR\", \"fail\": \"ENOSPC\"}";
    assertThat(http.firstAnswer("POST", "/faults", rule)).isEqualTo("200 {\"name\":\"no\"}");
    while (!failed.getAsBoolean()) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(http.answer("GET", "/faults", ""))
        .startsWith("200 [{")
        .contains("\"rule\":\"name: no, on: MKDIR, at: BEFORE_DISPATCH, fail: ENOSPC\"");
    assertThat(http.answer("GET", "/receipts", "")).startsWith("200 [").contains("\"fired\":");
    assertThat(http.answer("POST", "/faults", "on: MKDIR, fial: EIO"))
        .startsWith("400 ")
        .contains("did you mean fail?");
    assertThat(http.answer("DELETE", "/faults/yes", ""))
        .startsWith("400 ")
        .contains("no fault of this name is set");
    assertThat(http.answer("POST", "/storage/cut-power", ""))
        .startsWith("400 ")
        .contains("has no cache that could be lost");
    assertThat(http.answer("GET", "/nothing", "")).startsWith("404 ").contains("/receipts");
    assertThat(http.answer("PUT", "/faults", "")).startsWith("405 ").contains("GET, POST, DELETE");
    assertThat(http.answer("POST", "/reset", "")).startsWith("200 [").contains("\"name\":\"no\"");
  }

  @Test
  void fifo_and_process_are_gone_after_sigterm() throws Exception {
    Path fifo = directory.resolve("control");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                FuseFixture.class.getName(),
                "run",
                "--filesystem",
                "memory",
                "--mode",
                "COPY",
                "--control",
                fifo.toString(),
                "--",
                "sh",
                "-c",
                "echo ready; sleep 100")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("ready");
      assertThat(fifo).exists();
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(fifo).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  /** A client of the control. */
  private record Http(int port) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** As soon as somebody listens. */
    String firstAnswer(String method, String path, String body) throws Exception {
      long start = System.nanoTime();
      while (true) {
        try {
          return answer(method, path, body);
        } catch (ConnectException e) {
          if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(60)) {
            throw e;
          }
          LockSupport.parkNanos(20_000_000);
        }
      }
    }

    String answer(String method, String path, String body) throws Exception {
      HttpResponse<String> response =
          CLIENT.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .timeout(Duration.ofSeconds(30))
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() + " " + response.body().strip();
    }
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(java.util.stream.Collectors.toSet());
  }

  private static CommandRun run(String filesystem, Path fifo, String script) {
    List<String> arguments = new ArrayList<>(List.of("run", "--filesystem", filesystem));
    arguments.addAll(List.of("--mode", "SPLICE", "--control", fifo.toString()));
    arguments.addAll(List.of("--", "sh", "-c", script));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
