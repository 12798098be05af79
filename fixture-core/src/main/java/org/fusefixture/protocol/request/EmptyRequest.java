package org.fusefixture.protocol.request;

/** A request that is a header alone: READLINK, STATFS, DESTROY. */
public final class EmptyRequest extends Request {

  public EmptyRequest() {
    super(0);
  }

  @Override
  protected void check() {
    checkTail(0);
  }
}
