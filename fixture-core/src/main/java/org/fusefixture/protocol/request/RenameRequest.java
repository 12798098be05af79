package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;

/**
 * RENAME and RENAME2: moves the entry {@link #name()} of the directory {@link #nodeId()} to {@link
 * #newName()} in {@link #newDirectory()}.
 *
 * <p>{@code struct fuse_rename_in} and {@code struct fuse_rename2_in} of include/uapi/linux/fuse.h;
 * offsets count from the end of the header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  newdir
 *        8     4  flags    RENAME2 only
 *       12     4  padding  RENAME2 only
 *             ...  old name, NUL, new name, NUL
 * </pre>
 */
public final class RenameRequest extends Request implements EntryRequest {
  private static final int FIXED_SIZE = 8;
  private static final int FIXED_SIZE_WITH_FLAGS = 16;
  private static final int NEW_DIRECTORY_AT = HEADER_SIZE;
  private static final int FLAGS_AT = HEADER_SIZE + 8;

  private final boolean hasFlags;

  private RenameRequest(boolean hasFlags) {
    super(hasFlags ? FIXED_SIZE_WITH_FLAGS : FIXED_SIZE);
    this.hasFlags = hasFlags;
  }

  /** {@return a view with the layout of RENAME} */
  public static RenameRequest withoutFlags() {
    return new RenameRequest(false);
  }

  /** {@return a view with the layout of RENAME2} */
  public static RenameRequest withFlags() {
    return new RenameRequest(true);
  }

  /** The name that goes. */
  @Override
  public FileName name() {
    return firstName();
  }

  /** {@return the directory that gets the entry} */
  public NodeId newDirectory() {
    return new NodeId(getLong(NEW_DIRECTORY_AT));
  }

  /** {@return the name that the entry gets} */
  public FileName newName() {
    int from = stringEnd(bodyStart()) + 1;
    return FileName.of(bytes(from, stringEnd(from)));
  }

  /** {@return bits of renameat2(2), for example RENAME_NOREPLACE 1; 0 for RENAME} */
  public int flags() {
    return hasFlags ? getInt(FLAGS_AT) : 0;
  }

  @Override
  public String arguments() {
    return name().quoted()
        + ", to "
        + newName().quoted()
        + " in node "
        + newDirectory()
        + (flags() == 0 ? "" : ", flags " + hexadecimal(flags()));
  }

  @Override
  void check() {
    checkNames(2);
  }
}
