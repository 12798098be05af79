package org.fusefixture.internal.splice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fusefixture.internal.linux.LinuxProcesses;

/**
 * How large the pipes of a session are, and what they can carry.
 *
 * <p>A pipe is a ring of buffers, and a FUSE message needs one for its headers and one for each
 * page that its payload touches (fuse_copy_fill and fuse_ref_folio of fs/fuse/dev.c, Linux 6.18). A
 * message that needs more fails with EIO, one that could need more with EINVAL.
 *
 * @param bytes what F_GETPIPE_SZ says, a power of two of pages
 */
public record PipeCapacity(int bytes) {
  private static final Path PIPE_MAX_SIZE = Path.of("/proc/sys/fs/pipe-max-size");

  /** What pipe-max-size is where nobody has changed it (pipe(7)). */
  private static final int DEFAULT_MAX_SIZE = 1 << 20;

  /**
   * The capacity that this process gets for payloads of a size, or less: without CAP_SYS_RESOURCE
   * no pipe exceeds fs.pipe-max-size, and all pipes of a user together fs.pipe-user-pages-soft.
   *
   * @param payload bytes, a multiple of the page size
   */
  public static PipeCapacity attainable(int payload) {
    try (SplicePipe probe = SplicePipe.open()) {
      int wanted = payload + LinuxProcesses.pageSize();
      if (!probe.grow(wanted) && !probe.grow(Math.min(wanted, maxSize()))) {
        int next = Integer.highestOneBit(Math.min(wanted, maxSize()) - 1);
        while (next > probe.capacity() && !probe.grow(next)) {
          next /= 2;
        }
      }
      return new PipeCapacity(probe.capacity());
    }
  }

  /** Number of buffers. */
  public int buffers() {
    return bytes / LinuxProcesses.pageSize();
  }

  /** Most pages of a payload beside one buffer for the headers. */
  public int payloadPages() {
    return buffers() - 1;
  }

  /** Most bytes of a payload, a multiple of the page size. */
  public int payload() {
    return payloadPages() * LinuxProcesses.pageSize();
  }

  private static int maxSize() {
    try {
      // Not readString, which asks for a single byte first: a sysctl gives no more after that.
      return Integer.parseInt(Files.readAllLines(PIPE_MAX_SIZE).get(0).trim());
    } catch (IOException | NumberFormatException e) {
      return DEFAULT_MAX_SIZE; // /proc is not mounted everywhere; what is too much is refused
      // anyway
    }
  }
}
