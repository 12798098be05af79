package org.fusefixture.internal.nio;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.fusefixture.errno.Errno;
import org.fusefixture.posix.FileStatus;

/** Resolves symbolic links step by step, as path_resolution(7) has it, within the mount. */
final class RealPath {
  /** MAXSYMLINKS of include/linux/namei.h. */
  private static final int MOST_LINKS = 40;

  private final MountPath asked;
  private final Deque<String> ahead = new ArrayDeque<>();
  private MountPath reached;
  private int links;

  private RealPath(MountPath asked) {
    this.asked = asked;
    this.reached = asked.getFileSystem().root();
    ahead.addAll(asked.toAbsolutePath().names());
  }

  /**
   * The path without dots and, at its end too if it is to be followed, without links.
   *
   * @throws FileSystemException ELOOP after 40 links; NoSuchFileException where something is
   *     missing
   */
  static MountPath of(MountPath path, boolean followLast) throws IOException {
    return new RealPath(path).resolve(followLast);
  }

  private MountPath resolve(boolean followLast) throws IOException {
    while (!ahead.isEmpty()) {
      String name = ahead.poll();
      if (name.equals("..")) {
        reached = reached.getParent() == null ? reached : reached.getParent();
      } else if (!name.equals(".")) {
        enter(PathNames.parse(reached.getFileSystem(), name), followLast || !ahead.isEmpty());
      }
    }
    reached.getFileSystem().kernel().stat(reached, false);
    return reached;
  }

  private void enter(MountPath name, boolean follow) throws IOException {
    MountPath next = reached.resolve(name);
    KernelCalls kernel = next.getFileSystem().kernel();
    FileStatus status = kernel.stat(next, false);
    if (!follow || !status.isSymbolicLink()) {
      reached = next;
      return;
    }
    if (++links > MOST_LINKS) {
      throw new FileSystemException(asked.toString(), null, Errno.ELOOP.description());
    }
    MountPath target = kernel.readlink(next);
    if (target.isAbsolute()) {
      reached = target.getRoot();
    }
    for (int at = target.getNameCount() - 1; at >= 0; at--) {
      ahead.push(target.getName(at).toString());
    }
  }
}
