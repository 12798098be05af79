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
  /** {@return the directory} */
  NodeId nodeId();

  /** {@return the name, without the NUL that ends it} */
  FileName name();
}
