package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;

/** A request about an entry of a directory. */
public sealed interface EntryRequest
    permits CreateRequest,
        LinkRequest,
        MkdirRequest,
        MknodRequest,
        NameRequest,
        RenameRequest,
        SymlinkRequest {
  /** The directory. */
  NodeId nodeId();

  /** The name, without the NUL that ends it. */
  FileName name();
}
