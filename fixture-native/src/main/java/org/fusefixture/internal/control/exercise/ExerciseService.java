package org.fusefixture.internal.control.exercise;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.report.ListingReport;

/** Sequences of client calls that a round trip each would make slow, or take apart. */
public interface ExerciseService {
  /**
   * Makes a directory full of files, starts to list it, removes some of what was listed, lists on,
   * and removes the directory. Errors as those of mkdir, mknod, open, getdents64 and unlink.
   */
  @JsonRequest("exercise/listAcrossRemoval")
  CompletableFuture<ListingReport> listAcrossRemoval(ListingRequest request);
}
