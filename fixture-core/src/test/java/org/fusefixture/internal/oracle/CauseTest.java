package org.fusefixture.internal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fusefixture.internal.oracle.Content.Piece;
import org.fusefixture.oracle.Cause;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.IntegrityVerdict.Damage;
import org.fusefixture.oracle.View;
import org.fusefixture.oracle.View.Promise;
import org.junit.jupiter.api.Test;

/** The first line of a verdict names the cause for which there is evidence, and no other. */
class CauseTest {
  private static final int SECTOR = 512;

  // the client's pages
  @Test
  void singleByteThatMatches_isNoEvidenceOfChangedPages() {
    Written file = new Written(true);
    byte changed = (byte) (file.right[100] ^ 0x55);
    file.pages.put(new Piece(100, 101, Content.literal(new byte[] {changed}, 100)));
    byte[] found = file.right.clone();
    found[100] = changed;

    assertThat(file.judge(found).classes()).containsExactly(Damage.CORRUPTED);
  }

  @Test
  void zerosThatMatch_areNoEvidenceOfChangedPages() {
    Written file = new Written(true);
    file.pages.put(new Piece(0, file.right.length, Content.zeros()));

    assertThat(file.judge(new byte[file.right.length]).classes()).containsExactly(Damage.ZEROED);
  }

  @Test
  void changedPages_areSeenWhereTheyAreLent() {
    Written file = new Written(true);

    IntegrityVerdict verdict = file.judge(file.changePages());
    assertThat(verdict.classes()).containsExactly(Damage.MUTATED_AFTER_REPLY);
    assertThat(verdict.cause()).contains(Cause.LATE_PAYLOAD);
  }

  @Test
  void changedPages_cannotBeSeenWhereTheKernelCopies() {
    Written file = new Written(false);

    IntegrityVerdict verdict = file.judge(file.changePages());
    assertThat(verdict.classes()).containsExactly(Damage.FOREIGN);
    assertThat(verdict.cause()).contains(Cause.SHARED_MEMORY);
  }

  // what stands beside
  @Test
  void bytesBehindATruncation_areOneFinding() {
    ModelFile file = new ModelFile();
    file.write(0, 60_000, 60_000);
    byte[] old = file.bytes().clone();
    file.truncate(4196);
    file.truncate(60_000);

    IntegrityVerdict verdict = file.judge(old, View.DIRECT);
    assertThat(verdict.cause()).contains(Cause.TRUNCATION_KEEPS_BYTES);
    assertThat(verdict.findings()).hasSize(1);
    assertThat(verdict.findings().get(0)).contains("55804 bytes at 4196 in 110 sectors");
  }

  @Test
  void startOfAWrite_isToldToBeStoredAlone() {
    ModelFile file = new ModelFile();
    file.write(0, 100_000, 100_000);
    byte[] found = Arrays.copyOf(file.bytes(), 100_000);
    Arrays.fill(found, 65_536, 100_000, (byte) 0);

    assertThat(file.judge(found, View.DIRECT).cause()).contains(Cause.PARTIAL_STORE);
  }

  @Test
  void zerosBesideALaterWrite_areItsDoing() {
    ModelFile file = new ModelFile();
    file.write(0, 8192, 8192);
    file.write(4300, 1000, 1000);
    byte[] found = file.bytes().clone();
    Arrays.fill(found, 4096, 4300, (byte) 0);

    assertThat(file.judge(found, View.DIRECT).cause()).contains(Cause.ZEROED_NEIGHBOURS);
  }

  @Test
  void wholeWriteThatIsMissing_isLost() {
    ModelFile file = new ModelFile();
    file.write(0, 8192, 8192);
    byte[] old = file.bytes().clone();
    file.write(4096, 4096, 4096);

    assertThat(file.judge(old, View.DIRECT).cause()).contains(Cause.WRITE_LOST);
  }

  @Test
  void punchedHole_keepsItsBytes() {
    ModelFile file = new ModelFile();
    file.write(0, 8192, 8192);
    byte[] old = file.bytes().clone();
    file.history.stored(file.history.clear("punch", 100, 5000));

    assertThat(file.judge(old, View.DIRECT).cause()).contains(Cause.HOLE_KEEPS_BYTES);
  }

