package org.fusefixture.backing;

import org.fusefixture.internal.linux.Timestamp;
import org.fusefixture.protocol.request.SetattrRequest;

/** Serves SETATTR. The kernel clears set-user-ID itself, as HANDLE_KILLPRIV is not agreed on. */
final class AttributeChanges {
  private AttributeChanges() {}

  static void apply(SetattrRequest request, Inode inode, Volume volume) {
    if (has(request, SetattrRequest.FATTR_SIZE)) {
      volume.truncate(inode, request.size());
    }
    volume.change(inode, changed -> others(request, changed));
  }

  private static void others(SetattrRequest request, Inode inode) {
    if (has(request, SetattrRequest.FATTR_UID)) {
      inode.uid = request.newUid();
    }
    if (has(request, SetattrRequest.FATTR_GID)) {
      inode.gid = request.newGid();
    }
    if (has(request, SetattrRequest.FATTR_MODE)) {
      inode.permissions = request.mode() & 07777;
    }
    if (has(request, SetattrRequest.FATTR_ATIME)) {
      inode.access =
          has(request, SetattrRequest.FATTR_ATIME_NOW)
              ? Tree.now()
              : new Timestamp(request.atimeSeconds(), request.atimeNanos());
    }
    if (has(request, SetattrRequest.FATTR_MTIME)) {
      inode.modify =
          has(request, SetattrRequest.FATTR_MTIME_NOW)
              ? Tree.now()
              : new Timestamp(request.mtimeSeconds(), request.mtimeNanos());
    }
  }

  private static boolean has(SetattrRequest request, int bit) {
    return (request.valid() & bit) != 0;
  }
}
