package org.fusefixture.filesystem;

import java.util.Map;
import org.fusefixture.protocol.NodeId;

/**
 * A filesystem that reports its lookup counts. The fixture compares them with the lookups that went
 * over the wire: a count that is too high leaks the inode, one that is too low frees an inode that
 * the kernel still uses.
 */
public interface LookupCounts {
  /**
   * {@return the number of lookups by inode; the root and inodes without lookups may be left out}
   */
  Map<NodeId, Long> lookupCounts();
}
