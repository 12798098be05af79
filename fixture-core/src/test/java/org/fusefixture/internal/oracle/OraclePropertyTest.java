package org.fusefixture.internal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.fusefixture.internal.oracle.Content.Piece;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.IntegrityVerdict.Damage;
import org.fusefixture.oracle.View;
import org.fusefixture.oracle.View.Promise;
import org.fusefixture.stamp.Stamp;

/** A file that is right is never blamed; each damage gets its class. */
class OraclePropertyTest {
  private static final String SEED = "20261123";
  private static final int STEPS = 20;
  private static final int SECTOR = 512;

  @Property(seed = SEED, tries = 120)
  void rightFile_isNeverBlamed(@ForAll long seed) {
    Random random = new Random(seed);
    ModelFile file = new ModelFile();
    for (int i = 0; i < STEPS; i++) {
      file.act(random);
      IntegrityVerdict verdict = file.judge(file.bytes(), View.DIRECT);
      assertThat(verdict.holds()).as("seed %s, step %s: %s", seed, i, verdict).isTrue();
    }
  }

  @Property(seed = SEED, tries = 120)
  void whatACrashMayLeave_isNeverBlamed(@ForAll long seed) {
    Random random = new Random(seed);
    ModelFile file = new ModelFile();
    for (int i = 0; i < STEPS; i++) {
      file.act(random);
      IntegrityVerdict verdict = file.judge(file.crash(random), View.STORED);
      assertThat(verdict.holds()).as("seed %s, step %s: %s", seed, i, verdict).isTrue();
    }
  }

  @Property(seed = SEED, tries = 120)
  void writeUnderWay_mayBeSeenInAnyMixture(@ForAll long seed) {
    Random random = new Random(seed);
    ModelFile file = filled(random);
    byte[] before = file.bytes().clone();
    Content next = file.next();
    int start = random.nextInt(ModelFile.LIMIT - SECTOR);
    int size = SECTOR + random.nextInt(ModelFile.LIMIT - SECTOR - start);
    Operation operation =
        file.history.write("write", List.of(new Piece(start, start + size, next)));
    byte[] fresh = next.at(start, size);
    byte[] found = before.clone();
    for (int i = 0; i < size; i++) {
      found[start + i] = random.nextBoolean() ? fresh[i] : before[start + i];
    }
    assertThat(file.judge(found, View.BUFFERED).holds()).as("seed %s", seed).isTrue();
    file.history.ended(operation, size);
    file.put(start, fresh, size);
    assertThat(file.judge(file.bytes(), View.BUFFERED).holds()).as("seed %s", seed).isTrue();
    assertThat(file.judge(before, View.BUFFERED).classes())
        .as("old bytes after the return, seed %s", seed)
        .contains(Damage.STALE);
  }

  @Property(seed = SEED, tries = 120)
  void ofWritersThatOverlapInTime_eitherMayBeLast(
      @ForAll long seed, @ForAll boolean firstBegunIsLast, @ForAll boolean firstBegunEndsFirst) {
    Random random = new Random(seed);
    ModelFile file = filled(random);
    int half = ModelFile.LIMIT / 2;
    int start = random.nextInt(half);
    int overlap = start + 1 + random.nextInt(half - 1);
    Content one = file.next();
    Content other = file.next();
    Operation first = file.history.write("one", List.of(new Piece(start, start + half, one)));
    Operation second =
        file.history.write("other", List.of(new Piece(overlap, overlap + half, other)));
    if (firstBegunEndsFirst) {
      file.history.ended(first, half);
      file.history.ended(second, half);
    } else {
      file.history.ended(second, half);
      file.history.ended(first, half);
    }
    if (firstBegunIsLast) {
      file.put(overlap, other.at(overlap, half), half);
      file.put(start, one.at(start, half), half);
    } else {
      file.put(start, one.at(start, half), half);
      file.put(overlap, other.at(overlap, half), half);
    }
    IntegrityVerdict verdict = file.judge(file.bytes(), View.DIRECT);
    assertThat(verdict.holds()).as("seed %s: %s", seed, verdict).isTrue();
  }

