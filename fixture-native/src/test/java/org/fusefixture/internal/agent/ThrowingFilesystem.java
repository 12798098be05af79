package org.fusefixture.internal.agent;

import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.NameRequest;

/** Throws whatever is asked of it. */
public final class ThrowingFilesystem implements FuseFilesystem {
  @Override
  public void lookup(NameRequest request, EntryReply reply) {
    throw new IllegalStateException("lookup is not to my liking");
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    throw new IllegalStateException("getattr is not to my liking");
  }
}
