package org.fusefixture.sample.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.errno.Errno.ENOSYS;
import static org.fusefixture.fault.trigger.Phase.AFTER_REPLY;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.Opcode.GETXATTR;
import static org.fusefixture.filesystem.Opcode.READ;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.kibibytes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
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
import org.fusefixture.mount.Kernel;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/**
 * The kernel runs out of memory while the server receives a request or sends a reply, at each place
 * where it needs some. One thread, so that the next request is received by the one that is hit.
 */
@Tag("patched")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    kernel = Kernel.PATCHED,
    threads = 1,
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes({COPY, SPLICE, SPLICE_USER_PAGES})
class ServerAllocationsPatchedIT {
  private static final ByteSize SIZE = kibibytes(64);
  private static final int MOST = 200;

  /** What of a request could not be handed over, the kernel answers with EIO (fuse_dev_do_read). */
  @FuseTest
  void everyAllocationWhileAWriteIsReceived_failsTheWriteOrNothing(MountedFilesystem fs) {
    Receipt none = fs.faults().on(GETXATTR).first(1).optional().fail(ENOSYS);
    fs.client().writeText("first", "asks for security.capability, once");
    none.remove();
    try (ClientFile file = fs.client().open("received", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE)) {
      List<String> sites =
          sweep(
              fs,
              nth -> Rule.on(FSYNC).at(AFTER_REPLY).optional().failAllocation(nth),
              nth -> {
                pages.stamp(nth);
                file.fsync();
                return () -> file.write(pages);
              });
      if (fs.mode() == COPY) {
        return; // into memory that is there already: nothing, or a page table
      }
      assertThat(sites).as("the page of the header").anyMatch(site -> site.contains("fuse_copy"));
      if (fs.mode() == SPLICE_USER_PAGES) {
        assertThat(sites).as("the loan").anyMatch(site -> site.contains("fuse_lend_page"));
        assertThat(sites).hasSizeLessThan(10);
      } else {
        assertThat(sites).as("a copy of each page").hasSizeGreaterThan(16);
      }
    }
  }

  @FuseTest
  void everyAllocationWhileAReplyIsSent_isMadeUpForByTheSession(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("replied", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE)) {
      sweep(
          fs,
          nth -> Rule.on(WRITE).at(BEFORE_REPLY).optional().failAllocation(nth),
          nth -> {
            pages.stamp(nth);
            return () -> file.write(pages);
          });
      sweep(
          fs,
          nth -> Rule.on(READ).at(BEFORE_REPLY).optional().failAllocation(nth),
          nth -> () -> file.read(pages));
    }
  }

  @FuseTest
  void allocationThatIsNotMade_isANearMiss(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("missed", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE).stamp(1)) {
      Receipt receipt = fs.faults().on(WRITE).optional().failAllocation(10_000);
      file.write(pages);
      fs.faults().reset();
      assertThat(receipt.now().matched()).isEqualTo(1);
      assertThat(receipt.now().fired()).isZero();
      assertThat(receipt.now().nearMisses())
          .anyMatch(miss -> miss.contains("the call that sends the reply made"));
    }
  }

  @FuseTest
  void faultThatIsTakenBack_hitsNoLaterRequest(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("later", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE).stamp(1)) {
      file.write(pages);
      fs.faults().on(FSYNC).at(AFTER_REPLY).optional().failAllocation(1);
      file.fsync();
      fs.faults().reset();
      long failures = fs.server().report().session().failures().size();
      assertThat(file.write(pages)).isEqualTo(SIZE);
      assertThat(fs.server().report().session().failures()).hasSize((int) failures);
    }
  }

  /** Which fault, and which call. */
  private interface Step<T> {
    T of(int nth);
  }

  /** One allocation after the other fails; what the receipts say of those that did. */
  private static List<String> sweep(
      MountedFilesystem fs, Step<Rule> rule, Step<Supplier<ByteSize>> call) {
    List<String> details = new ArrayList<>();
    RuleReceipt last;
    int nth = 0;
    do {
      nth++;
      assertThat(nth).as("endlessly many allocations").isLessThan(MOST);
      Receipt receipt = fs.faults().set(rule.of(nth));
      Supplier<ByteSize> prepared = call.of(nth);
      ClientIOException failure = null;
      try {
        prepared.get();
      } catch (ClientIOException e) {
        failure = e;
      }
      fs.faults().reset();
      last = receipt.now();
      if (failure != null) {
        assertThat(last.fired()).as("it failed for no reason: %s", last).isEqualTo(1);
        assertThat(failure.errno()).as("%s", last).contains(EIO);
      }
      if (last.fired() > 0) {
        details.add(
            last.firings().get(0).detail() + (failure == null ? "" : "; the caller got EIO"));
      }
    } while (last.fired() > 0);
    System.out.println(fs.mode() + ":\n  " + String.join("\n  ", details) + "\n  then " + last);
    assertThat(fs.integrity().holds()).as("%s", fs.integrity()).isTrue();
    GuestKernel.await()
        .untilAsserted(
            () -> {
              assertThat(fs.server().report().session().unanswered()).isEmpty();
              assertThat(fs.server().waiting()).isZero();
            });
    new GuestKernel(fs).assertHoldsNoPages("a sweep");
    return details;
  }
}
