package org.fusefixture.internal.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.stamp.Stamp;

/**
 * Main class of a client process of one call. It prints {@value #CALLING} before the call and
 * {@value #RETURNED} with the result (number of bytes, or -errno) after it, and keeps its pages
 * until its input ends.
 *
 * <p>Arguments: file, 1 for O_DIRECT or 0, size, offset, and the seed, number and generation of its
 * stamps.
 */
public final class ClientProcessMain {
  /** First word of the line before the call. */
  public static final String CALLING = "calling";

  /** First word of the line after the call. */
  public static final String RETURNED = "returned";

  private static final int MODE = 0644;

  private ClientProcessMain() {}

  public static void main(String[] arguments) throws IOException {
    int flags =
        OpenFlag.O_CREAT
            | OpenFlag.O_RDWR
            | OpenFlag.O_CLOEXEC
            | (arguments[1].equals("1") ? OpenFlag.O_DIRECT : 0);
    long size = Long.parseLong(arguments[2]);
    long offset = Long.parseLong(arguments[3]);
    Stamp stamp =
        new Stamp(
            Long.parseLong(arguments[4]),
            Long.parseLong(arguments[5]),
            Long.parseLong(arguments[6]));
    try (NativeBuffer pages = NativeBuffer.allocate(size)) {
      ByteBuffer bytes = pages.bytes(0, (int) size);
      stamp.fill(bytes, offset);
      try (Fd file = LinuxPaths.open(LinuxPath.of(arguments[0]), flags, MODE)) {
        say(CALLING);
        say(RETURNED + " " + LinuxFiles.tryPwrite(file, pages.address(), size, offset));
        while (System.in.read() >= 0) {
          // whoever started this process ends its input
        }
      } catch (LinuxException e) {
        System.err.println(e.getMessage());
        say(RETURNED + " " + -e.number());
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
