package org.fusefixture.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class StampWriterTest {
  private static final Stamp STAMP = new Stamp(11, 22, 33, 44);

  @Test
  void sector_carriesItsStampInHeaderAndTrailer() {
    ByteBuffer sector = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    STAMP.fill(sector, 1024);
    assertThat(new String(sector.array(), 0, 8, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("FFSTAMP1");
    for (int at : new int[] {0, 456}) {
      assertThat(sector.getLong(at + 8)).isEqualTo(11);
      assertThat(sector.getLong(at + 16)).isEqualTo(22);
      assertThat(sector.getLong(at + 24)).isEqualTo(1024);
      assertThat(sector.getLong(at + 32)).isEqualTo(33);
      assertThat(sector.getLong(at + 40)).isEqualTo(44);
    }
    assertThat(sector.getLong(456)).isEqualTo(~sector.getLong(0));
    assertThat(sector.getLong(456 + 48)).isEqualTo(sector.getLong(48));
  }

  @Test
  void everyWordAfterTheFields_differsBetweenStamps() {
    ByteBuffer one = filled(512, 0, STAMP);
    ByteBuffer other = filled(512, 0, STAMP.withGeneration(34));
    for (int at = 48; at < 456; at += Long.BYTES) {
      assertThat(one.getLong(at)).as("word at %s", at).isNotEqualTo(other.getLong(at));
    }
  }

  @Test
  void positionLimitAndOrder_doNotChange() {
    ByteBuffer target = ByteBuffer.allocate(2000).order(ByteOrder.BIG_ENDIAN);
    target.position(100).limit(1900);
    STAMP.fill(target, 77);
    assertThat(target.position()).isEqualTo(100);
    assertThat(target.limit()).isEqualTo(1900);
    assertThat(target.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
  }

  @Test
  void bytesOutsidePositionAndLimit_areNotTouched() {
    ByteBuffer target = ByteBuffer.allocate(2000);
    target.position(100).limit(1900);
    STAMP.fill(target, 77);
    target.clear();
    assertThat(target.slice(0, 100)).isEqualTo(ByteBuffer.allocate(100));
    assertThat(target.slice(1900, 100)).isEqualTo(ByteBuffer.allocate(100));
  }

  @Test
  void rangesOutsideAFile_areRefused() {
    ByteBuffer target = ByteBuffer.allocate(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> STAMP.fill(target, -1))
        .withMessageContaining("10 bytes at offset -1");
    assertThatIllegalArgumentException().isThrownBy(() -> STAMP.fill(target, Long.MAX_VALUE - 9));
  }

  @Test
  void lastBytesOfTheLargestFile_areFilled() {
    ByteBuffer target = filled(10, Long.MAX_VALUE - 10, STAMP);
    assertThat(STAMP.check(target, Long.MAX_VALUE - 10).holds()).isTrue();
  }

  static ByteBuffer filled(int size, long offset, Stamp stamp) {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    stamp.fill(bytes, offset);
    return bytes;
  }
}
