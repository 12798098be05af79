package org.fusefixture.internal.passthrough;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.protocol.request.SetattrRequest;

/** What a SETATTR changes, as arguments of the system calls that it stands for. */
public final class AttributeChanges {
  /** Bits that say how the request came, and not what it changes. */
  private static final int MANNER = SetattrRequest.FATTR_FH | SetattrRequest.FATTR_LOCKOWNER;

  private final SetattrRequest request;

  /** Valid as long as the request is. */
  public AttributeChanges(SetattrRequest request) {
    this.request = request;
  }

  public boolean isEmpty() {
    return (request.valid() & ~MANNER) == 0;
  }

  public boolean changesOwner() {
    return has(SetattrRequest.FATTR_UID | SetattrRequest.FATTR_GID);
  }

  /** The new owner; -1 leaves it as it is, as for chown(2). */
  public int uid() {
    return has(SetattrRequest.FATTR_UID) ? request.newUid() : -1;
  }

  /** The new group; -1 leaves it as it is, as for chown(2). */
  public int gid() {
    return has(SetattrRequest.FATTR_GID) ? request.newGid() : -1;
  }

  public OptionalInt permissions() {
    return has(SetattrRequest.FATTR_MODE)
        ? OptionalInt.of(request.mode() & 07777)
        : OptionalInt.empty();
  }

  public OptionalLong size() {
    return has(SetattrRequest.FATTR_SIZE) ? OptionalLong.of(request.size()) : OptionalLong.empty();
  }

  public boolean changesTimes() {
    return has(SetattrRequest.FATTR_ATIME | SetattrRequest.FATTR_MTIME);
  }

  /** The new access time; {@link TimeSpec#NOW} or {@link TimeSpec#UNCHANGED} among others. */
  public TimeSpec access() {
    return time(
        SetattrRequest.FATTR_ATIME,
        SetattrRequest.FATTR_ATIME_NOW,
        request.atimeSeconds(),
        request.atimeNanos());
  }

  /** The new modification time; {@link TimeSpec#NOW} or {@link TimeSpec#UNCHANGED} among others. */
  public TimeSpec modify() {
    return time(
        SetattrRequest.FATTR_MTIME,
        SetattrRequest.FATTR_MTIME_NOW,
        request.mtimeSeconds(),
        request.mtimeNanos());
  }

  private TimeSpec time(int given, int now, long seconds, int nanos) {
    if (!has(given)) {
      return TimeSpec.UNCHANGED;
    }
    return has(now) ? TimeSpec.NOW : new TimeSpec(seconds, nanos);
  }

  private boolean has(int bits) {
    return (request.valid() & bits) != 0;
  }
}
