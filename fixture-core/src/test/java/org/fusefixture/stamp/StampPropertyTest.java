package org.fusefixture.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
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
    stamp.fill(bytes, offset);
    StampVerdict verdict = stamp.check(bytes.asReadOnlyBuffer(), offset);
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
    StampVerdict verdict = stamp.check(bytes, start);
    assertThat(verdict.wrongSectors()).isEqualTo(1);
    WrongSector wrong = verdict.first().get(0);
    assertThat((long) start + changed)
        .isBetween(wrong.offset(), wrong.offset() + wrong.length() - 1);
    assertThat(wrong.offset() / 512).isEqualTo((wrong.offset() + wrong.length() - 1) / 512);
  }

  @Property(seed = SEED, tries = 300)
  void anyChangedBytes_areFoundInTheirSectors(
      @ForAll("stamps") Stamp stamp,
      @ForAll @IntRange(max = 3000) int start,
      @ForAll @IntRange(min = 1, max = 20_000) int size,
      @ForAll @Size(min = 1, max = 40) Map<@IntRange(max = 19_999) Integer, Byte> changes) {
    ByteBuffer bytes = StampWriterTest.filled(size, start, stamp);
    Set<Long> sectors = new TreeSet<>();
    changes.forEach(
        (at, value) -> {
          if (at < size && bytes.get(at) != value) {
            bytes.put(at, value);
            sectors.add((start + at) / 512L);
          }
        });
    StampVerdict verdict = stamp.check(bytes, start, 40);
    assertThat(verdict.first())
        .extracting(wrong -> wrong.offset() / 512)
        .containsExactlyElementsOf(sectors);
  }

  @Property(seed = SEED, tries = 300)
  void exchangedSectors_areBothMisplaced(
      @ForAll("stamps") Stamp stamp,
      @ForAll @IntRange(max = 30) int one,
      @ForAll @IntRange(max = 30) int other) {
    ByteBuffer right = StampWriterTest.filled(31 * 512, 512, stamp);
    ByteBuffer bytes = StampWriterTest.filled(31 * 512, 512, stamp);
    bytes.put(one * 512, right, other * 512, 512).put(other * 512, right, one * 512, 512);
    StampVerdict verdict = stamp.check(bytes, 512);
    assertThat(verdict.wrong())
        .isEqualTo(one == other ? Map.of() : Map.of(WrongSector.Kind.MISPLACED, 2L));
  }

  @Property(seed = SEED, tries = 500)
  void eightBytesFromAnywhereElse_areFound(
      @ForAll("stamps") Stamp stamp,
      @ForAll("stamps") Stamp other,
      @ForAll boolean same,
      @ForAll @IntRange(max = 20_000 - 8) int from,
      @ForAll @IntRange(max = 20_000 - 8) int to) {
    Assume.that(to % 512 >= 56 && to % 512 <= 448);
    Assume.that(!same || from != to);
    ByteBuffer bytes = StampWriterTest.filled(20_000, 0, stamp);
    bytes.put(to, StampWriterTest.filled(20_000, 0, same ? stamp : other), from, 8);
    assertThat(stamp.check(bytes, 0).wrongSectors())
        .isEqualTo(!same && from == to && stamp.equals(other) ? 0 : 1);
  }

  @Property(seed = SEED, tries = 300)
  void partsOfOtherStampsOrZeros_areWrongInEverySector(
      @ForAll("stamps") Stamp expected,
      @ForAll("stamps") Stamp other,
      @ForAll boolean zeros,
      @ForAll @IntRange(max = 3000) int start,
      @ForAll @IntRange(min = 8, max = 5000) int size) {
    Assume.that(!expected.equals(other));
    // A part of a header may be the same in both; the last bytes of a sector are in its checksum.
    Assume.that(start % 512 <= 440 && (start + size) % 512 >= 64);
    ByteBuffer bytes =
        zeros ? ByteBuffer.allocate(size) : StampWriterTest.filled(size, start, other);
    StampVerdict verdict = expected.check(bytes, start);
    assertThat(verdict.wrongSectors()).isEqualTo(sectors(start, size));
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
    StampVerdict verdict = expected.check(bytes, expectedSector * 512L);
    assertThat(verdict.wrongSectors()).isEqualTo(same ? 0 : sectors);
    verdict.first().forEach(wrong -> assertThat(wrong.found()).isEqualTo(other));
  }

  @Property(seed = SEED, tries = 200)
  void tearBetweenGenerations_isTorn(
      @ForAll("stamps") Stamp stamp, @ForAll @IntRange(min = 56, max = 504) int at) {
    ByteBuffer sector = StampWriterTest.filled(512, 512, stamp);
    Stamp later = stamp.withGeneration(stamp.generation() + 1);
    sector.put(at, StampWriterTest.filled(512, 512, later), at, 512 - at);
    StampVerdict verdict = stamp.check(sector, 512);
    assertThat(verdict.first().get(0).kind()).isEqualTo(WrongSector.Kind.TORN);
  }

  @Property(seed = SEED, tries = 500)
  void arbitraryBytes_neverThrow(
      @ForAll @Size(max = 2000) byte[] bytes,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 2000) long offset,
      @ForAll("stamps") Stamp stamp) {
    StampVerdict verdict = stamp.check(ByteBuffer.wrap(bytes), offset);
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
    StampRange.wordsOf(sector.duplicate().position(at)).put(words);
    assertThat(stamp.check(sector, offset).toString()).isNotEmpty();
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
