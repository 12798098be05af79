package org.fusefixture.junit.filesystem;

import java.time.Duration;
import java.time.Instant;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.request.GetattrRequest;

/** Notes whose attributes have a flag that the protocol does not have; the kernel ignores it. */
public final class ImpossibleNotes extends NotesFileSystem {
  private static final int UNKNOWN_FLAG = 8;

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    Instant time = Instant.EPOCH;
    reply.attributes(
        new Attributes(1, 0, 0, time, time, time, 0040755, 2, 0, 0, 0, 4096, UNKNOWN_FLAG),
        Duration.ZERO);
  }
}
