package org.fusefixture.sample.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.junit.jupiter.api.Test;

class FileContentTest {
  private static final int PAGE = PagePool.PAGE;
  private static final int CHUNK = PagePool.CHUNK;

  private final Capacity space = new Capacity(64);
  private final FileContent content = new FileContent(new PagePool(), space);

  private int write(long offset, int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    try (StagedBytes staged = content.stage(b -> put(b, bytes), offset, size)) {
      return content.store(staged);
    }
  }

  private static void put(ByteBuffer target, byte[] bytes) {
    target.put(bytes, 0, target.remaining());
  }

  private byte[] read(long offset, int size) {
    ByteBuffer target = ByteBuffer.allocate(size);
    int count = content.read(offset, size, target);
    return Arrays.copyOf(target.array(), count);
  }

  private static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void writeAcrossChunks_readsBack() {
    write(CHUNK - 100, 200, 7);

    assertThat(content.size()).isEqualTo(CHUNK + 100);
    assertThat(read(CHUNK - 100, 200)).isEqualTo(filled(200, 7));
    assertThat(read(CHUNK - 200, 100)).isEqualTo(filled(100, 0));
    assertThat(content.allocated()).isEqualTo(2 * PAGE);
  }

  @Test
  void memoryUsedBefore_readsAsZerosAroundNewBytes() {
    write(0, CHUNK, 9);
    content.truncate(0);

    write(10, 5, 1);
    content.truncate(PAGE);

    byte[] expected = filled(PAGE, 0);
    Arrays.fill(expected, 10, 15, (byte) 1);
    assertThat(read(0, PAGE)).isEqualTo(expected);
  }

  @Test
  void truncateWithinPage_zeroesTheTailForALaterExtension() {
    write(0, 1000, 5);
    content.truncate(10);
    content.truncate(1000);

    assertThat(read(0, 10)).isEqualTo(filled(10, 5));
    assertThat(read(10, 990)).isEqualTo(filled(990, 0));
  }

  @Test
  void unlinkedOrPunched_givesSpaceBack() {
    write(0, 10 * PAGE, 1);
    content.punch(PAGE, 3 * PAGE);
    assertThat(space.free()).isEqualTo(64 - 7);
    assertThat(read(0, 10 * PAGE)).hasSize(10 * PAGE);
    assertThat(read(PAGE, 3 * PAGE)).isEqualTo(filled(3 * PAGE, 0));

    content.discard();
    assertThat(space.free()).isEqualTo(64);
  }

  @Test
  void spaceEndsWithinAWrite_storesWhatFits() {
    int stored = write(100, 70 * PAGE, 3);

    assertThat(stored).isEqualTo(64 * PAGE - 100);
    assertThat(content.size()).isEqualTo(64 * PAGE);
    assertThat(space.free()).isZero();
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> write(64 * PAGE, 1, 3))
        .matches(e -> e.errno() == Errno.ENOSPC);
    assertThat(write(0, 64 * PAGE, 4)).as("overwriting takes no space").isEqualTo(64 * PAGE);
  }

  @Test
  void allocatedRange_isCountedReadsAsZerosAndIsAHole() {
    content.allocate(0, 4 * PAGE, false, false);

    assertThat(content.allocated()).isEqualTo(4 * PAGE);
    assertThat(content.seek(0, false)).isZero();
    write(PAGE, 10, 8);
    assertThat(content.allocated()).isEqualTo(4 * PAGE);
    assertThat(content.seek(0, true)).isEqualTo(PAGE);
    assertThat(content.seek(PAGE, false)).isEqualTo(2 * PAGE);
    assertThat(read(0, PAGE)).isEqualTo(filled(PAGE, 0));
  }

  @Test
  void allocationBeyondTheSpace_takesNothing() {
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> content.allocate(0, 65 * PAGE, false, false))
        .matches(e -> e.errno() == Errno.ENOSPC);
    assertThat(space.free()).isEqualTo(64);
    assertThat(content.size()).isZero();
  }

  @Test
  void zeroedRange_keepsItsSpace() {
    write(0, 4 * PAGE, 6);
    content.allocate(100, 2 * PAGE, true, true);

    assertThat(content.allocated()).isEqualTo(4 * PAGE);
    assertThat(read(0, 100)).isEqualTo(filled(100, 6));
    assertThat(read(100, 2 * PAGE)).isEqualTo(filled(2 * PAGE, 0));
    assertThat(read(100 + 2 * PAGE, 100)).isEqualTo(filled(100, 6));
  }

  @Test
  void storeAfterDiscard_keepsNoMemory() {
    content.discard();
    write(0, 10, 1);

    assertThat(space.free()).isEqualTo(64);
    assertThat(content.size()).isZero();
  }

  @Test
  void rangeBeyondTheLargestOffset_isRefusedAsTooBig() {
    long last = Long.MAX_VALUE - 10;
    for (Runnable call :
        new Runnable[] {
          () -> write(last, 11, 1),
          () -> content.allocate(last, 11, false, true),
          () -> content.extend(last, 11),
          () -> new CopyRange(content, content).copy(0, last, 11)
        }) {
      content.truncate(20);
      assertThatExceptionOfType(ErrnoException.class)
          .isThrownBy(call::run)
          .matches(e -> e.errno() == Errno.EFBIG);
      assertThat(content.size()).isEqualTo(20);
    }
    assertThat(space.free()).isEqualTo(64);
  }

  @Test
  void largestFile_isReadAndCopiedUpToItsEnd() {
    long last = Long.MAX_VALUE - 10;
    write(last, 10, 1);
    assertThat(read(last, 100)).isEqualTo(filled(10, 1));

    new CopyRange(content, content).copy(last, 0, 100);
    assertThat(read(0, 20)).startsWith(filled(10, 1)).endsWith(filled(10, 0));
    assertThat(content.size()).isEqualTo(Long.MAX_VALUE);
    content.punch(Long.MAX_VALUE - PAGE + 1, PAGE);
    assertThat(content.allocated()).as("the copy alone").isEqualTo(PAGE);
  }

  @Test
  void seekAtTheEnd_isRefused() {
    write(0, 10, 1);
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> content.seek(10, false))
        .matches(e -> e.errno() == Errno.ENXIO);
    assertThat(content.seek(0, false)).as("the end is a hole").isEqualTo(10);
  }
}
