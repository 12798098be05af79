package org.fusefixture.sample.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.fault.trigger.Phase.AFTER_REPLY;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.Opcode.FSYNCDIR;
import static org.fusefixture.filesystem.Opcode.RENAME;
import static org.fusefixture.filesystem.Opcode.RENAME2;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.sample.backing.BackedFiles.PAGE;
import static org.fusefixture.sample.backing.BackedFiles.assertEio;
import static org.fusefixture.sample.backing.BackedFiles.content;
import static org.fusefixture.sample.backing.BackedFiles.filled;
import static org.fusefixture.sample.backing.BackedFiles.onDisk;
import static org.fusefixture.sample.backing.BackedFiles.open;
import static org.fusefixture.sample.backing.BackedFiles.synced;
import static org.fusefixture.sample.backing.BackedFiles.unsynced;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.fusefixture.backing.FaultyDirectory;
import org.fusefixture.fault.effect.Power;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.storage.UnsyncedReport;
import org.fusefixture.storage.UnsyncedReport.UnsyncedFile;
import org.junit.jupiter.api.Tag;

/** What a power cut takes, and what it leaves. */
@Tag("host")
@FuseMount(
    value = FaultyDirectory.class,
    isolation = Isolation.PROCESS,
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(SPLICE)
class LossIT extends EmptyStorage {
  private static final int PAGES = 16;

  @FuseTest
  @InModes({COPY, SPLICE})
  void contentThatWasNotSynced_isLost(MountedFilesystem fs) {
    try (ClientFile file = open(fs, "a")) {
      file.write(filled(3 * PAGE, 1));
      file.fsync();
      file.write(filled(PAGE, 2), at(PAGE / 2));
      file.write(filled(PAGE, 3), at(3 * PAGE));
      assertThat(file.stat().size()).isEqualTo(4 * PAGE);
      fs.storage().loseUnsynced();
      assertThat(file.read(bytes(8 * PAGE))).isEqualTo(filled(3 * PAGE, 1));
    }
  }

  @FuseTest
  void namesThatWereNotSynced_goBack(MountedFilesystem fs) {
    synced(fs, "kept", filled(10, 1));
    synced(fs, "renamed", filled(10, 2));
    synced(fs, "replaced", filled(10, 3));
    fs.client().mkdir("directory");
    unsynced(fs, "new", filled(10, 4));
    fs.client().unlink("kept");
    fs.client().rename("renamed", "replaced");
    assertThat(fs.client().names("")).containsExactlyInAnyOrder("replaced", "directory", "new");

    fs.storage().loseUnsynced();
    assertThat(fs.client().names("")).containsExactlyInAnyOrder("kept", "renamed", "replaced");
    assertThat(content(fs, "replaced")).isEqualTo(filled(10, 3));
    assertThat(content(fs, "renamed")).isEqualTo(filled(10, 2));
  }

  @FuseTest
  void syncOfAnything_makesEarlierMetadataDurableAndNoOtherContent(MountedFilesystem fs) {
    synced(fs, "old", filled(10, 1));
    fs.client().mkdir("directory");
    fs.client().rename("old", "directory/moved");
    unsynced(fs, "new", filled(10, 2));
    fs.client().chmod("new", 0600);
    synced(fs, "other", filled(10, 3));

    fs.storage().loseUnsynced();
    assertThat(content(fs, "directory/moved")).isEqualTo(filled(10, 1));
    assertThat(fs.client().stat("new").size()).as("its content was not synced").isZero();
    assertThat(fs.client().stat("new").mode() & 0777).isEqualTo(0600);
  }

  @FuseTest
  void syncOfADirectory_makesItsNamesDurable(MountedFilesystem fs) {
    Receipt synced = fs.faults().on(FSYNCDIR).delay(Duration.ofMillis(1));
    unsynced(fs, "new", filled(10, 1));
    fs.run(Duration.ofSeconds(20), "sync", "{mountpoint}");
    assertThat(synced.fired()).isEqualTo(1);
    fs.storage().loseUnsynced();
    assertThat(fs.client().names("")).containsExactly("new");
  }

  @FuseTest
  void truncationThatWasNotSynced_goesBack(MountedFilesystem fs) {
    synced(fs, "a", filled(2 * PAGE, 1));
    try (ClientFile file = open(fs, "a")) {
      file.truncate(bytes(100));
      file.truncate(bytes(PAGE));
      assertThat(file.read(bytes(PAGE), at(100))).isEqualTo(filled(PAGE - 100, 0));
      fs.storage().loseUnsynced();
      assertThat(file.read(bytes(3 * PAGE))).isEqualTo(filled(2 * PAGE, 1));
    }
  }

  @FuseTest
  void attributesThatWereNotSynced_goBack(MountedFilesystem fs) {
    synced(fs, "a", filled(10, 1));
    fs.client().chmod("a", 0640);
    fs.client().setXattr("a", "user.note", filled(3, 1));
    fs.storage().checkpoint();
    fs.client().chmod("a", 0600);
    fs.client().setXattr("a", "user.note", filled(3, 2));
    fs.client().setXattr("a", "user.other", filled(3, 2));
    fs.storage().loseUnsynced();
    assertThat(fs.client().stat("a").mode() & 0777).isEqualTo(0640);
    assertThat(fs.client().listXattr("a")).containsExactly("user.note");
    assertThat(fs.client().getXattr("a", "user.note")).isEqualTo(filled(3, 1));
  }

  @FuseTest
  void writeWithDsync_isDurable(MountedFilesystem fs) {
    fs.run(
        Duration.ofSeconds(20),
        "dd",
        "if=/dev/zero",
        "of={mountpoint}/a",
        "bs=4096",
        "count=3",
        "oflag=dsync,direct");
    fs.storage().loseUnsynced();
    assertThat(content(fs, "a")).isEqualTo(filled(3 * PAGE, 0));
  }

  @FuseTest
  void checkpoint_leavesNothingToLose(MountedFilesystem fs) {
    unsynced(fs, "a", filled(PAGE, 1));
    fs.storage().checkpoint();
    assertThat(fs.storage().unsynced().isEmpty()).isTrue();
    fs.storage().loseUnsynced();
    assertThat(content(fs, "a")).isEqualTo(filled(PAGE, 1));
  }

  @FuseTest
  void unsynced_tellsWhatWouldBeLost(MountedFilesystem fs) {
    synced(fs, "a", filled(PAGE, 1));
    fs.client().mkdir("d");
    unsynced(fs, "d/b", filled(PAGE + 10, 2));
    unsynced(fs, "a", filled(10, 3));
    UnsyncedReport report = fs.storage().unsynced();
    assertThat(report.files())
        .containsExactly(
            new UnsyncedFile("a", PAGE, PAGE, PAGE),
            new UnsyncedFile("d/b", PAGE + 10, PAGE + 10, -1));
    assertThat(report.bytes()).isEqualTo(2 * PAGE + 10);
    assertThat(report.names()).isEqualTo(2);
    assertThat(report.powered()).isTrue();
  }

  @FuseTest
  void realDirectory_holdsWhatSurvivesAndNothingElse(MountedFilesystem fs) {
    synced(fs, "a", "durable".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    unsynced(fs, "a", filled(3, 'x'));
    unsynced(fs, "b", filled(3, 'x'));
    assertThat(onDisk(fs, "ls; cat a")).isEqualTo("a\ndurable");
    assertThat(content(fs, "a")).asString().isEqualTo("xxxable");
  }

  @FuseTest
  @FuseMount(value = FaultyDirectory.class, isolation = Isolation.PROCESS)
  void serverThatIsKilled_leavesWhatWasSynced(MountedFilesystem fs) {
    synced(fs, "a", "durable".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    unsynced(fs, "a", filled(3, 'x'));
    unsynced(fs, "b", filled(3, 'x'));
    fs.server().kill();
    assertThat(onDisk(fs, "ls; cat a")).isEqualTo("a\ndurable");
  }

  @FuseTest
  void cutPower_failsEveryCallUntilItIsRestored(MountedFilesystem fs) {
    synced(fs, "a", filled(10, 1));
    ClientFile file = open(fs, "a");
    fs.storage().cutPower();
    assertThat(fs.storage().unsynced().powered()).isFalse();
    assertEio(() -> file.write(filled(10, 2)));
    assertEio(file::fsync);
    assertEio(() -> fs.client().stat("a"));
    fs.storage().restorePower();
    assertEio(() -> file.write(filled(10, 3)));
    closeAfterLoss(file);
    assertThat(content(fs, "a")).isEqualTo(filled(10, 1));
  }

  /** FLUSH of a file from before the cut fails as well. */
  private static void closeAfterLoss(ClientFile file) {
    assertEio(file::close);
  }

  @FuseTest
  void lossBeforeASync_takesWhatItWasToKeep(MountedFilesystem fs) {
    synced(fs, "a", filled(PAGE, 1));
    Receipt loss = fs.faults().on(FSYNC).path("a").loseUnsynced();
    assertEio(() -> synced(fs, "a", filled(PAGE, 2)));
    assertThat(loss.fired()).isEqualTo(1);
    fs.storage().restorePower();
    assertThat(content(fs, "a")).isEqualTo(filled(PAGE, 1));
  }

  @FuseTest
  void lossAfterASync_leavesIt(MountedFilesystem fs) {
    synced(fs, "a", filled(PAGE, 1));
    fs.faults().on(FSYNC).path("a").at(BEFORE_REPLY).loseUnsynced();
    assertEio(() -> synced(fs, "a", filled(PAGE, 2)));
    fs.storage().restorePower();
    assertThat(content(fs, "a")).isEqualTo(filled(PAGE, 2));
  }

  @FuseTest
  void lossAfterARename_takesItBack(MountedFilesystem fs) {
    synced(fs, "a", filled(10, 1));
    fs.faults().on(RENAME, RENAME2).at(BEFORE_REPLY).loseUnsynced();
    assertEio(() -> fs.client().rename("a", "b"));
    fs.storage().restorePower();
    assertThat(fs.client().names("")).containsExactly("a");
  }

  @FuseTest
  void lossAtTheThirdWrite_isThere(MountedFilesystem fs) {
    Receipt loss = fs.faults().on(WRITE).path("a").nth(3).loseUnsynced();
    ClientFile file = open(fs, "a");
    file.write(filled(PAGE, 1));
    file.fsync();
    file.write(filled(PAGE, 2), at(PAGE));
    assertEio(() -> file.write(filled(PAGE, 3), at(2 * PAGE)));
    assertThat(loss.fired()).isEqualTo(1);
    fs.storage().restorePower();
    closeAfterLoss(file);
    assertThat(content(fs, "a")).isEqualTo(filled(PAGE, 1));
  }

  @FuseTest
  void lossAfterTheReply_isNotSeenByTheCaller(MountedFilesystem fs) {
    ClientFile file = open(fs, "a");
    Receipt loss = fs.faults().on(WRITE).at(AFTER_REPLY).loseUnsynced();
    file.write(filled(PAGE, 1));
    org.awaitility.Awaitility.await().until(() -> !fs.storage().unsynced().powered());
    assertThat(loss.fired()).isEqualTo(1);
    fs.storage().restorePower();
    closeAfterLoss(file);
    assertThat(fs.client().exists("a")).isFalse();
  }

  @FuseTest
  void lossWithPowerKept_letsTheProgramGoOn(MountedFilesystem fs) {
    synced(fs, "a", filled(PAGE, 1));
    try (ClientFile file = fs.client().open("a", READ_WRITE)) {
      file.write(filled(10, 2));
      fs.faults().on(WRITE).loseUnsynced(Power.KEPT, 0);
      file.write(filled(10, 3), at(100));
      file.fsync();
    }
    byte[] expected = filled(PAGE, 1);
    java.util.Arrays.fill(expected, 100, 110, (byte) 3);
    assertThat(content(fs, "a")).isEqualTo(expected);
  }

  @FuseTest
  void someOfTheUnsyncedPages_surviveByTheSeed(MountedFilesystem fs) {
    Set<Integer> first = survivors(fs, "a");
    assertThat(first).hasSizeBetween(2, PAGES - 2);
    assertThat(survivors(fs, "b")).as("another inode has other luck").isNotEqualTo(first);
  }

  private static Set<Integer> survivors(MountedFilesystem fs, String path) {
    synced(fs, path, filled(PAGES * PAGE, 1));
    unsynced(fs, path, filled(PAGES * PAGE, 2));
    fs.faults().on(FSYNC).path(path).loseUnsynced(Power.CUT, 50);
    assertEio(() -> synced(fs, path, filled(1, 2)));
    fs.faults().reset();
    fs.storage().restorePower();
    byte[] content = content(fs, path);
    Set<Integer> survivors = new TreeSet<>();
    for (int page = 0; page < PAGES; page++) {
      byte[] bytes = java.util.Arrays.copyOfRange(content, page * PAGE, (page + 1) * PAGE);
      assertThat(bytes).isIn(filled(PAGE, 1), filled(PAGE, 2));
      if (bytes[0] == 2) {
        survivors.add(page);
      }
    }
    return survivors;
  }

  @FuseTest
  @FuseMount(value = FaultyDirectory.class, isolation = Isolation.PROCESS, options = "cache=16384")
  void cacheThatIsFull_isWrittenBack(MountedFilesystem fs) {
    unsynced(fs, "first", filled(3 * PAGE, 1));
    unsynced(fs, "second", filled(3 * PAGE, 2));
    fs.storage().loseUnsynced();
    assertThat(content(fs, "first")).isEqualTo(filled(3 * PAGE, 1));
    assertThat(fs.client().stat("second").size()).isZero();
  }
}