  @Property(seed = SEED, tries = 200)
  void eachDamage_getsItsClass(@ForAll long seed, @ForAll Damage damage) {
    Random random = new Random(seed);
    ModelFile file = filled(random);
    long old = file.generation();
    MemoryContent pages = new MemoryContent(Content.zeros());
    Content content = file.next();
    pages.put(new Piece(0, ModelFile.LIMIT, content));
    Operation operation = file.history.write("write", pages.pieces(0, ModelFile.LIMIT));
    pages.handOver(file.history, operation, 0, ModelFile.LIMIT, 0);
    file.put(0, content.at(0, ModelFile.LIMIT), ModelFile.LIMIT);
    file.history.ended(operation, ModelFile.LIMIT);
    Stamp later = ModelFile.STAMP.withGeneration(file.generation() + 1 + random.nextInt(50));
    pages.put(new Piece(0, ModelFile.LIMIT, Content.stamped(later, 0)));

    byte[] found = file.bytes().clone();
    int at = random.nextInt(found.length / SECTOR) * SECTOR;
    Stamp now = ModelFile.STAMP.withGeneration(file.generation());
    switch (damage) {
      case MUTATED_AFTER_REPLY -> copy(Content.stamped(later, 0).at(at, SECTOR), found, at);
      case TORN -> {
        int cut = 80 + random.nextInt(300);
        copy(
            Content.stamped(now.withGeneration(old), 0).at(at + cut, SECTOR - cut),
            found,
            at + cut);
      }
      case STALE -> copy(Content.stamped(now.withGeneration(old), 0).at(at, SECTOR), found, at);
      case ZEROED -> copy(new byte[SECTOR], found, at);
      case MISPLACED -> copy(Content.stamped(now, 0).at(at + 7L * SECTOR, SECTOR), found, at);
      case FOREIGN -> copy(Content.stamped(now.withFile(99), 0).at(at, SECTOR), found, at);
      case CORRUPTED -> found[at + random.nextInt(SECTOR)] ^= (byte) (1 << random.nextInt(8));
      case WRONG_SIZE -> found = java.util.Arrays.copyOf(found, at);
      case UNREADABLE -> {
        assertThat(
                FileJudge.unreadable("f", file.history.size(Promise.RETURNED), View.DIRECT, "EIO")
                    .classes())
            .containsExactly(Damage.UNREADABLE);
        return;
      }
      default -> throw new AssertionError(damage);
    }
    IntegrityVerdict verdict = file.judge(found, View.DIRECT);
    assertThat(verdict.damage())
        .as("seed %s, sector at %s: %s", seed, at, verdict)
        .containsExactly(java.util.Map.entry(damage, 1L));
    assertThat(verdict.first().get(0).offset()).isEqualTo(damage == Damage.WRONG_SIZE ? 0 : at);
  }

  @Property(seed = SEED, tries = 100)
  void bytesInAHole_areBlamed(@ForAll long seed, @ForAll @IntRange(min = 1, max = 15) int sector) {
    ModelFile file = new ModelFile();
    file.write(0, ModelFile.LIMIT, ModelFile.LIMIT);
    file.truncate(100);
    file.truncate(ModelFile.LIMIT);
    byte[] found = file.bytes().clone();
    int at = sector * SECTOR;
    copy(Content.stamped(ModelFile.STAMP, 0).at(at, SECTOR), found, at);
    assertThat(file.judge(found, View.DIRECT).classes()).containsExactly(Damage.STALE);
    copy(Content.stamped(ModelFile.STAMP, 0).at(at + 4096, SECTOR), found, at);
    assertThat(file.judge(found, View.DIRECT).classes()).containsExactly(Damage.MISPLACED);
    new Random(seed).nextBytes(found);
    copy(file.bytes(), found, 0);
    found[at] = 1;
    assertThat(file.judge(found, View.DIRECT).classes()).containsExactly(Damage.CORRUPTED);
  }

  private static ModelFile filled(Random random) {
    ModelFile file = new ModelFile();
    file.write(0, ModelFile.LIMIT, ModelFile.LIMIT);
    for (int i = random.nextInt(3); i >= 0; i--) {
      file.write(0, ModelFile.LIMIT, ModelFile.LIMIT);
    }
    return file;
  }

  private static void copy(byte[] from, byte[] to, int at) {
    System.arraycopy(from, 0, to, at, from.length);
  }
}
