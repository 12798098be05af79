package org.fusefixture.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.fusefixture.internal.control.VerdictService.StampedFile;
import org.fusefixture.stamp.FileVerdict;
import org.fusefixture.stamp.Stamp;
import org.fusefixture.stamp.StampVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeVerificationTest {
  private static final Stamp STAMP = new Stamp(3, 1, 1);
  private static final int FILE_SIZE = 3 * RangeVerification.WINDOW + 777;

  private final byte[] file = stamped();

  @ParameterizedTest
  @CsvSource({
    "0,-1",
    "1,-1",
    "511,1026",
    "1048575,2",
    "1048576,1048576",
    "3145728,777",
    "5,3145000"
  })
  void any_range_of_a_stamped_file_holds_and_has_its_size(long offset, long size) {
    FileVerdict found = verify(offset, size, Integer.MAX_VALUE);
    long expected = size < 0 ? FILE_SIZE - offset : size;
    assertThat(found.verdict().holds()).as(found.toString()).isTrue();
    assertThat(found.verdict().offset()).isEqualTo(offset);
    assertThat(found.verdict().size()).isEqualTo(expected);
    assertThat(found.fileSize()).isEqualTo(FILE_SIZE);
  }

  @Test
  void short_reads_are_continued() {
    assertThat(verify(0, StampedFile.TO_THE_END, 10_007).verdict().size()).isEqualTo(FILE_SIZE);
  }

  @Test
  void each_wrong_sector_is_counted_once_though_windows_are_judged_apart() {
    int edge = RangeVerification.WINDOW;
    file[edge - 1]++;
    file[edge]++;
    file[edge + 511]++;
    StampVerdict verdict = verify(0, StampedFile.TO_THE_END, Integer.MAX_VALUE).verdict();
    assertThat(verdict.wrongSectors()).isEqualTo(2);
    assertThat(verdict.first()).extracting("offset").containsExactly(edge - 512L, (long) edge);
  }

  @Test
  void range_beyond_the_end_is_judged_up_to_the_end() {
    FileVerdict found = verify(FILE_SIZE - 100, 1000, Integer.MAX_VALUE);
    assertThat(found.verdict().size()).isEqualTo(100);
  }

  @Test
  void range_after_the_end_is_empty() {
    assertThat(verify(FILE_SIZE + 4096, 512, Integer.MAX_VALUE).verdict().size()).isZero();
  }

  private FileVerdict verify(long offset, long size, int mostPerRead) {
    return RangeVerification.verify(
        new StampedFile(1, "file", offset, size, STAMP, false),
        FILE_SIZE,
        ByteBuffer.allocate(RangeVerification.WINDOW),
        (target, at) -> read(target, at, mostPerRead));
  }

  private int read(ByteBuffer target, long at, int most) {
    if (at >= file.length) {
      return -1;
    }
    int count = (int) Math.min(Math.min(target.remaining(), most), file.length - at);
    target.put(file, (int) at, count);
    return count;
  }

  private static byte[] stamped() {
    byte[] bytes = new byte[FILE_SIZE];
    STAMP.fill(ByteBuffer.wrap(bytes), 0);
    return bytes;
  }
}
