package org.fusefixture.filesystem;

import java.util.Objects;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel may have cached, and what is not so any more.
 *
 * @param node an inode: its attributes and pages; or a directory
 * @param name of an entry of the directory; null for the inode itself
 */
public record Stale(NodeId node, @Nullable FileName name) {
  public Stale {
    Objects.requireNonNull(node, "node");
  }

  /** Attributes and pages of an inode. */
  public static Stale inode(NodeId node) {
    return new Stale(node, null);
  }
}
