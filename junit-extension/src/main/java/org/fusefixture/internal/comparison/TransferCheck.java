package org.fusefixture.internal.comparison;

import org.fusefixture.comparison.ComparisonFailedException;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.comparison.RoundReport.RoundTransfers;
import org.fusefixture.comparison.WorkloadSpec;
import org.fusefixture.comparison.WorkloadSpec.Operation;
import org.fusefixture.filesystem.TransferMode;

/**
 * Checks by the counters of server and kernel that a round really ran in its mode: a round that
 * fell back to another mode would measure something else.
 */
final class TransferCheck {
  private static final int PAGE = 4096;

  private TransferCheck() {}

  /**
   * @throws ComparisonFailedException if it did not
   */
  static void check(TransferMode mode, WorkloadSpec workload, RoundReport report) {
    RoundTransfers found = report.transfers();
    if (report.operations() == 0) {
      return;
    }
    if (workload.operation() == Operation.READ) {
      require(
          found.reads() > 0,
          mode,
          found,
          "no READ reached the server: the page cache answered; use direct I/O, or files that do"
              + " not fit into memory");
      return;
    }
    long right = mode.splices() ? found.writesInPipe() : found.writesInMemory();
    long wrong = mode.splices() ? found.writesInMemory() : found.writesInPipe();
    require(right > 0, mode, found, "no WRITE reached the server in this mode");
    require(
        wrong == 0,
        mode,
        found,
        wrong + " WRITEs came by " + (mode.splices() ? "read(2)" : "splice(2)"));
    if (workload.direct()) {
      checkDirect(mode, report, found);
    }
  }

  private static void checkDirect(TransferMode mode, RoundReport report, RoundTransfers found) {
    require(
        found.bytesWritten() == report.bytes(),
        mode,
        found,
        "the client wrote " + report.bytes() + " bytes, and the server got others");
    if (found.pagesCounted()) {
      boolean lends = mode == TransferMode.SPLICE_USER_PAGES;
      long pages = report.bytes() / PAGE;
      require(
          (lends ? found.pagesReferenced() : found.pagesCopied()) == pages
              && (lends ? found.pagesCopied() : found.pagesReferenced()) == 0,
          mode,
          found,
          "each of its " + pages + " user pages should be " + (lends ? "referenced" : "copied"));
    } else {
      require(
          mode != TransferMode.SPLICE_USER_PAGES,
          mode,
          found,
          "the kernel does not count user pages, so nothing shows that it lent them");
    }
  }

  private static void require(
      boolean holds, TransferMode mode, RoundTransfers found, String problem) {
    if (!holds) {
      throw new ComparisonFailedException(
          "a round in " + mode + " is void: " + problem + "; counted in the round: " + found);
    }
  }
}
