package org.fusefixture.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.fusefixture.stamp.StampWriterTest.filled;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.fusefixture.stamp.WrongSector.Kind;
import org.junit.jupiter.api.Test;

class StampReaderTest {
  private static final Stamp STAMP = new Stamp(11, 22, 33, 44);
  private static final long OFFSET = 8192;

  @Test
  void rightContent_holds() {
    StampVerdict verdict = STAMP.check(filled(4096, OFFSET, STAMP), OFFSET);
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.sectors()).isEqualTo(8);
    assertThat(verdict.first()).isEmpty();
    assertThat(verdict)
        .hasToString(
            "4096 bytes at offset 8192 expected to hold"
                + " [seed 11, file 22, generation 33, client 44]: all 8 sectors do");
  }

  @Test
  void nothingToCheck_holds() {
    assertThat(STAMP.check(ByteBuffer.allocate(0), 5).holds()).isTrue();
  }

  @Test
  void zeros_areZeroed() {
    WrongSector wrong = wrong(ByteBuffer.allocate(512));
    assertThat(wrong.kind()).isEqualTo(Kind.ZEROED);
    assertThat(wrong.found()).isNull();
    assertThat(wrong.foundOffset()).isEqualTo(-1);
  }

  @Test
  void earlierGeneration_isNamed() {
    WrongSector wrong = wrong(filled(512, OFFSET, STAMP.withGeneration(30)));
    assertThat(wrong.kind()).isEqualTo(Kind.EARLIER_GENERATION);
    assertThat(wrong.found()).isEqualTo(STAMP.withGeneration(30));
    assertThat(wrong.explanation()).isEqualTo("carries generation 30 instead of 33");
  }

  @Test
  void laterGeneration_isNamed() {
    WrongSector wrong = wrong(filled(512, OFFSET, STAMP.withGeneration(1000)));
    assertThat(wrong.kind()).isEqualTo(Kind.LATER_GENERATION);
    assertThat(wrong.found()).isEqualTo(STAMP.withGeneration(1000));
  }

  @Test
  void otherOffset_isMisplaced() {
    WrongSector wrong = wrong(filled(512, OFFSET + 4096, STAMP));
    assertThat(wrong.kind()).isEqualTo(Kind.MISPLACED);
    assertThat(wrong.foundOffset()).isEqualTo(OFFSET + 4096);
    assertThat(wrong.explanation()).isEqualTo("carries offset 12288 instead of 8192");
  }

  @Test
  void offsetShiftedByAFewBytes_isMisplaced() {
    WrongSector wrong = wrong(filled(512, OFFSET - 3, STAMP));
    assertThat(wrong.kind()).isEqualTo(Kind.MISPLACED);
    assertThat(wrong.foundOffset()).isEqualTo(OFFSET - 3);
  }

  @Test
  void otherSeedFileOrClient_isForeign() {
    for (Stamp other :
        new Stamp[] {new Stamp(12, 22, 33, 44), STAMP.withFile(23), STAMP.withClient(45)}) {
      WrongSector wrong = wrong(filled(512, OFFSET, other));
      assertThat(wrong.kind()).as("%s", other).isEqualTo(Kind.FOREIGN);
      assertThat(wrong.found()).isEqualTo(other);
    }
  }

  @Test
  void foreignAtAnotherOffset_tellsAllDifferences() {
    WrongSector wrong = wrong(filled(512, 0, new Stamp(12, 23, 34, 45)));
    assertThat(wrong.explanation())
        .isEqualTo(
            "carries seed 12 instead of 11, file 23 instead of 22, client 45 instead of 44,"
                + " offset 0 instead of 8192, generation 34 instead of 33");
  }

  @Test
  void tornBetweenGenerations_tellsWhere() {
    ByteBuffer sector = filled(512, OFFSET, STAMP);
    sector.put(200, filled(512, OFFSET, STAMP.withGeneration(34)), 200, 312);
    WrongSector wrong = wrong(sector);
    assertThat(wrong.kind()).isEqualTo(Kind.TORN);
    assertThat(wrong.found()).isEqualTo(STAMP.withGeneration(34));
    assertThat(wrong.explanation())
        .isEqualTo(
            "the first 200 bytes carry what is expected,"
                + " the other 312 carry generation 34 instead of 33");
  }

  @Test
  void tornInsideTheHeader_isFoundByTheTrailer() {
    ByteBuffer sector = filled(512, OFFSET, STAMP.withFile(500));
    sector.put(0, filled(512, OFFSET, STAMP), 0, 50);
    WrongSector wrong = wrong(sector);
    assertThat(wrong.kind()).isEqualTo(Kind.TORN);
    assertThat(wrong.found()).isEqualTo(STAMP.withFile(500));
  }

  @Test
  void tornIntoZeros_tellsWhere() {
    ByteBuffer sector = filled(512, OFFSET, STAMP);
    sector.put(100, new byte[412]);
    WrongSector wrong = wrong(sector);
    assertThat(wrong.kind()).isEqualTo(Kind.TORN);
    assertThat(wrong.explanation())
        .isEqualTo("the first 100 bytes carry what is expected, the other 412 carry zeros");
    assertThat(wrong.found()).isNull();
  }

  @Test
  void tornBetweenTwoForeigners_tellsBoth() {
    ByteBuffer sector = filled(512, OFFSET, STAMP.withFile(1));
    sector.put(256, filled(512, OFFSET, STAMP.withFile(2)), 256, 256);
    assertThat(wrong(sector).explanation())
        .contains("file 1 instead of 22")
        .contains("file 2 instead of 22");
  }

  @Test
  void flippedBit_isCorruptedAtAByte() {
    for (int at = 0; at < 512; at++) {
      ByteBuffer sector = filled(512, OFFSET, STAMP);
      sector.put(at, (byte) (sector.get(at) ^ 4));
      WrongSector wrong = wrong(sector);
      assertThat(wrong.kind()).as("byte %s", at).isEqualTo(Kind.CORRUPTED);
      assertThat(wrong.explanation())
          .startsWith("1 of 512 bytes differ from what is expected, the first at byte " + at + ":");
    }
  }

  @Test
  void corruptedForeignSector_isLikenedToIt() {
    ByteBuffer sector = filled(512, OFFSET, STAMP.withFile(9));
    sector.put(300, (byte) ~sector.get(300));
    WrongSector wrong = wrong(sector);
    assertThat(wrong.kind()).isEqualTo(Kind.CORRUPTED);
    assertThat(wrong.found()).isEqualTo(STAMP.withFile(9));
    assertThat(wrong.explanation()).contains("differ from file 9 instead of 22");
  }

  @Test
  void constantFill_isNamed() {
    ByteBuffer sector = ByteBuffer.allocate(512);
    Arrays.fill(sector.array(), (byte) 0xAA);
    assertThat(wrong(sector).explanation()).isEqualTo("every byte is 0xaa");
  }

  @Test
  void partOfASector_isJudgedWithoutItsHeader() {
    long offset = OFFSET + 100;
    Stamp stale = STAMP.withGeneration(31);
    StampVerdict verdict = STAMP.check(filled(200, offset, stale), offset);
    assertThat(verdict.wrong()).isEqualTo(Map.of(Kind.EARLIER_GENERATION, 1L));
    assertThat(verdict.first().get(0).found()).isEqualTo(stale);
    assertThat(verdict.first().get(0).offset()).isEqualTo(offset);
    assertThat(verdict.first().get(0).length()).isEqualTo(200);
  }

  @Test
  void wrongSectorsAmongRight_areCountedExactlyAndDescribedUpToTheBound() {
    ByteBuffer bytes = filled(512 * 100, OFFSET, STAMP);
    for (int sector = 1; sector < 100; sector += 3) {
      bytes.put(sector * 512, new byte[512]);
    }
    bytes.put(99 * 512 + 20, filled(512, 0, STAMP), 0, 1);
    StampVerdict verdict = STAMP.check(bytes, OFFSET, 5);
    assertThat(verdict.wrong()).isEqualTo(Map.of(Kind.ZEROED, 33L, Kind.CORRUPTED, 1L));
    assertThat(verdict.wrongSectors()).isEqualTo(34);
    assertThat(verdict.first())
        .extracting(WrongSector::offset)
        .containsExactly(
            OFFSET + 512, OFFSET + 512 * 4, OFFSET + 512 * 7, OFFSET + 512 * 10, OFFSET + 512 * 13);
    assertThat(verdict.toString()).contains("34 of 100 sectors do not").endsWith("and 29 more");
  }

  @Test
  void followingVerdicts_addUp() {
    ByteBuffer bytes = filled(4096, OFFSET, STAMP);
    bytes.put(512, new byte[512]).put(2048, new byte[512]);
    StampVerdict sum =
        STAMP
            .check(bytes.slice(0, 2048), OFFSET)
            .plus(STAMP.check(bytes.slice(2048, 2048), OFFSET + 2048));
    assertThat(sum).isEqualTo(STAMP.check(bytes, OFFSET));
  }

  @Test
  void verdictsThatDoNotFollow_areNotAdded() {
    StampVerdict verdict = STAMP.check(filled(512, OFFSET, STAMP), OFFSET);
    assertThatIllegalArgumentException().isThrownBy(() -> verdict.plus(verdict));
  }

  private static WrongSector wrong(ByteBuffer sector) {
    StampVerdict verdict = STAMP.check(sector, OFFSET);
    assertThat(verdict.wrongSectors()).isEqualTo(1);
    assertThat(verdict.first()).hasSize(1);
    return verdict.first().get(0);
  }
}
