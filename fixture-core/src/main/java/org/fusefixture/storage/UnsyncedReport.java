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

  /**
   * A file of which something would be lost.
   *
   * @param path relative to the root of the mount; empty for a file that has no name
   * @param bytes of content that are not on the disk, in whole pages but for the last
   * @param size in bytes as programs see it
   * @param diskSize in bytes as it is on the disk; -1 where the file is not there at all
   */
  public record UnsyncedFile(String path, long bytes, long size, long diskSize) {}
}
