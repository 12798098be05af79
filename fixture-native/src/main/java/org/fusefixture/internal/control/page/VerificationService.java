package org.fusefixture.internal.control.page;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.stamp.FileVerdict;

/** Judges the content of files where it is. */
public interface VerificationService {
  /** Reads through the mount, in the client process. Errors as those of open, read and stat. */
  @JsonRequest("verify/file")
  CompletableFuture<FileVerdict> file(VerifyRequest request);

  /**
   * Reads what the filesystem stored, in the server process, past mount and page cache. Fails with
   * BAD_REQUEST where the filesystem does not implement {@link
   * org.fusefixture.filesystem.StoredContent}.
   */
  @JsonRequest("verify/stored")
  CompletableFuture<FileVerdict> stored(VerifyRequest request);
}