  @Test
  void partOfASector_belongsToTheDamageBesideIt() {
    for (int tail = 1; tail < SECTOR; tail += 23) {
      ModelFile file = new ModelFile();
      file.write(8192, 1024, 1024);
      byte[] moved = Arrays.copyOfRange(file.bytes(), 8192, 8192 + SECTOR + tail);

      IntegrityVerdict verdict = file.judge(moved, View.DIRECT);
      assertThat(verdict.classes())
          .as("a tail of %s bytes: %s", tail, verdict)
          .containsExactly(Damage.MISPLACED, Damage.WRONG_SIZE);
    }
  }

  @Test
  void damageInManyPlaces_isToldTenTimesAndThenCounted() {
    ModelFile file = new ModelFile();
    file.write(0, 40 * SECTOR, 40 * SECTOR);
    byte[] found = file.bytes().clone();
    for (int sector = 0; sector < 40; sector += 2) {
      found[sector * SECTOR + 7] ^= 1;
    }

    assertThat(file.judge(found, View.DIRECT).findings())
        .hasSize(11)
        .last()
        .isEqualTo("and further sectors: {CORRUPTED=10}");
  }

  // what other views show
  private static final IntegrityVerdict RIGHT = IntegrityVerdict.of(8192, List.of());

  @Test
  void bytesThatAreStoredRight_areReadWrong() {
    assertThat(diagnose(stale(View.BUFFERED), stale(View.DIRECT), RIGHT, Diagnosis.Stored.RIGHT))
        .isEqualTo(Cause.READ_WRONG);
  }

  @Test
  void bytesThatAreReadRightWithoutTheCache_areOldPages() {
    assertThat(diagnose(stale(View.BUFFERED), RIGHT, RIGHT, Diagnosis.Stored.UNKNOWN))
        .isEqualTo(Cause.STALE_PAGES);
  }

  @Test
  void bytesOfWhichTheStoredOnesAreUnknown_mayBeLost() {
    assertThat(diagnose(stale(View.BUFFERED), stale(View.DIRECT), null, Diagnosis.Stored.UNKNOWN))
        .isEqualTo(Cause.WRITE_LOST);
  }

  @Test
  void bytesThatAreReadRightAndNotStoredAfterAnFsync_wereSyncedTooEarly() {
    assertThat(diagnose(RIGHT, RIGHT, stale(View.STORED), Diagnosis.Stored.DIFFERENT))
        .isEqualTo(Cause.FSYNC_EARLY);
  }

  private static Cause diagnose(
      IntegrityVerdict buffered,
      IntegrityVerdict direct,
      IntegrityVerdict stored,
      Diagnosis.Stored compared) {
    Map<View, IntegrityVerdict> readings =
        stored == null
            ? Map.of(View.BUFFERED, buffered, View.DIRECT, direct)
            : Map.of(View.BUFFERED, buffered, View.DIRECT, direct, View.STORED, stored);
    return new Diagnosis(readings, compared).verdict().cause().orElseThrow();
  }

  private static IntegrityVerdict stale(View view) {
    ModelFile file = new ModelFile();
    file.write(0, 8192, 8192);
    byte[] old = file.bytes().clone();
    file.write(0, 8192, 8192);
    file.sync();
    return file.judge(old, view);
  }

  /** A file that was written once, from pages that can be changed afterwards. */
  private static final class Written {
    private final Oracle oracle;
    private final FileHistory history;
    final MemoryContent pages = new MemoryContent(Content.zeros());
    final byte[] right;

    Written(boolean pagesLent) {
      oracle = new Oracle(System::nanoTime, pagesLent);
      history = oracle.opened("f", 1, 0, false);
      Content content = Content.stamped(ModelFile.STAMP, 0);
      right = content.at(0, 8192);
      pages.put(new Piece(0, right.length, content));
      Operation write = history.write("write", pages.pieces(0, right.length));
      pages.handOver(history, write, 0, right.length, 0);
      history.ended(write, right.length);
    }

    /** The client's next bytes in its pages; returns the file with one sector of them. */
    byte[] changePages() {
      Content next = Content.stamped(ModelFile.STAMP.withGeneration(5), 0);
      pages.put(new Piece(0, right.length, next));
      byte[] found = right.clone();
      System.arraycopy(next.at(1024, SECTOR), 0, found, 1024, SECTOR);
      return found;
    }

    IntegrityVerdict judge(byte[] found) {
      Expectation expected =
          history.expectation("f", 0, Long.MAX_VALUE, oracle.tick(), Promise.RETURNED);
      return FileJudge.judge(expected, View.DIRECT, ByteBuffer.wrap(found), 0);
    }
  }
}
