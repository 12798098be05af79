package org.fusefixture.internal.nio;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import org.fusefixture.errno.Errno;

/** Removes a file, a link or an empty directory. */
final class Removal {
  private Removal() {}

  /**
   * Removes what a path names.
   *
   * @throws DirectoryNotEmptyException if a directory has entries
   */
  static void remove(MountPath path) throws IOException {
    KernelCalls kernel = path.getFileSystem().kernel();
    if (!kernel.status(path, false).isDirectory()) {
      kernel.unlink(path);
      return;
    }
    try {
      kernel.removeDirectory(path);
    } catch (IOException e) {
      // rmdir(2): POSIX allows both
      if (Failures.is(e, Errno.ENOTEMPTY) || Failures.is(e, Errno.EEXIST)) {
        throw Failures.because(new DirectoryNotEmptyException(path.toString()), e);
      }
      throw e;
    }
  }
}
