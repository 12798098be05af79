package org.fusefixture.internal.mount;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.OpenFlag;

/**
 * The control files of one connection, by way of its directory, which is held open from the
 * beginning.
 *
 * <p>A connection's number is free again as soon as its mount is gone, and the next mount of
 * anybody on this machine gets it. An open directory never leads to that one: nothing is found in
 * it any more (fuse_ctl_remove_conn of fs/fuse/control.c, Linux 6.12).
 */
public final class FuseConnection implements AutoCloseable {
  private static final int LONGEST_NUMBER = 32;

  private final int number;
  private final Fd directory;

  FuseConnection(int number, Fd directory) {
    this.number = number;
    this.directory = directory;
  }

  /** Its directory under /sys/fs/fuse/connections. */
  public int number() {
    return number;
  }

  /**
   * Answers every request with an error, so that every caller returns.
   *
   * @return false if the connection is gone
   */
  public boolean abort() {
    try (Fd file = open("abort", OpenFlag.O_WRONLY);
        NativeBuffer one = NativeBuffer.allocate(1)) {
      one.bytes().put(0, (byte) '1');
      LinuxFiles.write(file, one.address(), 1);
      return true;
    } catch (LinuxException e) {
      if (e.is(Errno.ENOENT)) {
        return false;
      }
      throw e;
    }
  }

  /** Number of requests that wait, for the server or in it; 0 if it is gone. */
  public int waiting() {
    String text = read("waiting");
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  /**
   * A number that this kernel keeps of the connection.
   *
   * @param name of its file
   * @return empty if there is no such file, or the connection is gone
   */
  public OptionalLong counter(String name) {
    String text = read(name);
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  /** Whether no mount of it is left in any mount namespace. */
  public boolean isGone() {
    return read("waiting").isEmpty();
  }

  private String read(String name) {
    try (Fd file = open(name, OpenFlag.O_RDONLY);
        NativeBuffer text = NativeBuffer.allocate(LONGEST_NUMBER)) {
      int length = (int) LinuxFiles.read(file, text.address(), LONGEST_NUMBER);
      byte[] bytes = new byte[length];
      text.bytes().get(0, bytes);
      return new String(bytes, StandardCharsets.US_ASCII).trim();
    } catch (LinuxException e) {
      if (e.is(Errno.ENOENT)) {
        return "";
      }
      throw e;
    }
  }

  private Fd open(String name, int flags) {
    return LinuxPaths.openat(directory, LinuxPath.of(name), flags, 0);
  }

  @Override
  public void close() {
    directory.close();
  }
}
