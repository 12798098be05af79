package org.fusefixture.internal.control.oracle;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.oracle.IntegrityVerdict;

/** Judges what the client wrote, where it wrote it. */
public interface OracleService {
  /**
   * Reads back all files that the client wrote through its open files and mappings, under every
   * name that they have now. What programs in the sandbox wrote is not known here.
   */
  @JsonRequest("oracle/judge")
  CompletableFuture<IntegrityVerdict> judge(JudgeRequest request);
}
