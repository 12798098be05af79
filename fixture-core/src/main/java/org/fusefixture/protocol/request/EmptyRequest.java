package org.fusefixture.protocol.request;

/** A request that says nothing beyond its header: READLINK, STATFS, DESTROY and SYNCFS. */
public final class EmptyRequest extends Request {

  /** Size of {@code struct fuse_syncfs_in} of include/uapi/linux/fuse.h. */
  private static final int SYNCFS_SIZE = 8;

  private EmptyRequest(int padding) {
    super(padding);
  }

  /** The layout of READLINK, STATFS and DESTROY. */
  public EmptyRequest() {
    this(0);
  }

  /** {@return a view with the layout of SYNCFS: 8 bytes of padding} */
  public static EmptyRequest padded() {
    return new EmptyRequest(SYNCFS_SIZE);
  }

  @Override
  public String arguments() {
    return "";
  }

  @Override
  void check() {
    checkTail(0);
  }
}
