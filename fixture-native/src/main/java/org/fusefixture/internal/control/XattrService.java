package org.fusefixture.internal.control;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/**
 * Extended attributes by path, or the variants that do not follow a link. Names have their
 * namespace, as in "user.colour". Errors as in {@link FileService}.
 */
@JsonSegment("xattr")
public interface XattrService {
  /**
   * @param flags 0, 1 XATTR_CREATE or 2 XATTR_REPLACE
   */
  @JsonRequest
  CompletableFuture<Void> setxattr(
      int mount, String path, String name, byte[] value, int flags, boolean followLinks);

  @JsonRequest
  CompletableFuture<byte[]> getxattr(int mount, String path, String name, boolean followLinks);

  @JsonRequest
  CompletableFuture<List<String>> listxattr(int mount, String path, boolean followLinks);

  @JsonRequest
  CompletableFuture<Void> removexattr(int mount, String path, String name, boolean followLinks);
}
