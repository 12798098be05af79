package org.fusefixture.stamp;

import java.util.Arrays;

/**
 * The words of a stamped sector, little-endian.
 *
 * <pre>
 *   word    0       1     2     3       4           5       6         7..56    57..63
 *         +-------+------+------+--------+------------+--------+----------+--------+---------+
 *         | magic | seed | file | offset | generation | client | checksum | body   | trailer |
 *         +-------+------+------+--------+------------+--------+----------+--------+---------+
 * </pre>
 *
 * The trailer repeats the header with its magic inverted, so that both halves of a torn sector tell
 * where they come from. Body word i of the sector at place s of its block is {@code BODY[i] ^
 * PLACE[s] ^ key}, where the key mixes the stamp with the offset of the block, 4 KiB of the file.
 * Between two different headers every word of the body differs, always within a block or at the
 * same place of two blocks, and else but for a chance of 1 in 2^64: no byte range of 8 or more can
 * be exchanged unseen. From block to block all bodies change by one and the same word, which is
 * what makes them quick; see {@link SectorBlock}.
 */
final class SectorLayout {
  static final int BYTES = 512;
  static final int WORDS = BYTES / Long.BYTES;

  static final int HEADER_WORDS = 7;
  static final int HEADER_BYTES = HEADER_WORDS * Long.BYTES;
  static final int TRAILER_WORD = WORDS - HEADER_WORDS;
  static final int TRAILER_AT = TRAILER_WORD * Long.BYTES;

  /** The bytes "FFSTAMP1" in the file. */
  private static final long MAGIC = 0x31504D4154534646L;

  /** Sectors of a block. */
  static final int BLOCK_SECTORS = 8;

  static final int BLOCK_BYTES = BLOCK_SECTORS * BYTES;

  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
  private static final long[] BODY = drawn(WORDS - 2 * HEADER_WORDS, 0);
  private static final long[] PLACE = drawn(BLOCK_SECTORS, WORDS);

  /** The content of one sector's header. */
  record Header(Stamp stamp, long offset) {}

  /** Mixes what all sectors of a range have in common; see {@link #put}. */
  static long rangeKey(Stamp stamp) {
    long key = mix(MAGIC ^ stamp.seed());
    key = mix(key ^ stamp.file());
    key = mix(key ^ stamp.generation());
    return mix(key ^ stamp.client());
  }

  /**
   * Writes a sector.
   *
   * @param at index of the sector's first word
   * @param rangeKey of {@link #rangeKey(Stamp)}
   * @param offset of the sector in the file, a multiple of 512
   */
  static void put(long[] words, int at, Stamp stamp, long rangeKey, long offset) {
    putFields(words, at, stamp);
    putOffset(words, at, rangeKey, offset);
    long key = blockKey(rangeKey, offset) ^ PLACE[place(offset)];
    int from = at + HEADER_WORDS;
    for (int i = 0; i < BODY.length; i++) {
      words[from + i] = BODY[i] ^ key;
    }
  }

  /** Writes what is the same in all headers and trailers of a range. */
  static void putFields(long[] words, int at, Stamp stamp) {
    putFields(words, at, MAGIC, stamp);
    putFields(words, at + TRAILER_WORD, ~MAGIC, stamp);
  }

  private static void putFields(long[] words, int at, long magic, Stamp stamp) {
    words[at] = magic;
    words[at + 1] = stamp.seed();
    words[at + 2] = stamp.file();
    words[at + 4] = stamp.generation();
    words[at + 5] = stamp.client();
  }

  /** Writes what differs between the headers and trailers of a range. */
  static void putOffset(long[] words, int at, long rangeKey, long offset) {
    long checksum = checksum(rangeKey, offset);
    words[at + 3] = offset;
    words[at + 6] = checksum;
    words[at + TRAILER_WORD + 3] = offset;
    words[at + TRAILER_WORD + 6] = checksum;
  }

  /** What all bodies of a block have in common. */
  static long blockKey(long rangeKey, long offset) {
    return mix(checksum(rangeKey, offset & -BLOCK_BYTES));
  }

  /** Which sector of its block one is. */
  static int place(long offset) {
    return (int) (offset / BYTES & (BLOCK_SECTORS - 1));
  }

  /** Bodies of a block under key 0, and zeros for headers and trailers. */
  static long[] blankBlock() {
    return block((place, i) -> BODY[i] ^ PLACE[place]);
  }

  /** Ones for the bodies of a block, and zeros for headers and trailers. */
  static long[] bodyMask() {
    return block((place, i) -> -1L);
  }

  private static long[] block(LongBinary body) {
    long[] block = new long[BLOCK_SECTORS * WORDS];
    for (int place = 0; place < BLOCK_SECTORS; place++) {
      for (int i = 0; i < BODY.length; i++) {
        block[place * WORDS + HEADER_WORDS + i] = body.word(place, i);
      }
    }
    return block;
  }

  private interface LongBinary {
    long word(int place, int index);
  }

  private static long checksum(long rangeKey, long offset) {
    return mix(rangeKey ^ offset);
  }

  /** Whether a word may start a header. */
  static boolean isHeaderMagic(long word) {
    return word == MAGIC;
  }

  /** Whether a word may start a trailer. */
  static boolean isTrailerMagic(long word) {
    return word == ~MAGIC;
  }

  /** What the words of a header or trailer say; null if the checksum does not confirm it. */
  static Header header(long[] words) {
    int client = (int) words[5];
    Stamp stamp = new Stamp(words[1], words[2], words[4], client);
    long offset = words[3];
    boolean whole = client == words[5] && words[6] == checksum(rangeKey(stamp), offset);
    return whole ? new Header(stamp, offset) : null;
  }

  /** The finalizer of SplitMix64: a bijection in which every input bit changes half the output. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  private static long[] drawn(int count, int from) {
    long[] words = new long[count];
    Arrays.setAll(words, i -> mix((from + i + 1) * GOLDEN_RATIO));
    return words;
  }

  private SectorLayout() {}
}
