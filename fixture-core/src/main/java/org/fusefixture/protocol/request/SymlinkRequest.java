package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;

/**
 * SYMLINK: makes a symbolic link. The name comes first and then what it points to, each ended by a
 * NUL.
 */
public final class SymlinkRequest extends Request implements EntryRequest {

  public SymlinkRequest() {
    super(0);
  }

  /** The name of the link. */
  @Override
  public FileName name() {
    return FileName.of(bytes(bodyStart(), stringEnd(bodyStart())));
  }

  /** What the link points to. */
  public LinkTarget target() {
    int from = stringEnd(bodyStart()) + 1;
    return LinkTarget.of(bytes(from, stringEnd(from)));
  }

  @Override
  protected void check() {
    checkStrings(2);
    int nameEnd = stringEnd(bodyStart());
    checkName(bodyStart(), nameEnd);
    checkLength("target", nameEnd + 1, stringEnd(nameEnd + 1), 0, LinkTarget.MAX_LENGTH);
  }
}
