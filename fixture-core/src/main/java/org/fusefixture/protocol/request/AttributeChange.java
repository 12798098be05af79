package org.fusefixture.protocol.request;

/** The bits of {@link SetattrRequest#valid()}: FATTR_* of include/uapi/linux/fuse.h. */
public final class AttributeChange {
  public static final int MODE = 1;
  public static final int UID = 1 << 1;
  public static final int GID = 1 << 2;
  public static final int SIZE = 1 << 3;
  public static final int ATIME = 1 << 4;
  public static final int MTIME = 1 << 5;
  public static final int FILE_HANDLE = 1 << 6;
  public static final int ATIME_NOW = 1 << 7;
  public static final int MTIME_NOW = 1 << 8;
  public static final int LOCK_OWNER = 1 << 9;
  public static final int CTIME = 1 << 10;
  public static final int KILL_SUIDGID = 1 << 11;

  private AttributeChange() {}
}
