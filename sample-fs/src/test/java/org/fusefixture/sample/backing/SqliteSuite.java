package org.fusefixture.sample.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.fault.trigger.Phase.BEFORE_DISPATCH;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.filesystem.Opcode.CREATE;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.Opcode.FSYNCDIR;
import static org.fusefixture.filesystem.Opcode.SETATTR;
import static org.fusefixture.filesystem.Opcode.UNLINK;
import static org.fusefixture.filesystem.Opcode.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.fusefixture.fault.effect.Power;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * SQLite in this JVM, on a visible mount: it survives any power cut, and is caught as soon as fsync
 * lies. So the losses are real, and so are the promises that the directory keeps.
 */
abstract class SqliteSuite {
  private static final Opcode[] CHANGES = {FSYNCDIR, WRITE, CREATE, UNLINK, SETATTR};
  private static final int TRANSACTIONS = 6;
  private static final int ROUNDS = 8;
  private static final int MOMENTS = 50;

  /** DELETE or WAL. */
  abstract String journal();

  @FuseTest
  void powerCutAtChosenMoments_losesNoTransaction(MountedFilesystem fs) throws SQLException {
    survives(fs, MOMENTS);
  }

  @FuseTest
  @Tag("slow")
  @Timeout(1800)
  void powerCutAtMoreMoments_losesNoTransaction(MountedFilesystem fs) throws SQLException {
    survives(fs, 8 * MOMENTS);
  }

  private void survives(MountedFilesystem fs, int moments) throws SQLException {
    long requests = countRequests(fs);
    Random random = new Random(fs.seed());
    List<String> wrong = new ArrayList<>();
    for (int moment = 0; moment < moments; moment++) {
      long nth = 1 + random.nextLong(requests);
      int surviving = moment % 2 == 0 ? 0 : 50;
      String which = journal() + ", seed " + fs.seed() + ", moment " + moment + ", request " + nth;
      Path file = fs.path().resolve("moment-" + moment + ".db");
      Receipt cut =
          fs.faults()
              .on(FSYNC, CHANGES)
              .nth(nth)
              .at(random.nextBoolean() ? BEFORE_DISPATCH : BEFORE_REPLY)
              .loseUnsynced(Power.CUT, surviving);
      int acknowledged = run(file);
      assertThat(cut.fired()).as("%s: the power was cut", which).isEqualTo(1);
      fs.faults().reset();
      fs.storage().restorePower();
      Database.check(file, acknowledged).ifPresent(what -> wrong.add(which + ": " + what));
    }
    assertThat(wrong).isEmpty();
  }

  @FuseTest
  void fsyncThatDoesNothing_isCaught(MountedFilesystem fs) throws SQLException {
    List<String> verdicts = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Path file = fs.path().resolve("lied-" + round + ".db");
      int acknowledged = run(file);
      assertThat(acknowledged).isEqualTo(TRANSACTIONS);
      fs.faults().on(FSYNC, FSYNCDIR).acknowledgeOnly();
      try (Database database = Database.open(file, journal(), "EXTRA", acknowledged)) {
        Optional<SQLException> failure = database.transactions(4 * TRANSACTIONS);
        assertThat(failure).as("an fsync that does nothing tells nobody").isEmpty();
        acknowledged = database.acknowledged();
        cutPower(fs, "trigger-" + round);
      }
      fs.faults().reset();
      fs.storage().restorePower();
      verdicts.add(Database.check(file, acknowledged).orElse("not caught"));
    }
    assertThat(verdicts)
        .as("%s, seed %d", journal(), fs.seed())
        .noneMatch("not caught"::equals)
        .anyMatch(verdict -> verdict.startsWith("CORRUPT"));
  }

  /** Some of what was not synced happens to be on the disk: 40 in 100 pages. */
  private static void cutPower(MountedFilesystem fs, String trigger) {
    Receipt cut = fs.faults().on(CREATE).path(trigger).loseUnsynced(Power.CUT, 40);
    assertThatThrownBy(() -> Files.createFile(fs.path().resolve(trigger)))
        .isInstanceOf(IOException.class);
    assertThat(cut.fired()).isEqualTo(1);
  }

  private long countRequests(MountedFilesystem fs) {
    Receipt never = fs.faults().on(FSYNC, CHANGES).optional().nth(Integer.MAX_VALUE).fail(EIO);
    assertThat(run(fs.path().resolve("count.db"))).isEqualTo(TRANSACTIONS);
    long requests = never.matched();
    fs.faults().reset();
    return requests;
  }

  private int run(Path file) {
    return run(file, "EXTRA");
  }

  /** As long as there is power; how many transactions were acknowledged. */
  final int run(Path file, String synchronous) {
    try (Database database = Database.open(file, journal(), synchronous, 0)) {
      database.transactions(TRANSACTIONS);
      return database.acknowledged();
    } catch (SQLException e) {
      return 0; // the power was cut before there were tables
    }
  }
}
