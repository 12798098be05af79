package org.fusefixture.internal.control;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.fusefixture.report.ListingReport;

/** Sequences of client calls that a round trip for each would slow down or take apart. */
@JsonSegment("exercise")
public interface ExerciseService {
  /**
   * Makes a directory full of files, starts to list it, removes some of the listed files, lists on,
   * and removes the directory. Errors as those of mkdir, mknod, open, getdents64 and unlink.
   *
   * @param directory to be made, relative to the root of the mount
   * @param files to make in it, from 1 to 10000, with names of 200 bytes, so that few fit into one
   *     getdents64(2)
   */
  @JsonRequest
  CompletableFuture<ListingReport> listAcrossRemoval(int mount, String directory, int files);
}
