package org.fusefixture.sample.broken;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.request.AttributeChange;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * changes the size in a truncation and leaves the bytes behind it.
 *
 * <p>Seen in marmos91/dittofs#1538 and multikernel/daxfs#16.
 */
@Broken(
    bug = "changes the size in a truncation and leaves the bytes behind it",
    seenIn = {"marmos91/dittofs#1538", "multikernel/daxfs#16"},
    verdict = Breach.Kind.STALE,
    alsoShows = {Breach.Kind.ZEROED, Breach.Kind.MISPLACED})
public final class TailAfterTruncateFileSystem extends MemoryFileSystem {
  private final Map<Long, byte[]> tails = new ConcurrentHashMap<>();

  public TailAfterTruncateFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void setattr(SetattrRequest request, AttributesReply reply) {
    if ((request.valid() & AttributeChange.SIZE) != 0) {
      long node = request.nodeId().value();
      long old = sizeOf(request.nodeId());
      if (request.size() < old) {
        tails.put(node, contentOf(request.nodeId(), request.size(), (int) (old - request.size())));
      } else if (tails.containsKey(node)) {
        put(request.nodeId(), old, tails.remove(node));
      }
    }
    super.setattr(request, reply);
  }
}
