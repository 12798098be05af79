package org.fusefixture.stamp;

import java.nio.ByteBuffer;

/**
 * The content of a range of stamped bytes, together with the offset of each sector in the file.
 *
 * @param seed of the test run; content of another run is foreign
 * @param file number of the file, chosen by the test
 * @param generation counts the rewrites of the same range; a later write has a higher one (compared
 *     as a signed number)
 * @param client number of the writer
 */
public record Stamp(long seed, long file, long generation, int client) {

  /**
   * The stamp of client 0.
   *
   * @param seed as {@link #seed()}
   * @param file as {@link #file()}
   * @param generation as {@link #generation()}
   */
  public Stamp(long seed, long file, long generation) {
    this(seed, file, generation, 0);
  }

  /**
   * {@return the same stamp, but of another file}
   *
   * @param other as {@link #file()}
   */
  public Stamp withFile(long other) {
    return new Stamp(seed, other, generation, client);
  }

  /**
   * {@return the same stamp, but of another generation}
   *
   * @param other as {@link #generation()}
   */
  public Stamp withGeneration(long other) {
    return new Stamp(seed, file, other, client);
  }

  /**
   * {@return the same stamp, but of another writer}
   *
   * @param other as {@link #client()}
   */
  public Stamp withClient(int other) {
    return new Stamp(seed, file, generation, other);
  }

  /**
   * Fills a buffer from its position to its limit, neither of which moves, near the speed of a
   * copy.
   *
   * @param target gets the bytes
   * @param fileOffset where in the file the first byte belongs, in bytes; need not be the start of
   *     a sector
   * @throws IllegalArgumentException if the range does not lie between 0 and {@code Long.MAX_VALUE}
   */
  public void fill(ByteBuffer target, long fileOffset) {
    new StampRange(this, fileOffset, target.remaining()).fill(target);
  }

  /**
   * Checks a buffer from its position to its limit, neither of which moves, and describes the first
   * {@link StampVerdict#DESCRIBED} wrong sectors.
   *
   * @param source the bytes
   * @param fileOffset where in the file the first byte belongs, in bytes; need not be the start of
   *     a sector. Of a sector that lies partly outside the buffer, the part inside is checked
   * @return the verdict
   * @throws IllegalArgumentException if the range does not lie between 0 and {@code
   *     Long.MAX_VALUE}; never because of the bytes
   */
  public StampVerdict check(ByteBuffer source, long fileOffset) {
    return check(source, fileOffset, StampVerdict.DESCRIBED);
  }

  /**
   * As {@link #check(ByteBuffer, long)}.
   *
   * @param source the bytes
   * @param fileOffset where in the file the first byte belongs, in bytes
   * @param describe the greatest number of wrong sectors to describe; all are counted
   * @return the verdict
   */
  public StampVerdict check(ByteBuffer source, long fileOffset, int describe) {
    return StampReader.check(source, fileOffset, this, describe);
  }

  // Every server compares stamps, and the generated methods of records are slow to link.

  @Override
  public boolean equals(Object other) {
    return other instanceof Stamp same
        && seed == same.seed
        && file == same.file
        && generation == same.generation
        && client == same.client;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * Long.hashCode(seed) + Long.hashCode(file)) + Long.hashCode(generation))
        + client;
  }

  @Override
  public String toString() {
    return "seed " + seed + ", file " + file + ", generation " + generation + ", client " + client;
  }
}
