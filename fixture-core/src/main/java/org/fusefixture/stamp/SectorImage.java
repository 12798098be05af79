package org.fusefixture.stamp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Sectors as bytes. */
final class SectorImage {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The bytes of a sector under a stamp. */
  static byte[] of(Stamp stamp, long offset) {
    byte[] bytes = new byte[SectorLayout.BYTES];
    StampWriter.wordsOf(ByteBuffer.wrap(bytes)).put(new SectorPattern().of(stamp).sector(offset));
    return bytes;
  }

  /** The header at an index of a sector's bytes, or null if there is none that is whole. */
  static SectorLayout.@Nullable Header headerAt(byte[] sector, int index) {
    long magic = (long) WORD.get(sector, index);
    return SectorLayout.isHeaderMagic(magic) ? SectorLayout.header(wordsAt(sector, index)) : null;
  }

  /** The trailer at an index of a sector's bytes, or null if there is none that is whole. */
  static SectorLayout.@Nullable Header trailerAt(byte[] sector, int index) {
    long magic = (long) WORD.get(sector, index);
    return SectorLayout.isTrailerMagic(magic) ? SectorLayout.header(wordsAt(sector, index)) : null;
  }

  private static long[] wordsAt(byte[] sector, int index) {
    long[] words = new long[SectorLayout.HEADER_WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = (long) WORD.get(sector, index + i * Long.BYTES);
    }
    return words;
  }

  private SectorImage() {}
}
