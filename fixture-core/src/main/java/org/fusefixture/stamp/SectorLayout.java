package org.fusefixture.stamp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
 * where they come from. Body word i is {@code BODY[i] ^ checksum}, and the checksum mixes the stamp
 * with the offset. Between two different headers every word of the body differs, always under one
 * stamp, and else but for a chance of 1 in 2^64: no byte range of 8 or more can be exchanged
 * unseen. As a sector differs from the next one only by one word that is exclusive-ored with all of
 * its body, and by its offset, many are made and checked by few instructions; see {@link
 * SectorPattern}.
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

  /** Words of a sector that hold its offset. */
  static final int OFFSET_IN_HEADER = 3;

  static final int OFFSET_IN_TRAILER = TRAILER_WORD + OFFSET_IN_HEADER;

  private static final int CHECKSUM_IN_HEADER = 6;

  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long[] BODY = drawn(WORDS - 2 * HEADER_WORDS);

  /** The content of one sector's header. */
  record Header(Stamp stamp, long offset) {}

  /** Mixes what all sectors of a range have in common; see {@link #checksum}. */
  static long rangeKey(Stamp stamp) {
    long key = mix(MAGIC ^ stamp.seed());
    key = mix(key ^ stamp.file());
    key = mix(key ^ stamp.generation());
    return mix(key ^ stamp.client());
  }

  /**
   * The word in which the bodies of sectors under one stamp differ.
   *
   * @param rangeKey of {@link #rangeKey(Stamp)}
   * @param offset of the sector in the file
   */
  static long checksum(long rangeKey, long offset) {
    return mix(rangeKey ^ offset);
  }

  /** A sector with nothing but its body, under checksum 0. */
  static long[] blank() {
    long[] words = new long[WORDS];
    System.arraycopy(BODY, 0, words, HEADER_WORDS, BODY.length);
    return words;
  }

  /** Writes what is the same in all sectors under a stamp. */
  static void putFields(long[] words, Stamp stamp) {
    putFields(words, 0, MAGIC, stamp);
    putFields(words, TRAILER_WORD, ~MAGIC, stamp);
  }

  private static void putFields(long[] words, int at, long magic, Stamp stamp) {
    words[at] = magic;
    words[at + 1] = stamp.seed();
    words[at + 2] = stamp.file();
    words[at + 4] = stamp.generation();
    words[at + 5] = stamp.client();
  }

  /** Ones for the words that are exclusive-ored with the checksum, else zeros. */
  static long[] mask() {
    long[] mask = new long[WORDS];
    Arrays.fill(mask, CHECKSUM_IN_HEADER, TRAILER_WORD, -1L);
    mask[TRAILER_WORD + CHECKSUM_IN_HEADER] = -1L;
    return mask;
  }

  /** What the words of a header or trailer say; null if the checksum does not confirm it. */
  private static @Nullable Header header(long[] words) {
    int client = (int) words[5];
    Stamp stamp = new Stamp(words[1], words[2], words[4], client);
    long offset = words[OFFSET_IN_HEADER];
    boolean whole =
        client == words[5] && words[CHECKSUM_IN_HEADER] == checksum(rangeKey(stamp), offset);
    return whole ? new Header(stamp, offset) : null;
  }

  /** The header at an index of a sector's bytes, or null if there is none that is whole. */
  static @Nullable Header headerAt(byte[] sector, int index) {
    return (long) WORD.get(sector, index) == MAGIC ? header(wordsAt(sector, index)) : null;
  }

  /** The trailer at an index of a sector's bytes, or null if there is none that is whole. */
  static @Nullable Header trailerAt(byte[] sector, int index) {
    return (long) WORD.get(sector, index) == ~MAGIC ? header(wordsAt(sector, index)) : null;
  }

  private static long[] wordsAt(byte[] sector, int index) {
    long[] words = new long[HEADER_WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = (long) WORD.get(sector, index + i * Long.BYTES);
    }
    return words;
  }

  /** The finalizer of SplitMix64: a bijection in which every input bit changes half the output. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  private static long[] drawn(int count) {
    long[] words = new long[count];
    Arrays.setAll(words, i -> mix((i + 1) * GOLDEN_RATIO));
    return words;
  }

  private SectorLayout() {}
}
