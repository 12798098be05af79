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
 * where they come from. Body word i is {@code BODY[i] ^ key}, where the key mixes the header's
 * fields: between two different headers every word of the body differs, so no byte range of 8 or
 * more can be exchanged unseen, and the loop is one that the compiler turns into vector code.
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

  private static final long[] BODY = body();

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
    long checksum = mix(rangeKey ^ offset);
    putHeader(words, at, MAGIC, stamp, offset, checksum);
    long key = mix(checksum);
    int from = at + HEADER_WORDS;
    for (int i = 0; i < BODY.length; i++) {
      words[from + i] = BODY[i] ^ key;
    }
    putHeader(words, at + TRAILER_WORD, ~MAGIC, stamp, offset, checksum);
  }

  private static void putHeader(
      long[] words, int at, long magic, Stamp stamp, long offset, long checksum) {
    words[at] = magic;
    words[at + 1] = stamp.seed();
    words[at + 2] = stamp.file();
    words[at + 3] = offset;
    words[at + 4] = stamp.generation();
    words[at + 5] = stamp.client();
    words[at + 6] = checksum;
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
    boolean whole = client == words[5] && words[6] == mix(rangeKey(stamp) ^ offset);
    return whole ? new Header(stamp, offset) : null;
  }

  /** The finalizer of SplitMix64: a bijection in which every input bit changes half the output. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  private static long[] body() {
    long[] body = new long[WORDS - 2 * HEADER_WORDS];
    Arrays.setAll(body, i -> mix((i + 1) * 0x9E3779B97F4A7C15L));
    return body;
  }

  private SectorLayout() {}
}
