package org.fusefixture.backing;

import org.fusefixture.protocol.request.Request;

/** Who makes a file. */
record Owner(int uid, int gid) {
  static Owner of(Request request) {
    return new Owner(request.uid(), request.gid());
  }
}
