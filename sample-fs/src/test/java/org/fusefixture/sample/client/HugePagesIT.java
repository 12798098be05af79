package org.fusefixture.sample.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.fault.trigger.Phase.RECEIVED;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.posix.ByteSize.mebibytes;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fusefixture.junit.CallUnderWay;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.protocol.Offset;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Huge pages that are split, and small ones that are collapsed, during a direct write. */
@Tag("host")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    lifecycle = MountLifecycle.PER_CLASS)
@InModes({COPY, SPLICE})
class HugePagesIT {
  private static final ByteSize HUGE = mebibytes(2);
  private static final Path SETTING = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

  @BeforeAll
  static void requireHugePages() throws IOException {
    assumeTrue(
        Files.exists(SETTING) && !Files.readString(SETTING).contains("[never]"),
        () -> "this kernel makes no transparent huge pages: " + SETTING);
  }

  @FuseTest
  void hugePageThatIsSplitDuringAWrite_arrivesWhole(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("split", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocateHuge(HUGE).stamp(1)) {
      makeHuge(pages);
      Receipt hang = fs.faults().on(WRITE).path("split").first(1).at(RECEIVED).hang();
      try (CallUnderWay<ByteSize> write = fs.client().during(hang, () -> file.write(pages))) {
        assertThat(pages.splitHugePages()).isEqualTo(bytes(0));
        pages.discard(Offset.ZERO, ByteSize.bytes(4096)); // gives up one small page of the huge one
        assertThat(write.finish()).isEqualTo(HUGE);
      }
    }
    assertThat(fs).file("split").holdsStamp(1);
  }

  @FuseTest
  void smallPagesThatAreCollapsedDuringAWrite_arriveWhole(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("collapsed", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocateHuge(HUGE).stamp(1)) {
      makeHuge(pages);
      pages.discard().stamp(1).splitHugePages();
      Receipt hang = fs.faults().on(WRITE).path("collapsed").first(1).at(RECEIVED).hang();
      try (CallUnderWay<ByteSize> write = fs.client().during(hang, () -> file.write(pages))) {
        tryCollapse(pages);
        assertThat(pages.check(1).holds()).isTrue();
        assertThat(write.finish()).isEqualTo(HUGE);
      }
    }
    assertThat(fs).file("collapsed").holdsStamp(1);
  }

  /** Pinned pages are not moved: the kernel may refuse. */
  private static void tryCollapse(PageBuffer pages) {
    try {
      pages.collapse();
    } catch (ClientIOException e) {
      assertThat(e.errno().orElseThrow().name()).isIn("EAGAIN", "EBUSY", "EINVAL", "ENOMEM");
    }
  }

  private static void makeHuge(PageBuffer pages) {
    if (pages.inHugePages().equals(bytes(0))) {
      pages.collapse();
    }
    assertThat(pages.inHugePages()).isEqualTo(HUGE);
  }
}
