package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.assertion.Times.never;
import static org.fusefixture.assertion.Times.times;
import static org.fusefixture.errno.Errno.EACCES;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.fault.trigger.Outcome.FAIL;
import static org.fusefixture.fault.trigger.Outcome.PASS;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.Opcode.MKDIR;
import static org.fusefixture.filesystem.Opcode.READ;
import static org.fusefixture.filesystem.Opcode.RENAME;
import static org.fusefixture.filesystem.Opcode.RENAME2;
import static org.fusefixture.filesystem.Opcode.UNLINK;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.sample.fault.Calls.PAGE;
import static org.fusefixture.sample.fault.Calls.assertFails;
import static org.fusefixture.sample.fault.Calls.direct;
import static org.fusefixture.sample.fault.Calls.filled;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fusefixture.fault.Firing;
import org.fusefixture.fault.RuleBuilder;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/** Every kind of trigger. */
@Tag("host")
@Tag("container")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = {Isolation.PROCESS, Isolation.CONTAINER},
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(SPLICE)
class TriggerFaultsIT extends EmptyAtFirst {

  @FuseTest
  void opcodes_areHitAndOthersAreNot(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(READ, FSYNC).fail(EIO);
      file.write(filled(PAGE, 1));
      assertFails(EIO, file::fsync);
      assertFails(EIO, () -> file.read(bytes(PAGE)));
      assertThat(receipt).fired(times(2));
    }
  }

  @FuseTest
  void exactPath_isHit(MountedFilesystem fs) {
    hitsOf(fs, rule -> rule.path("d/one.db"), "d/one.db");
  }

  @FuseTest
  void glob_staysWithinADirectoryUnlessItCrosses(MountedFilesystem fs) {
    hitsOf(fs, rule -> rule.pathGlob("*.db"), "top.db");
    hitsOf(fs, rule -> rule.pathGlob("**.db"), "top.db", "d/one.db", "d/two.db");
  }

  @FuseTest
  void regex_isOfTheWholePath(MountedFilesystem fs) {
    hitsOf(fs, rule -> rule.pathRegex("d/(one|three).*"), "d/one.db");
  }

  @FuseTest
  void prefix_isHit(MountedFilesystem fs) {
    hitsOf(fs, rule -> rule.pathPrefix("d/t"), "d/two.db", "d/text");
  }

  @FuseTest
  void suffix_isHit(MountedFilesystem fs) {
    hitsOf(fs, rule -> rule.pathSuffix("text"), "d/text");
  }

  @FuseTest
  void nodeId_isHit(MountedFilesystem fs) {
    List<Firing> seen = new ArrayList<>();
    try (ClientFile a = direct(fs, "a");
        ClientFile b = direct(fs, "b")) {
      Receipt all = fs.faults().on(WRITE).delay(Duration.ofNanos(1));
      a.write(filled(8, 1));
      seen.addAll(all.firings());
      fs.faults().reset();
      fs.faults().on(WRITE).nodeId(seen.get(0).nodeId()).fail(EIO);
      b.write(filled(8, 1));
      assertFails(EIO, () -> a.write(filled(8, 1)));
    }
  }

  /** The files of these paths and no others fail, though they were looked up before the rule. */
  private static void hitsOf(
      MountedFilesystem fs, UnaryOperator<RuleBuilder<Receipt>> paths, String... hit) {
    if (!fs.client().exists("d")) {
      fs.client().mkdir("d");
    }
    List<String> all = List.of("top.db", "d/one.db", "d/two.db", "d/text");
    List<ClientFile> files = all.stream().map(path -> direct(fs, path)).toList();
    Receipt receipt = paths.apply(fs.faults().on(WRITE)).fail(EIO);
    List<String> failed = new ArrayList<>();
    for (ClientFile file : files) {
      if (fails(file, 0)) {
        failed.add(file.path());
      }
      file.close();
    }
    assertThat(failed).containsExactlyInAnyOrder(hit);
    assertThat(receipt).fired(times(hit.length));
    fs.faults().reset();
  }

  @FuseTest
  void path_followsRenames(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "old")) {
      Receipt receipt = fs.faults().on(WRITE).path("new").fail(EIO);
      file.write(filled(8, 1));
      fs.client().rename("old", "new");
      assertFails(EIO, () -> file.write(filled(8, 1)));
      fs.client().rename("new", "old");
      file.write(filled(8, 1));
      assertThat(receipt).fired(times(1));
    }
  }

  @FuseTest
  void path_followsADirectoryThatIsRenamed(MountedFilesystem fs) {
    fs.client().mkdir("before");
    try (ClientFile file = direct(fs, "before/file")) {
      fs.faults().on(WRITE).path("after/file").fail(EIO);
      fs.client().rename("before", "after");
      assertFails(EIO, () -> file.write(filled(8, 1)));
    }
  }

  @FuseTest
  void path_ofAFileThatIsUnlinkedIsItsLastOne(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      fs.faults().on(WRITE).path("notes").fail(EIO);
      fs.client().unlink("notes");
      assertFails(EIO, () -> file.write(filled(8, 1)));
    }
  }

  @FuseTest
  void path_isThatOfTheNameWhereAnOperationHasOne(MountedFilesystem fs) {
    fs.client().mkdir("d");
    direct(fs, "d/file").close();
    fs.faults().on(MKDIR).path("d/forbidden").fail(EACCES);
    fs.faults().on(UNLINK).path("d/file").fail(EACCES);
    fs.faults().on(RENAME, RENAME2).path("d/target").fail(EACCES);
    fs.client().mkdir("d/allowed");
    assertFails(EACCES, () -> fs.client().mkdir("d/forbidden"));
    assertFails(EACCES, () -> fs.client().unlink("d/file"));
    assertFails(EACCES, () -> fs.client().rename("d/file", "d/target"));
  }

  @FuseTest
  void byteRange_isHitByWhatTouchesIt(MountedFilesystem fs) {
    Receipt receipt = fs.faults().on(WRITE).bytes(at(8192), at(12288)).fail(EIO);
    try (ClientFile file = direct(fs, "notes")) {
      file.write(filled(PAGE, 1), at(4096));
      assertThat(receipt.nearMisses())
          .anyMatch(miss -> miss.contains("offset 4096 (4096 bytes) is outside 8192..12288"));
      assertFails(EIO, () -> file.write(filled(2 * PAGE, 1), at(4097)));
      assertFails(EIO, () -> file.write(filled(1, 1), at(12287)));
      file.write(filled(1, 1), at(12288));
    }
    assertThat(receipt).fired(times(2));
  }

  @FuseTest
  void block_isAByteRange(MountedFilesystem fs) {
    Receipt receipt = fs.faults().on(WRITE).block(2, bytes(512)).fail(EIO);
    assertThat(receipt.now().rule()).contains("from: 1024");
    try (ClientFile file = direct(fs, "notes")) {
      file.write(filled(512, 1), at(512));
      assertFails(EIO, () -> file.write(filled(512, 1), at(1024)));
    }
  }

  @FuseTest
  void uid_isThatOfTheCaller(MountedFilesystem fs) {
    hitsNobody(fs, fs.faults().on(MKDIR).uid(12345).fail(EIO));
  }

  @FuseTest
  void gid_isThatOfTheCaller(MountedFilesystem fs) {
    hitsNobody(fs, fs.faults().on(MKDIR).gid(12346).fail(EIO));
  }

  private static void hitsNobody(MountedFilesystem fs, Receipt receipt) {
    fs.client().chmod("", 0777);
    fs.client().mkdir("mine");
    assertThat(Scripts.run(fs, Scripts.NOBODY + " mkdir theirs").succeeded()).isFalse();
    assertThat(receipt).fired(times(1));
  }

  @FuseTest
  void pid_isThatOfTheCaller(MountedFilesystem fs) {
    Receipt all = fs.faults().on(MKDIR).when(AnyRequest.class).delay(Duration.ofNanos(1));
    fs.client().mkdir("seen");
    assertThat(all).fired(times(1));
    int pid = AnyRequestPid.of(fs);
    Receipt mine = fs.faults().on(MKDIR).pid(pid).fail(EIO);
    Scripts.shell(fs, "mkdir other");
    // The client has several threads, one of which the kernel named; its turn comes again.
    Calls.await().until(() -> !makes(fs, "mine"));
    assertThat(mine).fired(times(1));
  }

  private static boolean makes(MountedFilesystem fs, String path) {
    try {
      fs.client().mkdir(path);
      fs.client().rmdir(path);
      return true;
    } catch (ClientIOException e) {
      return false;
    }
  }

  @FuseTest
  void nth_isHitAlone(MountedFilesystem fs) {
    assertThat(failures(fs, fs.faults().on(WRITE).nth(3).fail(EIO))).containsExactly(3);
  }

  @FuseTest
  void every_hitsMultiples(MountedFilesystem fs) {
    assertThat(failures(fs, fs.faults().on(WRITE).every(3).fail(EIO))).containsExactly(3, 6, 9);
  }

  @FuseTest
  void first_hitsUntilItSwitches(MountedFilesystem fs) {
    assertThat(failures(fs, fs.faults().on(WRITE).first(2).fail(EIO))).containsExactly(1, 2);
  }

  @FuseTest
  void after_hitsOnceItSwitches(MountedFilesystem fs) {
    assertThat(failures(fs, fs.faults().on(WRITE).after(8).fail(EIO))).containsExactly(9, 10);
  }

  @FuseTest
  void sequence_isFollowedOnce(MountedFilesystem fs) {
    assertThat(failures(fs, fs.faults().on(WRITE).sequence(PASS, PASS, FAIL).fail(EIO)))
        .containsExactly(3);
  }

  @FuseTest
  void cycle_isFollowedAgainAndAgain(MountedFilesystem fs) {
    assertThat(failures(fs, fs.faults().on(WRITE).cycle(FAIL, PASS, PASS).fail(EIO)))
        .containsExactly(1, 4, 7, 10);
  }

  @FuseTest
  void probability_isDrawnFromTheSeed(MountedFilesystem fs) {
    List<Integer> once = failures(fs, fs.faults().on(WRITE).probability(0.5).fail(EIO));
    assertThat(once).hasSizeBetween(1, 9);
    fs.faults().reset();
    // The same names, inode and seed; an inode of its own for each test keeps others out.
    try (ClientFile file = direct(fs, "counted")) {
      Receipt again = fs.faults().on(WRITE).probability(0.5).fail(EIO);
      List<Integer> twice = new ArrayList<>();
      for (int i = 1; i <= 10; i++) {
        if (fails(file, i * 8L)) {
          twice.add(i);
        }
      }
      assertThat(twice).isEqualTo(once);
      assertThat(again.matched()).isEqualTo(10);
    }
  }

  /** Which of ten writes fail. */
  private static List<Integer> failures(MountedFilesystem fs, Receipt receipt) {
    List<Integer> failed = new ArrayList<>();
    try (ClientFile file = direct(fs, "counted")) {
      for (int i = 1; i <= 10; i++) {
        if (fails(file, i * 8L)) {
          failed.add(i);
        }
      }
    }
    assertThat(receipt).matched(times(10)).fired(times(failed.size()));
    return failed;
  }

  private static boolean fails(ClientFile file, long offset) {
    try {
      file.write(filled(8, 1), at(offset));
      return false;
    } catch (ClientIOException e) {
      return true;
    }
  }

  @FuseTest
  void timeWindow_isCountedFromTheSettingOfTheRule(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt later =
          fs.faults().on(WRITE).between(Duration.ofHours(1), Duration.ofHours(2)).fail(EIO);
      Receipt soon =
          fs.faults().on(WRITE).between(Duration.ofMillis(300), Duration.ofHours(1)).fail(EIO);
      later.optional();
      Calls.await().until(() -> fails(file, 0));
      assertThat(soon.firings().get(0).sinceSet()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
      assertThat(later).fired(never());
    }
  }

  @FuseTest
  void predicate_decides(MountedFilesystem fs) {
    Receipt receipt = fs.faults().on(WRITE).when(EvenOffsets.class).fail(EIO);
    try (ClientFile file = direct(fs, "notes")) {
      assertFails(EIO, () -> file.write(filled(8, 1)));
      file.write(filled(8, 1), at(PAGE));
      assertFails(EIO, () -> file.write(filled(8, 1), at(2 * PAGE)));
    }
    assertThat(receipt).fired(times(2));
  }

  @FuseTest
  void predicateThatCannotBeMade_isRefused(MountedFilesystem fs) {
    assertThatThrownBy(() -> fs.faults().set("on: WRITE, when: no.such.Class, fail: EIO"))
        .hasMessageContaining("there is no class no.such.Class");
  }

  @FuseTest
  void twoRulesOfOneName_areRefused(MountedFilesystem fs) {
    fs.faults().on(WRITE).named("same").optional().fail(EIO);
    assertThatThrownBy(() -> fs.faults().on(READ).named("same").fail(EIO))
        .hasMessageContaining("a rule with the name same is set already");
  }

  @FuseTest
  void removedRule_hitsNothingAnyMore(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).fail(EIO);
      assertFails(EIO, () -> file.write(filled(8, 1)));
      receipt.remove();
      file.write(filled(8, 1));
      assertThat(receipt).fired(times(1));
    }
  }
}
