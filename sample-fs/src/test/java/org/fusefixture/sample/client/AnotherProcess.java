package org.fusefixture.sample.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.READ_WRITE;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.fusefixture.junit.CommandResult;
import org.fusefixture.junit.MountedFilesystem;

/**
 * A shell that does something to a file while the client writes to it. It is there before the file
 * is opened: in Linux 6.12 a new process, as it closes what its parent has open, waits for direct
 * writes under way (fuse_flush of fs/fuse/file.c takes the lock of the inode). It tells and is told
 * by files on the mount, in a directory of their own: a rename locks the one that it happens in.
 */
final class AnotherProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String SCRIPT =
      """
      cd {mountpoint} && mkdir NAME && touch NAME/ready || exit
      until [ -e NAME/go ]; do sleep 0.05; done
      COMMAND & # state D of proc_pid_stat(5): no signal wakes it
      until grep -q ') [DZ] ' /proc/$!/stat; do sleep 0.05; done
      grep -q ') D ' /proc/$!/stat && touch NAME/waits
      wait $!
      """;

  private final MountedFilesystem fs;
  private final String name;
  private final CompletableFuture<CommandResult> result;

  private AnotherProcess(
      MountedFilesystem fs, String name, CompletableFuture<CommandResult> result) {
    this.fs = fs;
    this.name = name;
    this.result = result;
  }

  /**
   * Starts it.
   *
   * @param command to be executed in the root of the mount, once it is told to go on
   */
  static AnotherProcess of(MountedFilesystem fs, String name, String command) {
    String script = SCRIPT.replace("NAME", name).replace("COMMAND", command);
    AnotherProcess process =
        new AnotherProcess(
            fs, name, CompletableFuture.supplyAsync(() -> fs.run(LIMIT, "sh", "-c", script)));
    process.awaitFile("ready");
    return process;
  }

  /** Lets it go on, and waits until its command sleeps in the kernel. */
  void goOnUntilItWaits() {
    fs.client().open(name + "/go", CREATE, READ_WRITE).close();
    awaitFile("waits");
    assertThat(result).isNotDone();
  }

  void awaitSuccess() {
    assertThat(result).succeedsWithin(LIMIT).matches(CommandResult::succeeded);
  }

  private void awaitFile(String file) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .failFast("the process has ended", result::isDone)
        .until(() -> fs.client().exists(name + "/" + file));
  }

  /** Where it still waits to be told, it is, and ends. */
  @Override
  public void close() {
    if (!result.isDone()) {
      fs.client().open(name + "/go", CREATE, READ_WRITE).close();
      assertThat(result).succeedsWithin(LIMIT);
    }
  }
}
