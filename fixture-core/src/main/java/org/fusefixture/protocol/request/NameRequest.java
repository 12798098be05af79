package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileName;

/** LOOKUP, UNLINK and RMDIR: a name in the directory {@link #nodeId()}, ended by a NUL. */
public final class NameRequest extends Request implements EntryRequest {

  /** A view that is not laid over a message yet. */
  public NameRequest() {
    super(0);
  }

  @Override
  public FileName name() {
    return firstName();
  }

  @Override
  public String arguments() {
    return name().quoted();
  }

  @Override
  void check() {
    checkNames(1);
  }
}
