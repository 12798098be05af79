package org.fusefixture.sample.memory;

/** The bits of st_mode (inode(7)). */
final class FileMode {
  static final int TYPE = 0170000;
  static final int FIFO = 0010000;
  static final int CHARACTER_DEVICE = 0020000;
  static final int DIRECTORY = 0040000;
  static final int BLOCK_DEVICE = 0060000;
  static final int REGULAR = 0100000;
  static final int SYMBOLIC_LINK = 0120000;
  static final int SOCKET = 0140000;

  static final int SET_USER_ID = 04000;
  static final int SET_GROUP_ID = 02000;
  static final int GROUP_EXECUTE = 0010;
  static final int ALL_PERMISSIONS = 07777;

  private FileMode() {}

  static int permissions(int mode) {
    return mode & ALL_PERMISSIONS;
  }

  static int type(int mode) {
    return mode & TYPE;
  }

  /** Whether set-group-ID is set on a file that its group cannot execute. */
  static boolean isSetGroupIdAlone(int mode) {
    return (mode & (SET_GROUP_ID | GROUP_EXECUTE)) == SET_GROUP_ID;
  }
}
