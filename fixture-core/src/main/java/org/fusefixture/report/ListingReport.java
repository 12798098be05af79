package org.fusefixture.report;

import java.util.List;

/**
 * What a listing of a changing directory showed.
 *
 * @param batches number of calls of getdents64(2) that gave entries
 * @param skipped files that a first listing, during which nothing changed, did not show
 * @param removed number of files that were removed after the first batch had shown them
 * @param missing files that were there all the time and were not shown
 * @param twice files that were shown more than once
 */
public record ListingReport(
    int batches, List<String> skipped, int removed, List<String> missing, List<String> twice) {
  /**
   * Takes null for an empty list.
   *
   * @param batches as {@link #batches()}
   * @param skipped as {@link #skipped()}
   * @param removed as {@link #removed()}
   * @param missing as {@link #missing()}
   * @param twice as {@link #twice()}
   */
  public ListingReport {
    skipped = skipped == null ? List.of() : List.copyOf(skipped);
    missing = missing == null ? List.of() : List.copyOf(missing);
    twice = twice == null ? List.of() : List.copyOf(twice);
  }
}
