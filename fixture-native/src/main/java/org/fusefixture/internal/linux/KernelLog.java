package org.fusefixture.internal.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.errno.Errno;

/**
 * What the kernel says, from now on, message by message: /dev/kmsg (Documentation/ABI/testing/
 * dev-kmsg). Used by one thread at a time.
 */
public final class KernelLog implements AutoCloseable {
  private static final int LONGEST = 8192; // CONSOLE_EXT_LOG_MAX, kernel/printk/printk.c
  private static final int EPIPE = -Errno.EPIPE.number();

  private final Fd log;
  private final NativeBuffer buffer = NativeBuffer.allocate(LONGEST);

  private KernelLog(Fd log) {
    this.log = log;
  }

  /** Starts behind the last message. */
  public static KernelLog openAtEnd() {
    Fd log = LinuxPaths.open(LinuxPath.of("/dev/kmsg"), OpenFlag.O_RDONLY | OpenFlag.O_NONBLOCK);
    LinuxFiles.lseek(log, 0, LinuxFiles.SEEK_END);
    return new KernelLog(log);
  }

  /**
   * Whether the kernel is a guest's, User Mode Linux, so that all it says is about this sandbox.
   */
  public static boolean isOfGuest() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .anyMatch(line -> line.startsWith("vendor_id") && line.endsWith("User Mode Linux"));
    } catch (IOException e) {
      return false;
    }
  }

  /** The lines since the last call, without time and level. */
  public List<String> read() {
    List<String> lines = new ArrayList<>();
    while (true) {
      long size = LinuxFiles.tryRead(log, buffer.address(), LONGEST);
      if (size == EPIPE) {
        lines.add("(messages were overwritten before they could be read)");
      } else if (size <= 0) {
        return lines;
      } else {
        lines.addAll(message(buffer.bytes(0, (int) size)));
      }
    }
  }

  @Override
  public void close() {
    log.close();
    buffer.close();
  }

  /** Of {@code 6,339,5140900,-;NET: Registered\x0aprotocol\n KEY=value\n}: two lines. */
  static List<String> message(ByteBuffer record) {
    String text = StandardCharsets.UTF_8.decode(record).toString();
    String message = text.substring(text.indexOf(';') + 1);
    int end = message.indexOf('\n');
    return List.of((end < 0 ? message : message.substring(0, end)).split("\\\\x0a"));
  }
}
