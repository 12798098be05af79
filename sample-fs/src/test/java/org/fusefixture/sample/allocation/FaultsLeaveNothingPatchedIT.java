package org.fusefixture.sample.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.fault.effect.Damage.flippedBits;
import static org.fusefixture.fault.trigger.Phase.AFTER_REPLY;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.fault.trigger.Phase.RECEIVED;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.kibibytes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.junit.CallUnderWay;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.ClientProcess;
import org.fusefixture.junit.FilesystemMount;
import org.fusefixture.junit.ForkedClient;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountBreach;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/**
 * Whatever goes wrong on a mount, in the end the kernel holds no page of a writer for it, and the
 * sandbox no mount and no process: looked at from another mount in the same guest.
 */
@Tag("patched")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    kernel = Kernel.PATCHED,
    timeout = "60s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(SPLICE_USER_PAGES)
class FaultsLeaveNothingPatchedIT {
  private static final ByteSize SIZE = kibibytes(64);
  private static final long PAGES = SIZE.bytes() / 4096;

  private static final FilesystemMount HIT =
      FilesystemMount.of(MemoryFileSystem.class)
          .withKernel(Kernel.PATCHED)
          .withMode(SPLICE_USER_PAGES)
          .withTimeout(Duration.ofSeconds(60));

  /** The counters move: without this, that they are zero would say nothing. */
  @FuseTest
  void writeUnderWay_hasItsPagesPinnedAndLent(MountedFilesystem outside) {
    GuestKernel kernel = new GuestKernel(outside);
    leavesNothing(
        outside,
        "held and released",
        fs ->
            writtenByAnotherProcess(
                fs,
                writer -> {
                  assertThat(kernel.lentPages()).isEqualTo(PAGES);
                  assertThat(kernel.pinnedPages()).isEqualTo(PAGES);
                }));
  }

  @FuseTest
  void serverKilledWithAPayloadInItsPipe_leavesNothing(MountedFilesystem outside) {
    leavesNothing(outside, "server killed", fs -> fails(fs, held -> fs.server().kill()));
  }

  @FuseTest
  void connectionAbortedWithAPayloadInAPipe_leavesNothing(MountedFilesystem outside) {
    leavesNothing(outside, "connection aborted", fs -> fails(fs, held -> fs.server().abort()));
  }

