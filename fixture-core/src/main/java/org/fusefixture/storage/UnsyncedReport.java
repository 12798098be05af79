package org.fusefixture.storage;

import java.util.List;

/**
 * What a power cut would lose now.
 *
 * @param files whose content is not completely on the disk, sorted by path
 * @param names changes of names (create, link, unlink, rename, ...) that are in memory only
 * @param attributes inodes with changed attributes, sizes or extended attributes in memory only
 * @param refused what the directory below refused, and does not have yet: what it is, and the error
 * @param powered whether the power is on
 */
public record UnsyncedReport(
    List<UnsyncedFile> files, int names, int attributes, List<String> refused, boolean powered) {
  /**
   * Copies the list.
   *
   * @param files as {@link #files()}
   * @param names as {@link #names()}
   * @param attributes as {@link #attributes()}
   * @param refused as {@link #refused()}
   * @param powered as {@link #powered()}
   */
  public UnsyncedReport {
    files = List.copyOf(files);
    refused = refused == null ? List.of() : List.copyOf(refused);
  }

  /** {@return the number of bytes of content that are not on the disk} */
  public long bytes() {
    return files.stream().mapToLong(UnsyncedFile::bytes).sum();
  }

  /** {@return whether a power cut would lose nothing} */
  public boolean isEmpty() {
    return files.isEmpty() && names == 0 && attributes == 0 && refused.isEmpty();
  }

  /** One line for each file, then the changes of metadata. */
  @Override
  public String toString() {
    if (isEmpty()) {
      return "everything is on the disk" + (powered ? "" : "; the power is off");
    }
    StringBuilder text = new StringBuilder();
    files.forEach(file -> text.append(file).append('\n'));
    refused.forEach(refusal -> text.append("refused: ").append(refusal).append('\n'));
    return text.append(names)
        .append(" changes of names and ")
        .append(attributes)
        .append(" of attributes are only in memory")
        .append(powered ? "" : "; the power is off")
        .toString();
  }

  /**
   * A file that would lose data.
   *
   * @param path relative to the root of the mount; empty for a file that has no name
   * @param bytes of content that are not on the disk, in whole pages except the last
   * @param size in bytes as programs see it
   * @param diskSize in bytes on the disk; -1 if the file is not on the disk
   */
  public record UnsyncedFile(String path, long bytes, long size, long diskSize) {
    @Override
    public String toString() {
      return (path.isEmpty() ? "(a file without a name)" : path)
          + ": "
          + bytes
          + " of "
          + size
          + " bytes are only in memory; "
          + (diskSize < 0 ? "the file is not on the disk" : diskSize + " bytes on the disk");
    }
  }
}
