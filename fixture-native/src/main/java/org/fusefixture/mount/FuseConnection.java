package org.fusefixture.mount;

import java.nio.charset.StandardCharsets;
import org.fusefixture.linux.Fd;
import org.fusefixture.linux.LinuxFiles;
import org.fusefixture.linux.NativeBuffer;

/**
 * The control files of one connection, held open from its beginning.
 *
 * <p>A connection's number is free again as soon as its mount is gone, and the next mount of
 * anybody on this machine gets it. Open files never lead to that one: for a connection that is gone
 * they read as empty, and writing to them does nothing (fuse_ctl_file_conn_get and
 * fuse_ctl_remove_conn of fs/fuse/control.c, Linux 6.12).
 */
public final class FuseConnection implements AutoCloseable {
  private static final int LONGEST_NUMBER = 32;

  private final int number;
  private final Fd abort;
  private final Fd waiting;

  FuseConnection(int number, Fd abort, Fd waiting) {
    this.number = number;
    this.abort = abort;
    this.waiting = waiting;
  }

  /** Its directory under /sys/fs/fuse/connections. */
  public int number() {
    return number;
  }

  /** Answers every request with an error, so that every caller returns; nothing if it is gone. */
  public void abort() {
    try (NativeBuffer one = NativeBuffer.allocate(1)) {
      one.bytes().put(0, (byte) '1');
      LinuxFiles.write(abort, one.address(), 1);
    }
  }

  /** Number of requests that wait, for the server or in it; 0 if it is gone. */
  public int waiting() {
    String text = readWaiting();
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  /** Whether no mount of it is left in any mount namespace. */
  public boolean isGone() {
    return readWaiting().isEmpty();
  }

  private String readWaiting() {
    try (NativeBuffer text = NativeBuffer.allocate(LONGEST_NUMBER)) {
      int length = (int) LinuxFiles.pread(waiting, text.address(), LONGEST_NUMBER, 0);
      byte[] bytes = new byte[length];
      text.bytes().get(0, bytes);
      return new String(bytes, StandardCharsets.US_ASCII).trim();
    }
  }

  @Override
  public void close() {
    abort.close();
    waiting.close();
  }
}
