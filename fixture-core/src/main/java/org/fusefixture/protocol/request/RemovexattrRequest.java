package org.fusefixture.protocol.request;

import org.fusefixture.protocol.XattrName;

/** REMOVEXATTR: the name of an extended attribute, ended by a NUL. */
public final class RemovexattrRequest extends Request {

  public RemovexattrRequest() {
    super(0);
  }

  /** The name, without the NUL that ends it. */
  public XattrName name() {
    return XattrName.of(bytes(bodyStart(), stringEnd(bodyStart())));
  }

  @Override
  protected void check() {
    checkStrings(1);
    checkLength("name", bodyStart(), stringEnd(bodyStart()), 1, XattrName.MAX_LENGTH);
  }
}
