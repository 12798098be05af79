package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileName;

/** LOOKUP, UNLINK and RMDIR: a name in the directory {@link #nodeId()}, ended by a NUL. */
public final class NameRequest extends Request implements EntryRequest {

  public NameRequest() {
    super(0);
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
