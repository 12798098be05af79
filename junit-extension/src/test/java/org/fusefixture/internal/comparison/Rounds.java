package org.fusefixture.internal.comparison;

import org.fusefixture.comparison.ComparisonNumbers.Round;
import org.fusefixture.comparison.RoundReport;
import org.fusefixture.comparison.RoundReport.RoundTransfers;
import org.fusefixture.filesystem.TransferMode;

/** Rounds that nobody ran. */
final class Rounds {
  static final long BYTES = 64L << 20;
  private static final long PAGES = BYTES / 4096;

  private Rounds() {}

  static Round lasting(TransferMode mode, long millis) {
    return new Round(mode, report(millis, copied(true)), millis * 1_000_000);
  }

  static RoundReport report(long millis, RoundTransfers transfers) {
    return new RoundReport(64, BYTES, millis * 1_000_000, 0, 0, 30, "", transfers);
  }

  static RoundTransfers copied(boolean inPipe) {
    return new RoundTransfers(inPipe ? 0 : 64, inPipe ? 64 : 0, BYTES, 0, true, PAGES, 0);
  }

  static RoundTransfers referenced(long pagesCopied) {
    return new RoundTransfers(0, 64, BYTES, 0, true, pagesCopied, PAGES - pagesCopied);
  }
}
