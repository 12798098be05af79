package org.fusefixture.backing;

import org.fusefixture.internal.linux.Timestamp;
import org.fusefixture.protocol.request.AttributeChange;
import org.fusefixture.protocol.request.SetattrRequest;

/** Serves SETATTR. The kernel clears set-user-ID itself, as HANDLE_KILLPRIV is not agreed on. */
final class AttributeChanges {
  private AttributeChanges() {}

  static void apply(SetattrRequest request, Inode inode, Volume volume) {
    if (has(request, AttributeChange.SIZE)) {
      volume.truncate(inode, request.size());
    }
    volume.change(inode, changed -> others(request, changed));
  }

  private static void others(SetattrRequest request, Inode inode) {
    if (has(request, AttributeChange.UID)) {
      inode.uid = request.newUid();
    }
    if (has(request, AttributeChange.GID)) {
      inode.gid = request.newGid();
    }
    if (has(request, AttributeChange.MODE)) {
      inode.permissions = request.mode() & 07777;
    }
    if (has(request, AttributeChange.ATIME)) {
      inode.access =
          has(request, AttributeChange.ATIME_NOW)
              ? Tree.now()
              : new Timestamp(request.atimeSeconds(), request.atimeNanos());
    }
    if (has(request, AttributeChange.MTIME)) {
      inode.modify =
          has(request, AttributeChange.MTIME_NOW)
              ? Tree.now()
              : new Timestamp(request.mtimeSeconds(), request.mtimeNanos());
    }
  }

  private static boolean has(SetattrRequest request, int bit) {
    return (request.valid() & bit) != 0;
  }
}
