package org.fusefixture.internal.control.file;

import java.util.List;
import org.fusefixture.posix.DirectoryEntry;

/**
 * The entries of a directory in the order in which the kernel gave them, without "." and "..".
 *
 * @param truncated whether there are more than were listed
 */
public record DirectoryListing(List<DirectoryEntry> entries, boolean truncated) {
  /** Most entries that are listed. */
  public static final int MOST_ENTRIES = 100_000;

  public DirectoryListing {
    entries = entries == null ? List.of() : List.copyOf(entries);
  }
}
