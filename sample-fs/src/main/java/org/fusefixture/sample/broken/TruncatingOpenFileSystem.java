package org.fusefixture.sample.broken;

import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * agrees to truncate in OPEN, and does not.
 *
 * <p>Seen in tytso/e2fsprogs#223 and strukto-ai/mirage#1035.
 */
@Broken(
    bug = "agrees to truncate in OPEN, and does not",
    seenIn = {"tytso/e2fsprogs#223", "strukto-ai/mirage#1035"},
    verdict = Breach.Kind.WRONG_SIZE,
    alsoShows = {Breach.Kind.STALE, Breach.Kind.WRONG_ATTRIBUTE})
public final class TruncatingOpenFileSystem extends MemoryFileSystem {
  public TruncatingOpenFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void open(OpenRequest request, OpenReply reply) {
    reply.opened(FileHandle.NONE, 0);
  }
}
