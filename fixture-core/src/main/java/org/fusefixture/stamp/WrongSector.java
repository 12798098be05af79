package org.fusefixture.stamp;

import org.jspecify.annotations.Nullable;

/**
 * A sector, or the checked part of one, with wrong content.
 *
 * @param offset of the first checked byte in the file
 * @param length number of checked bytes, 1 to 512
 * @param kind where the bytes probably came from
 * @param found what the bytes carry instead; null if they carry no whole stamp. For {@link
 *     Kind#TORN} it is that of the part that is not as expected
 * @param foundOffset the offset that the bytes carry; -1 if {@code found} is null
 * @param explanation one sentence, with numbers
 */
public record WrongSector(
    long offset,
    int length,
    Kind kind,
    @Nullable Stamp found,
    long foundOffset,
    String explanation) {

  /** Where wrong bytes probably came from. */
  public enum Kind {
    /** Zeros: never written, lost, or a hole. */
    ZEROED,
    /** An earlier generation: a write was lost, or an old page was served. */
    EARLIER_GENERATION,
    /** A later generation: bytes that the client put into its pages after the write. */
    LATER_GENERATION,
    /** Bytes of another offset of the same file. */
    MISPLACED,
    /** Bytes of another seed, file or client, perhaps from another request's pipe. */
    FOREIGN,
    /** The start from one source, the end from another. */
    TORN,
    /** Anything else. */
    CORRUPTED
  }

  @Override
  public String toString() {
    return kind + " at offset " + offset + " (" + length + " bytes): " + explanation;
  }
}
