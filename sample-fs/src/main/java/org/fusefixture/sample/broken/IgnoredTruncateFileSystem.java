package org.fusefixture.sample.broken;

import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.request.AttributeChange;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * answers a change of the size with the old attributes, and does not make it.
 *
 * <p>Seen in rednakta/nilbox#49.
 */
@Broken(
    bug = "answers a change of the size with the old attributes, and does not make it",
    seenIn = "rednakta/nilbox#49",
    verdict = Breach.Kind.WRONG_SIZE,
    alsoShows = Breach.Kind.STALE)
public final class IgnoredTruncateFileSystem extends MemoryFileSystem {
  public IgnoredTruncateFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void setattr(SetattrRequest request, AttributesReply reply) {
    if ((request.valid() & AttributeChange.SIZE) != 0) {
      reply.attributes(attributesOf(request.nodeId()), validity());
    } else {
      super.setattr(request, reply);
    }
  }
}
