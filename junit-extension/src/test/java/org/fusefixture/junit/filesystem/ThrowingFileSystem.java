package org.fusefixture.junit.filesystem;

import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.DirectoryReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.ReadRequest;

/** Each operation that is needed to look around throws what no filesystem should. */
public final class ThrowingFileSystem implements FuseFilesystem {
  @Override
  public void lookup(NameRequest request, EntryReply reply) {
    throw new IllegalStateException("lookup is broken");
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    throw new IllegalStateException("getattr is broken");
  }

  @Override
  public void opendir(OpenRequest request, OpenReply reply) {
    throw new IllegalStateException("opendir is broken");
  }

  @Override
  public void readdir(ReadRequest request, DirectoryReply reply) {
    throw new IllegalStateException("readdir is broken");
  }
}
