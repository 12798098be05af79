package org.fusefixture.storage;

import java.util.List;

/**
 * What would be lost if the power failed now.
 *
 * @param files whose content is not all on the disk, by path
 * @param names changes of names (create, link, unlink, rename, ...) that are in memory only
 * @param attributes inodes with changed attributes, sizes or extended attributes in memory only
 * @param powered whether there is power
 */
public record UnsyncedReport(List<UnsyncedFile> files, int names, int attributes, boolean powered) {
  public UnsyncedReport {
    files = files == null ? List.of() : List.copyOf(files);
  }

  /** Bytes of content that are not on the disk. */
  public long bytes() {
    return files.stream().mapToLong(UnsyncedFile::bytes).sum();
  }

  /** Whether nothing would be lost. */
  public boolean isEmpty() {
    return files.isEmpty() && names == 0 && attributes == 0;
  }
}
