package org.fusefixture.oracle;

import java.util.Objects;

/**
 * A sector, or the part of one, that does not hold what it may; or a whole file that is wrong.
 *
 * @param path of the file
 * @param offset of the first byte
 * @param length number of bytes, at most 512; 0 where the whole file is meant
 * @param found what it holds
 * @param expected what it may hold, with the call that put it there
 * @param explanation one sentence more, perhaps empty
 */
public record DamagedSector(
    String path,
    View view,
    long offset,
    int length,
    Damage damage,
    String found,
    String expected,
    String explanation) {
  public DamagedSector {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(damage, "damage");
    explanation = explanation == null ? "" : explanation;
  }

  /** Three lines: where, what was expected, what was found. */
  @Override
  public String toString() {
    String where =
        length == 0
            ? damage + " \"" + path + "\""
            : damage + " \"" + path + "\", " + length + " bytes at " + offset;
    return where
        + " ("
        + view.description()
        + "): "
        + damage.meaning()
        + "\n    expected "
        + expected
        + "\n    found    "
        + found
        + (explanation.isEmpty() ? "" : "\n    " + explanation);
  }
}