  @FuseTest
  void droppedRequest_leavesNothing(MountedFilesystem outside) {
    leavesNothing(
        outside,
        "request dropped",
        fs -> {
          fs.tolerate(MountBreach.UNANSWERED_REQUEST, MountBreach.OPEN_FILE);
          Receipt drop = fs.faults().on(WRITE).path("notes").at(RECEIVED).drop();
          ClientFile file = direct(fs);
          try (PageBuffer pages = file.allocate(SIZE).stamp(1)) {
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> file.write(pages));
            await().until(() -> drop.fired() == 1);
            fs.server().abort();
            assertThat(waiting).failsWithin(Duration.ofSeconds(20));
          }
          attempt(file::close);
        });
  }

  @FuseTest
  void changedPayloads_leaveNothing(MountedFilesystem outside) {
    leavesNothing(
        outside,
        "payloads torn, corrupted, lost, refused",
        fs -> {
          try (ClientFile file = direct(fs);
              PageBuffer pages = file.allocate(SIZE).stamp(1)) {
            fs.faults().on(WRITE).nth(1).tornWrite(4, 1, 3);
            fs.faults().on(WRITE).nth(2).corrupt(flippedBits(3));
            fs.faults().on(WRITE).nth(3).acknowledgeOnly();
            fs.faults().on(WRITE).nth(4).at(RECEIVED).fail(EIO);
            for (int i = 0; i < 4; i++) {
              attempt(() -> file.write(pages));
            }
          }
        });
  }

  @FuseTest
  void failedAllocations_leaveNothing(MountedFilesystem outside) {
    leavesNothing(
        outside,
        "allocations failed",
        fs -> {
          try (ClientFile file = direct(fs);
              PageBuffer pages = file.allocate(SIZE).stamp(1)) {
            for (int nth = 1; nth <= 4; nth++) {
              fs.client().failAllocation(nth).optional().of(() -> file.write(pages));
              fs.faults().on(WRITE).at(BEFORE_REPLY).nth(1).optional().failAllocation(nth);
              fs.faults().on(FSYNC).at(AFTER_REPLY).nth(1).optional().failAllocation(nth);
              file.fsync();
              attempt(() -> file.write(pages));
              fs.faults().reset();
            }
          }
        });
  }

  @FuseTest
  void clientProcessKilledInFlight_leavesNothing(MountedFilesystem outside) {
    leavesNothing(outside, "client killed", fs -> writtenByAnotherProcess(fs, ClientProcess::kill));
  }

  @FuseTest
  void forkAndUnmapInFlight_leaveNothing(MountedFilesystem outside) {
    leavesNothing(
        outside,
        "forked and unmapped",
        fs -> {
          try (ClientFile file = direct(fs);
              PageBuffer pages = file.allocate(SIZE).stamp(1);
              CallUnderWay<ByteSize> write = held(fs, file, pages)) {
            try (ForkedClient fork = fs.client().fork()) {
              fork.stamp(pages, 2);
              pages.unmap();
            }
            assertThat(write.finish()).isEqualTo(SIZE);
          }
        });
  }

  @FuseTest
  void unmountWithAWriteInFlight_leavesNothing(MountedFilesystem outside) {
    leavesNothing(
        outside,
        "unmounted in flight",
        fs ->
            writtenByAnotherProcess(
                fs,
                writer ->
                    assertThat(
                            outside
                                .run(Duration.ofSeconds(20), "umount", "-l", fs.mountPoint())
                                .succeeded())
                        .isTrue()));
  }

  /** Does something while the WRITE of another process is under way, which ends then. */
  private static void writtenByAnotherProcess(MountedFilesystem fs, Consumer<ClientProcess> event) {
    Receipt hang = fs.faults().on(WRITE).path("notes").at(RECEIVED).hang();
    try (ClientProcess writer = fs.client().startWriter("notes", SIZE, 1)) {
      await().until(() -> hang.fired() == 1);
      event.accept(writer);
      hang.release();
      await().until(() -> writer.state().returned() || !writer.state().alive());
    }
  }

  /** Does something to a server that has a WRITE's payload in its pipe; the write may fail. */
  private static void fails(MountedFilesystem fs, Consumer<CallUnderWay<ByteSize>> event) {
    fs.tolerate(MountBreach.OPEN_FILE, MountBreach.UNANSWERED_REQUEST);
    ClientFile file = direct(fs);
    try (PageBuffer pages = file.allocate(SIZE).stamp(1)) {
      CallUnderWay<ByteSize> write = held(fs, file, pages);
      event.accept(write);
      attempt(fs.faults()::release);
      attempt(write::result);
    }
    attempt(file::close);
  }

  private static void leavesNothing(
      MountedFilesystem outside, String what, Consumer<MountedFilesystem> fault) {
    GuestKernel kernel = new GuestKernel(outside);
    kernel.assertHoldsNoPages("before " + what);
    long mounts = kernel.mounts();
    HIT.use(
        fs -> {
          fault.accept(fs);
          return null;
        });
    kernel.assertHoldsNoPages(what);
    assertThat(kernel.mounts()).as("%s: FUSE mounts in the guest", what).isEqualTo(mounts);
    await()
        .untilAsserted(
            () ->
                assertThat(kernel.servers())
                    .as("%s: servers, that of this mount and one in reserve", what)
                    .isLessThanOrEqualTo(2));
  }

  private static ClientFile direct(MountedFilesystem fs) {
    return fs.client().open("notes", CREATE, READ_WRITE, DIRECT);
  }

  private static CallUnderWay<ByteSize> held(
      MountedFilesystem fs, ClientFile file, PageBuffer pages) {
    Receipt hang = fs.faults().on(WRITE).path("notes").at(RECEIVED).hang();
    return fs.client().during(hang, () -> file.write(pages));
  }

  private static void attempt(Runnable call) {
    try {
      call.run();
    } catch (ClientIOException | ControlException e) {
      assertThat(e).hasMessageNotContaining("INTERNAL");
    }
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
  }
}
