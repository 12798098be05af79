package org.fusefixture.sample.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.assertion.Times.times;
import static org.fusefixture.errno.Errno.ENOSYS;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.fault.trigger.Phase.RECEIVED;
import static org.fusefixture.filesystem.Opcode.GETXATTR;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.kibibytes;
import static org.fusefixture.sample.client.PageChange.FORK_AND_PARENT_WRITES;
import static org.fusefixture.sample.client.PageChange.STAMP;

import java.util.function.Supplier;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.junit.CallUnderWay;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/** What of a direct write arrives when something happens to its pages before it returns. */
@Tag("host")
@Tag("patched")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes({COPY, SPLICE, SPLICE_USER_PAGES})
class PagesUnderWayIT {
  static final ByteSize SIZE = kibibytes(64);

  /**
   * The kernel has pinned the pages, and no byte was read: pages that were unmapped or discarded
   * are still there for the kernel; a fork gives the child copies of pinned pages, so that the
   * parent's stores still go to the pinned ones (copy_present_page of mm/memory.c, Linux 6.12).
   */
  @FuseTest
  void changeWhileTheRequestIsQueued_arrivesIfItIsAStoreOfTheClient(MountedFilesystem fs) {
    askForNoAttributes(fs);
    for (PageChange change : PageChange.values()) {
      boolean stored = change == STAMP || change == FORK_AND_PARENT_WRITES;
      happens(
          fs, "queued-" + change, change, stored ? 2 : 1, call -> fs.client().whileQueued(call));
    }
  }

  /** Where user pages are lent, the server has the client's pages; elsewhere it has a copy. */
  @FuseTest
  void changeWhileTheServerHasTheRequest_arrivesWhereTheStoredPagesAreLent(MountedFilesystem fs) {
    for (PageChange change : PageChange.values()) {
      boolean stored = change == STAMP || change == FORK_AND_PARENT_WRITES;
      boolean lent = fs.mode() == SPLICE_USER_PAGES;
      String path = "received-" + change;
      happens(fs, path, change, stored && lent ? 2 : 1, call -> held(fs, path, RECEIVED, call));
    }
  }

  @FuseTest
  void changeAfterTheFilesystemHasConsumed_neverArrives(MountedFilesystem fs) {
    for (PageChange change : PageChange.values()) {
      String path = "consumed-" + change;
      happens(fs, path, change, 1, call -> held(fs, path, BEFORE_REPLY, call));
    }
  }

  /** From now on the first request of a write is WRITE. */
  private static void askForNoAttributes(MountedFilesystem fs) {
    Receipt none = fs.faults().on(GETXATTR).first(1).fail(ENOSYS);
    fs.client().writeText("first", "asks for security.capability");
    assertThat(none).fired(times(1));
  }

  private static CallUnderWay<ByteSize> held(
      MountedFilesystem fs, String path, Phase phase, Supplier<ByteSize> call) {
    Receipt hang = fs.faults().on(WRITE).path(path).at(phase).hang();
    return fs.client().during(hang, call);
  }

  /** Holds a call up. */
  @FunctionalInterface
  private interface Hold {
    CallUnderWay<ByteSize> start(Supplier<ByteSize> call);
  }

  private static void happens(
      MountedFilesystem fs, String path, PageChange change, long expected, Hold hold) {
    try (ClientFile file = fs.client().open(path, CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE).stamp(1);
        CallUnderWay<ByteSize> write = hold.start(() -> file.write(pages))) {
      change.happen(fs, pages);
      assertThat(write.isDone()).isFalse();
      assertThat(write.finish()).isEqualTo(SIZE);
    }
    assertThat(fs).as("%s", path).file(path).holdsStamp(expected);
  }
}
