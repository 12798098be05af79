package org.fusefixture.sample.memory;

import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.request.ExtentRequest;

/** Serves FALLOCATE by its mode (fallocate(2)). */
final class Allocation {
  private static final int KEEP_SIZE = 1;
  private static final int PUNCH_HOLE = 2;
  private static final int ZERO_RANGE = 0x10;

  private Allocation() {}

  /**
   * Changes the space of a file. Collapsing and inserting ranges is refused, as the kernel does
   * before it asks (fuse_file_fallocate of fs/fuse/file.c, Linux 6.12).
   */
  static void apply(ExtentRequest.Fallocate request, FileContent content) {
    int mode = request.mode();
    long offset = request.offset().bytes();
    boolean keepSize = (mode & KEEP_SIZE) != 0;
    switch (mode & ~KEEP_SIZE) {
      case 0 -> content.allocate(offset, request.length(), false, keepSize);
      case ZERO_RANGE -> content.allocate(offset, request.length(), true, keepSize);
      case PUNCH_HOLE -> {
        if (!keepSize) {
          throw new ErrnoException(Errno.EOPNOTSUPP, "PUNCH_HOLE goes with KEEP_SIZE");
        }
        content.punch(offset, request.length());
      }
      default -> throw new ErrnoException(Errno.EOPNOTSUPP, "fallocate mode " + mode);
    }
  }
}
