package org.fusefixture.sample.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.errno.Errno.ENOMEM;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.kibibytes;
import static org.fusefixture.protocol.Offset.at;

import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FailedAllocation;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/**
 * The kernel runs out of memory at each of the places where a call of the client can need some.
 * What the guest's kernel complains of, and pages that stay behind, fail these tests by the guard.
 */
@Tag("patched")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    kernel = Kernel.PATCHED,
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes({COPY, SPLICE, SPLICE_USER_PAGES})
class ClientAllocationsPatchedIT {
  private static final ByteSize SIZE = kibibytes(64);

  @FuseTest
  void everyAllocationOfADirectWrite_failsCleanlyOrIsMadeUpFor(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("written", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE)) {
      AllocationSweep sweep =
          AllocationSweep.of(
              fs,
              "direct write",
              nth -> {
                pages.stamp(nth);
                return () -> file.write(pages);
              });
      assertThat(sweep.outOfMemory()).isPositive();
    }
    assertSound(fs);
  }

  @FuseTest
  void everyAllocationOfADirectRead_failsCleanlyOrIsMadeUpFor(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("read", CREATE, READ_WRITE, DIRECT);
        PageBuffer written = file.allocate(SIZE).stamp(1);
        PageBuffer pages = file.allocate(SIZE)) {
      file.write(written);
      AllocationSweep sweep = AllocationSweep.of(fs, "direct read", nth -> () -> file.read(pages));
      assertThat(sweep.outOfMemory()).isPositive();
      assertThat(pages.check(1).holds()).as("what the last read, without a failure, gave").isTrue();
    }
    assertSound(fs);
  }

  @FuseTest
  void everyAllocationOfABufferedWrite_failsCleanlyOrIsMadeUpFor(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("buffered", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(SIZE)) {
      AllocationSweep sweep =
          AllocationSweep.of(
              fs,
              "buffered write",
              nth -> {
                pages.stamp(nth);
                long at = (nth - 1) * SIZE.bytes(); // where no page is cached
                return () -> file.write(pages, at(at));
              });
      assertThat(sweep.outOfMemory()).isPositive();
    }
    assertSound(fs);
  }

  @FuseTest
  void everyAllocationOfAnOpenThatCreates_failsCleanlyOrIsMadeUpFor(MountedFilesystem fs) {
    AllocationSweep sweep =
        AllocationSweep.of(
            fs,
            "open",
            nth ->
                () -> {
                  fs.client().open("created-" + nth, CREATE, READ_WRITE, DIRECT).close();
                  return nth;
                });
    assertThat(sweep.outOfMemory()).isPositive();
    assertSound(fs);
  }

  @FuseTest
  void everyAllocationOfMetadataCalls_failsCleanlyOrIsMadeUpFor(MountedFilesystem fs) {
    AllocationSweep made =
        AllocationSweep.of(
            fs,
            "mkdir",
            nth ->
                () -> {
                  fs.client().mkdir("made-" + nth);
                  return nth;
                });
    AllocationSweep listed =
        AllocationSweep.of(fs, "list", nth -> () -> fs.client().names("").size());
    assertThat(made.outOfMemory()).isPositive();
    assertThat(listed.outOfMemory()).isPositive();
    assertSound(fs);
  }

  @FuseTest
  void theSameAllocationOfTheSameCall_failsAtTheSamePlaceEachTime(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("again", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE).stamp(1)) {
      file.write(pages);
      for (int i = 0; i < 5; i++) {
        FailedAllocation<ByteSize> failed =
            fs.client().failAllocation(2).of(() -> file.write(pages));
        assertThat(failed.site()).as("%s", failed).contains("fuse_io_alloc");
        assertThat(failed.error()).contains(ENOMEM);
      }
      assertThat(file.write(pages)).as("nothing is left of it").isEqualTo(SIZE);
    }
    assertThat(fs).file("again").holdsStamp(1);
  }

  @FuseTest
  void allocationThatIsNotMade_failsTheTestWithTheirNumber(MountedFilesystem fs) {
    assertThatThrownBy(() -> fs.client().failAllocation(10_000).of(() -> fs.client().stat("")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("call optional()")
        .hasMessageContaining("allocation 10000 of stat")
        .hasMessageContaining("did not fail");
    assertThat(fs.client().failAllocation(10_000).optional().of(() -> fs.client().names("")))
        .matches(FailedAllocation::succeeded)
        .matches(failed -> !failed.injected());
  }

  @FuseTest
  void failedAllocationOfAWrite_storesNothing(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("first", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE).stamp(1)) {
      file.write(pages);
      pages.stamp(2);
      FailedAllocation<ByteSize> failed = fs.client().failAllocation(1).of(() -> file.write(pages));
      assertThat(failed.error()).contains(ENOMEM);
    }
    assertThat(fs).file("first").holdsStamp(1);
  }

  private static void assertSound(MountedFilesystem fs) {
    assertThat(fs.integrity().holds()).as("%s", fs.integrity()).isTrue();
    GuestKernel.await()
        .untilAsserted(() -> assertThat(fs.server().report().session().unanswered()).isEmpty());
    new GuestKernel(fs).assertHoldsNoPages("a sweep");
  }
}
