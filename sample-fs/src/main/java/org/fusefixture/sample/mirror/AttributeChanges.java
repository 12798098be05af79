package org.fusefixture.sample.mirror;

import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.FileStatus;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.linux.Timestamp;
import org.fusefixture.protocol.request.SetattrRequest;

/** Serves SETATTR by the system calls that it stands for. */
final class AttributeChanges {
  private static final int SET_USER_ID = 04000;
  private static final int SET_GROUP_ID = 02000;
  private static final int GROUP_EXECUTE = 0010;

  /** Bits that say how the request came, and not what it changes. */
  private static final int MANNER = SetattrRequest.FATTR_FH | SetattrRequest.FATTR_LOCKOWNER;

  private static final int OWNERS = SetattrRequest.FATTR_UID | SetattrRequest.FATTR_GID;
  private static final int TIMES = SetattrRequest.FATTR_ATIME | SetattrRequest.FATTR_MTIME;

  private final Handles handles;

  AttributeChanges(Handles handles) {
    this.handles = handles;
  }

  /** Owner before mode, since a change of owner clears set-user-ID; times last, as set by hand. */
  void apply(SetattrRequest request, MirrorNode node) {
    int valid = request.valid();
    if ((valid & OWNERS) != 0 || (valid & ~MANNER) == 0) {
      // With neither owner this clears set-user-ID and its like, which is what a SETATTR of nothing
      // asks for under HANDLE_KILLPRIV_V2 (file_remove_privs of fs/inode.c, fuse_setattr).
      changeOwner(request, node);
    }
    if ((valid & SetattrRequest.FATTR_MODE) != 0) {
      LinuxPaths.fchmodat(Fd.WORKING_DIRECTORY, node.path(), request.mode() & 07777);
    }
    if ((valid & SetattrRequest.FATTR_SIZE) != 0) {
      truncate(request, node);
    }
    if ((valid & TIMES) != 0) {
      LinuxPaths.utimensat(
          node.descriptor(),
          LinuxPath.EMPTY,
          time(
              valid,
              SetattrRequest.FATTR_ATIME,
              SetattrRequest.FATTR_ATIME_NOW,
              request.atimeSeconds(),
              request.atimeNanos()),
          time(
              valid,
              SetattrRequest.FATTR_MTIME,
              SetattrRequest.FATTR_MTIME_NOW,
              request.mtimeSeconds(),
              request.mtimeNanos()),
          LinuxPaths.AT_EMPTY_PATH);
    }
  }

  private static void changeOwner(SetattrRequest request, MirrorNode node) {
    LinuxPaths.fchownat(
        node.descriptor(),
        LinuxPath.EMPTY,
        (request.valid() & SetattrRequest.FATTR_UID) != 0 ? request.newUid() : -1,
        (request.valid() & SetattrRequest.FATTR_GID) != 0 ? request.newGid() : -1,
        LinuxPaths.AT_EMPTY_PATH);
  }

  private void truncate(SetattrRequest request, MirrorNode node) {
    if ((request.valid() & SetattrRequest.FATTR_FH) != 0) {
      LinuxFiles.ftruncate(handles.file(request.fileHandle()), request.size());
    } else {
      try (Fd file = LinuxPaths.open(node.path(), OpenFlag.O_WRONLY)) {
        LinuxFiles.ftruncate(file, request.size());
      }
    }
    if ((request.valid() & SetattrRequest.FATTR_KILL_SUIDGID) != 0) {
      dropPrivileges(node);
    }
  }

  /**
   * Clears set-user-ID, and set-group-ID where the group may execute the file, after a change by
   * somebody without CAP_FSETID: this process has it, so that the backing filesystem does not.
   */
  static void dropPrivileges(MirrorNode node) {
    FileStatus status = node.status();
    int mode = status.permissions() & ~SET_USER_ID;
    if ((mode & GROUP_EXECUTE) != 0) {
      mode &= ~SET_GROUP_ID;
    }
    if (mode != status.permissions()) {
      LinuxPaths.fchmodat(Fd.WORKING_DIRECTORY, node.path(), mode);
    }
  }

  private static Timestamp time(int valid, int given, int now, long seconds, int nanos) {
    if ((valid & given) == 0) {
      return Timestamp.OMIT;
    }
    return (valid & now) != 0 ? Timestamp.NOW : new Timestamp(seconds, nanos);
  }
}
