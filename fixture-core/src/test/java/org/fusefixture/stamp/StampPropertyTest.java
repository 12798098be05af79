package org.fusefixture.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class StampPropertyTest {
  private static final String SEED = "4277009102";

  @Property(seed = SEED, tries = 300)
  void whatIsFilled_holds(
      @ForAll("stamps") Stamp stamp,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 20_000) long offset,
      @ForAll @IntRange(max = 20_000) int size,
      @ForAll boolean direct,
      @ForAll @IntRange(max = 9) int position) {
    ByteBuffer bytes =
        direct ? ByteBuffer.allocateDirect(size + position) : ByteBuffer.allocate(size + position);
    bytes.position(position);
    StampWriter.fill(bytes, offset, stamp);
    StampVerdict verdict = StampReader.check(bytes.asReadOnlyBuffer(), offset, stamp);
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertThat(verdict.sectors()).isEqualTo(sectors(offset, size));
  }

  @Property(seed = SEED, tries = 300)
  void anyPartOfAFilledRange_isWhatFillingThePartGives(
      @ForAll("stamps") Stamp stamp,
      @ForAll @IntRange(max = 5000) int start,
      @ForAll @IntRange(max = 5000) int size) {
    ByteBuffer whole = StampWriterTest.filled(10_000, 0, stamp);
    assertThat(StampWriterTest.filled(size, start, stamp)).isEqualTo(whole.slice(start, size));
  }

  @Property(seed = SEED, tries = 300)
  void anyChangedByte_isFoundInItsSector(
      @ForAll("stamps") Stamp stamp,
      @ForAll @IntRange(max = 3000) int start,
      @ForAll @IntRange(min = 1, max = 5000) int size,
      @ForAll @IntRange(max = 4999) int at,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    ByteBuffer bytes = StampWriterTest.filled(size, start, stamp);
    int changed = at % size;
    bytes.put(changed, (byte) (bytes.get(changed) ^ change));
    StampVerdict verdict = StampReader.check(bytes, start, stamp);
    assertThat(verdict.wrongSectors()).isEqualTo(1);
    WrongSector wrong = verdict.first().get(0);
    assertThat((long) start + changed)
        .isBetween(wrong.offset(), wrong.offset() + wrong.length() - 1);
    assertThat(wrong.offset() / 512).isEqualTo((wrong.offset() + wrong.length() - 1) / 512);
  }

  @Property(seed = SEED, tries = 300)
  void anotherStampOrPlace_isWrongInEverySectorAndNamed(
      @ForAll("stamps") Stamp expected,
      @ForAll("stamps") Stamp other,
      @ForAll @IntRange(max = 100) int expectedSector,
      @ForAll @IntRange(max = 100) int otherSector,
      @ForAll @IntRange(min = 1, max = 20) int sectors) {
    boolean same = expected.equals(other) && expectedSector == otherSector;
    ByteBuffer bytes = StampWriterTest.filled(sectors * 512, otherSector * 512L, other);
    StampVerdict verdict = StampReader.check(bytes, expectedSector * 512L, expected);
    assertThat(verdict.wrongSectors()).isEqualTo(same ? 0 : sectors);
    verdict.first().forEach(wrong -> assertThat(wrong.found()).isEqualTo(other));
  }

  @Property(seed = SEED, tries = 200)
  void tearBetweenGenerations_isTorn(
      @ForAll("stamps") Stamp stamp, @ForAll @IntRange(min = 56, max = 504) int at) {
    ByteBuffer sector = StampWriterTest.filled(512, 512, stamp);
    Stamp later = stamp.withGeneration(stamp.generation() + 1);
    sector.put(at, StampWriterTest.filled(512, 512, later), at, 512 - at);
    StampVerdict verdict = StampReader.check(sector, 512, stamp);
    assertThat(verdict.first().get(0).kind()).isEqualTo(WrongSector.Kind.TORN);
  }

  @Property(seed = SEED, tries = 500)
  void arbitraryBytes_neverThrow(
      @ForAll @Size(max = 2000) byte[] bytes,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 2000) long offset,
      @ForAll("stamps") Stamp stamp) {
    StampVerdict verdict = StampReader.check(ByteBuffer.wrap(bytes), offset, stamp);
    assertThat(verdict.wrongSectors()).isLessThanOrEqualTo(verdict.sectors());
    assertThat(verdict.toString()).isNotEmpty();
  }

  @Property(seed = SEED, tries = 300)
  void validHeadersWithAbsurdFields_neverThrow(
      @ForAll("stamps") Stamp stamp,
      @ForAll long absurdOffset,
      @ForAll @IntRange(max = 511) int at,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1024) long offset) {
    long[] words = new SectorPattern().of(stamp).sector(absurdOffset);
    ByteBuffer sector = ByteBuffer.allocate(1024);
    StampWriter.wordsOf(sector.duplicate().position(at)).put(words);
    assertThat(StampReader.check(sector, offset, stamp).toString()).isNotEmpty();
  }

  private static long sectors(long offset, int size) {
    return size == 0 ? 0 : (offset + size - 1) / 512 - offset / 512 + 1;
  }

  @Provide
  Arbitrary<Stamp> stamps() {
    return Combinators.combine(
            Arbitraries.longs(), Arbitraries.longs(), Arbitraries.longs(), Arbitraries.integers())
        .as(Stamp::new);
  }
}
