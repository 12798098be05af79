package org.fusefixture.internal.nio;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.fusefixture.errno.Errno;
import org.fusefixture.posix.FileStatus;

/** Moves a file, directory or link: rename(2) within a mount, a copy and a removal to another. */
final class FileMove {
  private static final Set<CopyOption> KNOWN =
      Set.of(
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE,
          LinkOption.NOFOLLOW_LINKS); // a link is moved itself anyhow

  private FileMove() {}

  static void move(MountPath source, MountPath target, CopyOption... options) throws IOException {
    Set<CopyOption> asked = Set.of(options);
    if (!KNOWN.containsAll(asked)) {
      throw new UnsupportedOperationException(asked + " is not supported by a move");
    }
    boolean within = source.getFileSystem() == target.getFileSystem();
    if (asked.contains(StandardCopyOption.ATOMIC_MOVE)) {
      moveAtOnce(source, target, within);
      return;
    }
    KernelCalls kernel = source.getFileSystem().kernel();
    FileStatus status = kernel.stat(source, false);
    boolean replace = asked.contains(StandardCopyOption.REPLACE_EXISTING);
    if (!FileCopy.makeWay(source, status, target, replace)) {
      return;
    }
    if (within) {
      rename(source, target);
    } else {
      FileCopy.moveAcross(source, target, status);
    }
  }

  private static void moveAtOnce(MountPath source, MountPath target, boolean within)
      throws IOException {
    if (!within) {
      throw crossing(source, target, "the paths are on two mounts");
    }
    try {
      source.getFileSystem().kernel().rename(source, target);
    } catch (IOException e) {
      if (NioFailures.is(e, Errno.EXDEV)) {
        throw NioFailures.because(crossing(source, target, Errno.EXDEV.description()), e);
      }
      throw e;
    }
  }

  private static void rename(MountPath source, MountPath target) throws IOException {
    try {
      source.getFileSystem().kernel().rename(source, target);
    } catch (IOException e) {
      if (NioFailures.is(e, Errno.ENOTEMPTY)) {
        throw NioFailures.because(new DirectoryNotEmptyException(target.toString()), e);
      }
      throw e;
    }
  }

  private static AtomicMoveNotSupportedException crossing(
      MountPath source, MountPath target, String reason) {
    return new AtomicMoveNotSupportedException(source.toString(), target.toString(), reason);
  }
}
