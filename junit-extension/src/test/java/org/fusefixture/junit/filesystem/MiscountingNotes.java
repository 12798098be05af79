package org.fusefixture.junit.filesystem;

import java.util.Map;
import org.fusefixture.filesystem.LookupCounts;
import org.fusefixture.protocol.NodeId;

/** Notes that believe the kernel to hold three lookups of a note that nobody looked up. */
public final class MiscountingNotes extends NotesFileSystem implements LookupCounts {
  @Override
  public Map<NodeId, Long> lookupCounts() {
    return Map.of(new NodeId(77), 3L);
  }
}
