package org.fusefixture.sample.memory;

import java.time.Instant;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.protocol.request.SetattrRequest;

/**
 * What a SETATTR changes, and what it clears besides.
 *
 * <p>The kernel has checked who may do it, and has cleared set-group-ID in a chmod(2) by somebody
 * outside the group (setattr_prepare of fs/attr.c), as default_permissions is set.
 */
final class AttributeUpdate {
  /** Bits that describe the request rather than a change. */
  private static final int MANNER = SetattrRequest.FATTR_FH | SetattrRequest.FATTR_LOCKOWNER;

  private final SetattrRequest request;
  private final int valid;

  AttributeUpdate(SetattrRequest request) {
    this.request = request;
    valid = request.valid();
  }

  boolean changesSize() {
    return has(SetattrRequest.FATTR_SIZE);
  }

  long size() {
    return request.size();
  }

  /**
   * Whether set-user-ID, set-group-ID and capabilities go, as agreed on with HANDLE_KILLPRIV_V2: on
   * every chown(2), where the kernel says so, and where it asks for nothing else (a chown(2) that
   * keeps both owners, or file_remove_privs of fs/inode.c before a write; both end in fuse_setattr
   * of fs/fuse/dir.c, which leaves ATTR_KILL_* to the server).
   */
  boolean dropsPrivileges() {
    return has(
            SetattrRequest.FATTR_UID | SetattrRequest.FATTR_GID | SetattrRequest.FATTR_KILL_SUIDGID)
        || (valid & ~MANNER) == 0;
  }

  Caller caller() {
    return Caller.of(request);
  }

  int mode(int old) {
    return has(SetattrRequest.FATTR_MODE)
        ? FileMode.type(old) | FileMode.permissions(request.mode())
        : old;
  }

  int uid(int old) {
    return has(SetattrRequest.FATTR_UID) ? request.newUid() : old;
  }

  int gid(int old) {
    return has(SetattrRequest.FATTR_GID) ? request.newGid() : old;
  }

  Instant atime(Instant old, Instant now) {
    if (has(SetattrRequest.FATTR_ATIME_NOW)) {
      return now;
    }
    return has(SetattrRequest.FATTR_ATIME)
        ? Instant.ofEpochSecond(request.atimeSeconds(), request.atimeNanos())
        : old;
  }

  Instant mtime(Instant old, Instant now) {
    if (has(SetattrRequest.FATTR_MTIME_NOW)) {
      return now;
    }
    if (has(SetattrRequest.FATTR_MTIME)) {
      return Instant.ofEpochSecond(request.mtimeSeconds(), request.mtimeNanos());
    }
    return changesSize() ? now : old;
  }

  private boolean has(int bits) {
    return (valid & bits) != 0;
  }
}
