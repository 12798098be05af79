package org.fusefixture.filesystem;

import java.util.Map;
import org.fusefixture.protocol.NodeId;

/**
 * A filesystem that tells how many lookups of each inode it believes the kernel to hold, so that
 * the fixture can compare that with what went over the wire. Too many leak the inode; too few let
 * go of one that the kernel still uses.
 */
public interface LookupCounts {
  /** Lookups by inode; those with none, and the root, may be left out. */
  Map<NodeId, Long> lookupCounts();
}
