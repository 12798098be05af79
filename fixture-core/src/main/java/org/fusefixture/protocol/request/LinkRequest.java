package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;

/**
 * LINK: a new name, in the directory {@link #nodeId()}, for an existing inode.
 *
 * <p>{@code struct fuse_link_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  oldnodeid
 *        8   ...  name, NUL
 * </pre>
 */
public final class LinkRequest extends Request implements EntryRequest {

  static final int FIXED_SIZE = 8;

  private static final int EXISTING_AT = HEADER_SIZE + 0;

  public LinkRequest() {
    super(FIXED_SIZE);
  }

  /** The inode that gets another name. */
  public NodeId existing() {
    return new NodeId(getLong(EXISTING_AT));
  }

  /** The name, without the NUL that ends it. */
  @Override
  public FileName name() {
    return FileName.of(bytes(bodyStart(), stringEnd(bodyStart())));
  }

  @Override
  protected void check() {
    checkNames(1);
  }
}
