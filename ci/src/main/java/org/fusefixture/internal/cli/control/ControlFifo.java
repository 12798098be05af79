package org.fusefixture.internal.cli.control;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.fusefixture.internal.control.ControlException;

/**
 * A FIFO from which commands are read, one a line.
 *
 * <p>It is opened for reading and writing, which on Linux blocks in neither and never sees an end
 * when a writer closes it (fifo(7)). The channel is interruptible, so that closing it ends the read
 * that waits.
 */
final class ControlFifo implements AutoCloseable {
  private static final int FILE_TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final long LIMIT_SECONDS = 10;

  private final Path path;
  private final boolean made;
  private final FileChannel channel;
  private final MountCommands commands;
  private final Consumer<String> print;
  private final Thread reader;

  private ControlFifo(Path path, boolean made, MountCommands commands, Consumer<String> print)
      throws IOException {
    this.path = path;
    this.made = made;
    this.commands = commands;
    this.print = print;
    channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    reader = new Thread(this::read, "control-fifo");
    reader.setDaemon(true);
  }

  /**
   * Makes the FIFO with mode 0600 where there is none, and listens to it.
   *
   * @param print is given the answers
   */
  static ControlFifo open(Path path, MountCommands commands, Consumer<String> print)
      throws IOException {
    boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    if (there) {
      require(path);
    } else {
      make(path);
    }
    ControlFifo fifo;
    try {
      fifo = new ControlFifo(path, !there, commands, print);
    } catch (IOException e) {
      if (!there) {
        Files.deleteIfExists(path);
      }
      throw e;
    }
    fifo.reader.start();
    return fifo;
  }

  /**
   * Refuses a path where there is something else.
   *
   * @throws IllegalArgumentException with what to do
   */
  static void require(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && ((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & FILE_TYPE)
            != FIFO) {
      throw new IllegalArgumentException(
          path + " is there, and is no FIFO; name a path where there is nothing yet");
    }
  }

  /** Java makes no FIFO by itself. */
  private static void make(Path path) throws IOException {
    Process process =
        new ProcessBuilder("mkfifo", "-m", "0600", "--", path.toString())
            .redirectErrorStream(true)
            .start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("mkfifo " + path + " has not ended within " + LIMIT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  private void read() {
    ChannelLines lines = new ChannelLines(channel);
    try {
      String line = lines.next();
      while (line != null) {
        if (!line.isBlank()) {
          print.accept(answer(line));
        }
        line = lines.next();
      }
    } catch (IOException e) {
      if (channel.isOpen()) {
        print.accept("no more commands are read from " + path + ": " + e);
      }
    }
  }

  private String answer(String line) {
    try {
      return commands.execute(MountCommand.parse(line)).text();
    } catch (IllegalArgumentException | ControlException e) {
      return "refused: " + line.strip() + ": " + e.getMessage();
    }
  }

  /** Ends the thread, and takes the FIFO away if it was not there before. */
  @Override
  public void close() {
    try {
      channel.close();
      reader.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
    } catch (IOException e) {
      print.accept("cannot close " + path + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      remove();
    }
  }

  /** Also when the program is ended by a signal. */
  void remove() {
    if (!made) {
      return;
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      print.accept("cannot remove " + path + ": " + e);
    }
  }
}
