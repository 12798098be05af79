package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;

/** A request about an entry of a directory. */
public sealed interface EntryRequest
    permits MakeRequest.Create,
        MakeRequest.Link,
        MakeRequest.Mkdir,
        MakeRequest.Mknod,
        MakeRequest.Symlink,
        NameRequest,
        RenameRequest {
  /** The directory. */
  NodeId nodeId();

  /** The name, without the NUL that ends it. */
  FileName name();
}
