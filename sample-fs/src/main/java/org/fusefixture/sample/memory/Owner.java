package org.fusefixture.sample.memory;

import org.fusefixture.protocol.request.Request;

/**
 * Whom an inode belongs to.
 *
 * @param uid user, as an unsigned number
 * @param gid group, as an unsigned number
 */
record Owner(int uid, int gid) {
  static Owner callerOf(Request request) {
    return new Owner(request.uid(), request.gid());
  }
}
