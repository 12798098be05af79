package org.fusefixture.internal.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.TimeSpec;

/** Copies one file, directory (without its entries) or link, within a mount or to another one. */
final class FileCopy {
  private static final Set<CopyOption> KNOWN =
      Set.of(
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES,
          LinkOption.NOFOLLOW_LINKS);
  private static final int WINDOW = 1 << 20;

  private final MountPath source;
  private final MountPath target;
  private final FileStatus status;
  private final boolean follow;

  private FileCopy(MountPath source, MountPath target, FileStatus status, boolean follow) {
    this.source = source;
    this.target = target;
    this.status = status;
    this.follow = follow;
  }

  static void copy(MountPath source, MountPath target, CopyOption... options) throws IOException {
    Set<CopyOption> asked = Set.of(options);
    if (!KNOWN.containsAll(asked)) {
      throw new UnsupportedOperationException(asked + " is not supported by a copy");
    }
    boolean follow = Links.followed(options);
    FileStatus status = source.getFileSystem().kernel().stat(source, follow);
    if (makeWay(source, status, target, asked.contains(StandardCopyOption.REPLACE_EXISTING))) {
      new FileCopy(source, target, status, follow)
          .copy(asked.contains(StandardCopyOption.COPY_ATTRIBUTES));
    }
  }

  /** Copies all that can be copied, in place of rename(2), which does not reach other mounts. */
  static void moveAcross(MountPath source, MountPath target, FileStatus status) throws IOException {
    if (status.isDirectory() && !source.getFileSystem().kernel().list(source).isEmpty()) {
      throw new DirectoryNotEmptyException(source.toString());
    }
    new FileCopy(source, target, status, false).copy(true);
    source.getFileSystem().kernel().remove(source);
  }

  /**
   * Removes what is in the way.
   *
   * @return false if source and target are the same file, so that nothing is to be done
   */
  static boolean makeWay(MountPath source, FileStatus status, MountPath target, boolean replace)
      throws IOException {
    FileStatus existing;
    try {
      existing = target.getFileSystem().kernel().stat(target, false);
    } catch (NoSuchFileException e) {
      return true;
    }
    if (source.getFileSystem() == target.getFileSystem()
        && existing.inode() == status.inode()
        && existing.device() == status.device()) {
      return false;
    }
    if (!replace) {
      throw new FileAlreadyExistsException(target.toString());
    }
    target.getFileSystem().kernel().remove(target);
    return true;
  }

  private void copy(boolean attributes) throws IOException {
    KernelCalls kernel = target.getFileSystem().kernel();
    if (status.isSymbolicLink()) {
      MountPath link = source.getFileSystem().kernel().readlink(source);
      kernel.symlink(target, PathNames.parse(target.getFileSystem(), link.toString()));
    } else if (status.isDirectory()) {
      kernel.mkdir(target, status.permissions());
    } else if (status.isRegularFile()) {
      copyContent();
    } else {
      kernel.mknod(target, status.mode());
    }
    if (attributes) {
      copyAttributes(kernel);
    }
  }

  private void copyContent() throws IOException {
    int flags = OpenFlag.O_WRONLY | OpenFlag.O_CREAT | OpenFlag.O_EXCL;
    boolean complete = false;
    try (OpenFile from = OpenFile.open(source, OpenFlag.O_RDONLY, 0)) {
      try (OpenFile to = OpenFile.open(target, flags, status.permissions() & ~022)) {
        if (source.getFileSystem().kernel().agent().mount()
                == target.getFileSystem().kernel().agent().mount()
            && source.getFileSystem() == target.getFileSystem()) {
          from.copyTo(to);
        } else {
          copyThroughHere(from, to);
        }
        complete = true;
      } finally {
        if (!complete) {
          removeRemains();
        }
      }
    }
  }

  /** Unlinks what this copy made and could not fill; the failure to fill it is what is thrown. */
  private void removeRemains() {
    try {
      target.getFileSystem().kernel().unlink(target);
    } catch (IOException e) {
      return; // it was never made, or the mount is broken, as the first failure says
    }
  }

  private static void copyThroughHere(OpenFile from, OpenFile to) throws IOException {
    ByteBuffer window = ByteBuffer.allocate(WINDOW);
    long offset = 0;
    int count;
    while ((count = from.read(window, offset)) > 0) {
      to.write(window.flip(), offset);
      window.clear();
      offset += count;
    }
  }

  private void copyAttributes(KernelCalls kernel) throws IOException {
    copyExtendedAttributes();
    try {
      kernel.chown(target, status.uid(), status.gid(), false);
    } catch (FileSystemException e) {
      if (!NioFailures.is(e, Errno.EPERM)) { // not everybody may give files away
        throw e;
      }
    }
    if (!status.isSymbolicLink()) {
      kernel.chmod(target, status.permissions());
    }
    kernel.utimensat(
        target,
        new TimeSpec(status.atimeSeconds(), status.atimeNanos()),
        new TimeSpec(status.mtimeSeconds(), status.mtimeNanos()),
        false);
  }

  /** Those of the namespace "user", if both filesystems have them. */
  private void copyExtendedAttributes() throws IOException {
    if (status.isSymbolicLink()) {
      return; // xattr(7): the namespace is for files and directories
    }
    try {
      XattrView from = new XattrView(source, follow);
      XattrView to = new XattrView(target, false);
      for (String name : from.list()) {
        to.write(name, ByteBuffer.wrap(from.value(name)));
      }
    } catch (FileSystemException e) {
      if (!NioFailures.is(e, Errno.EOPNOTSUPP) && !NioFailures.is(e, Errno.ENOSYS)) {
        throw e;
      }
    }
  }
}
