package org.fusefixture.internal.cli.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.fusefixture.internal.control.ControlException;

/**
 * A FIFO from which commands are read, one per line.
 *
 * <p>It is opened for reading and writing, which on Linux does not block and sees no end of file
 * when a writer closes it (fifo(7)). The channel is interruptible, so closing it ends a waiting
 * read.
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
   * Creates the FIFO with mode 0600 unless it exists, and listens to it.
   *
   * @param print receives the answers
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
   * Refuses a path of anything but a FIFO.
   *
   * @throws IllegalArgumentException that says what to do
   */
  static void require(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && ((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & FILE_TYPE)
            != FIFO) {
      throw new IllegalArgumentException(
          path + " exists and is not a FIFO: name a path that does not exist yet");
    }
  }

  /** Java cannot create a FIFO by itself. */
  private static void make(Path path) throws IOException {
    Process process =
        new ProcessBuilder("mkfifo", "-m", "0600", "--", path.toString())
            .redirectErrorStream(true)
            .start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("mkfifo " + path + " did not end within " + LIMIT_SECONDS + " s");
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

  /** Ends the thread, and removes the FIFO if it did not exist before. */
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

  /** Removes a FIFO that was created here; also called when a signal ends the program. */
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

  /**
   * Lines of UTF-8 out of a channel, each as soon as it is complete: the readers of the JDK take
   * any FileChannel for a file, and go on to fill their buffer.
   */
  static final class ChannelLines {
    private static final int LONGEST = 1 << 16;

    private final ReadableByteChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocate(4096).flip();

    ChannelLines(ReadableByteChannel channel) {
      this.channel = channel;
    }

    /**
     * The next line, without its end; null where the channel ends.
     *
     * @throws IOException also of a line of more than 64 KiB
     */
    String next() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      while (true) {
        if (!bytes.hasRemaining()) {
          int got = channel.read(bytes.clear());
          bytes.flip();
          if (got < 0) {
            return null;
          }
        }
        while (bytes.hasRemaining()) {
          byte next = bytes.get();
          if (next == '\n') {
            return line.toString(StandardCharsets.UTF_8);
          }
          line.write(next);
        }
        if (line.size() > LONGEST) {
          throw new IOException("a line has more than " + LONGEST + " bytes");
        }
      }
    }
  }
}
