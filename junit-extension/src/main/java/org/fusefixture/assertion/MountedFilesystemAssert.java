package org.fusefixture.assertion;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.junit.MountBreach;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.report.KernelCounterReport;
import org.fusefixture.report.KernelCounters;
import org.fusefixture.report.LateAccess;
import org.fusefixture.report.SessionStatistics;

/** Assertions on a mount and on the files in it. */
public final class MountedFilesystemAssert
    extends AbstractAssert<MountedFilesystemAssert, MountedFilesystem> {
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(10);

  MountedFilesystemAssert(MountedFilesystem actual) {
    super(actual, MountedFilesystemAssert.class);
  }

  /**
   * {@return assertions on a file, seen through the mount}
   *
   * @param path relative to the root of the mount
   */
  public MountedFileAssert file(String path) {
    isNotNull();
    return new MountedFileAssert(actual, path);
  }

  /**
   * {@return assertions on a file as the filesystem stored it, past mount and page cache}
   *
   * @param path relative to the root of the mount
   */
  public StoredFileAssert storedFile(String path) {
    isNotNull();
    return new StoredFileAssert(actual.storedFile(path), actual.client().stampOf(path, 0));
  }

  /**
   * Verifies that every file that the client wrote through its open files and mappings holds what
   * it may: during a write the old or the new bytes, after its return the new ones, and in what is
   * stored at least those that an fsync covered. Looks at what is stored, at the page cache, and
   * past it.
   *
   * <pre>{@code
   * file.write(pages);
   * assertThat(fs).keepsWhatWasWritten(); // fails if, say, the filesystem replied first
   * }</pre>
   *
   * @return this
   */
  public MountedFilesystemAssert keepsWhatWasWritten() {
    isNotNull();
    IntegrityVerdict verdict = actual.integrity();
    if (!verdict.holds()) {
      throwAssertionError(
          ContentMessages.shouldKeepWhatWasWritten(
              actual.mountPoint() + " in mode " + actual.mode(),
              verdict,
              actual.server().report().session().lateAccesses()));
    }
    return this;
  }

  /**
   * Verifies that there was at least one WRITE, and that the payload of each reached the server as
   * the mode says: through read(2) in COPY, through a pipe in the others, with the feature
   * negotiated in SPLICE_USER_PAGES. On the patched kernel also, by the kernel's own counters, that
   * the pages of direct writes were all referenced in SPLICE_USER_PAGES, and none of them in the
   * others.
   *
   * <pre>{@code
   * // passes if nothing fell back to a copy
   * assertThat(fs).transferredEveryWriteIn(SPLICE);
   * // fails in the same mount
   * assertThat(fs).transferredEveryWriteIn(COPY);
   * }</pre>
   *
   * @param mode that the mount should be in
   * @return this
   */
  public MountedFilesystemAssert transferredEveryWriteIn(TransferMode mode) {
    isNotNull();
    SessionStatistics statistics = actual.server().statistics();
    if (statistics.writesInMemory() + statistics.writesInPipe() == 0) {
      throwAssertionError(TransferMessages.shouldHaveWrites(statistics));
    }
    long wrong = mode.splices() ? statistics.writesInMemory() : statistics.writesInPipe();
    if (wrong > 0) {
      throwAssertionError(TransferMessages.shouldTransferEveryWriteIn(mode, statistics));
    }
    long flags = actual.description().initFlags();
    boolean userPages = (flags & TransferMessages.FLAG) != 0;
    if (userPages != (mode == TransferMode.SPLICE_USER_PAGES)) {
      throwAssertionError(TransferMessages.shouldNegotiateUserPages(mode, flags));
    }
    actual
        .kernelCounters()
        .found()
        .filter(counters -> wrongUserPages(mode, counters) > 0)
        .ifPresent(
            counters ->
                throwAssertionError(KernelCounterMessages.shouldMoveUserPagesAsIn(mode, counters)));
    return this;
  }

  private static long wrongUserPages(TransferMode mode, KernelCounters counters) {
    return mode == TransferMode.SPLICE_USER_PAGES
        ? counters.userPagesCopied()
        : counters.userPagesReferenced();
  }

  /**
   * Verifies by the kernel's own counters that direct writes were there, and that the server got
   * the client's pages themselves, none of them as a copy. Fails where the kernel does not count.
   *
   * @return this
   */
  public MountedFilesystemAssert kernelReferencedUserPages() {
    KernelCounters counters = kernelCounters();
    if (counters.userPagesReferenced() == 0 || counters.userPagesCopied() > 0) {
      throwAssertionError(KernelCounterMessages.shouldReferenceUserPages(counters));
    }
    return this;
  }

  /**
   * Verifies by the kernel's own counters that direct writes were there, and that the server got
   * copies of the client's pages, and no page itself. Fails where the kernel does not count.
   *
   * @return this
   */
  public MountedFilesystemAssert kernelCopiedUserPages() {
    KernelCounters counters = kernelCounters();
    if (counters.userPagesCopied() == 0 || counters.userPagesReferenced() > 0) {
      throwAssertionError(KernelCounterMessages.shouldCopyUserPages(counters));
    }
    return this;
  }

  /**
   * Verifies that the kernel saw no access to a user page after its reply, by whatever program.
   * Waits first until payloads that are still to be consumed were. Fails where the kernel does not
   * count.
   *
   * @return this
   */
  public MountedFilesystemAssert kernelCountedNoLateAccess() {
    return kernelCountedLateAccesses(0);
  }

  /**
   * As {@link #kernelCountedNoLateAccess}, but there were some.
   *
   * @return this
   */
  public MountedFilesystemAssert kernelCountedLateAccesses() {
    awaitLateAccesses();
    KernelCounters counters = kernelCounters();
    if (counters.lateAccesses() == 0) {
      throwAssertionError(KernelCounterMessages.shouldCountLateAccesses("some", counters));
    }
    return this;
  }

  /**
   * As {@link #kernelCountedNoLateAccess}, with their number.
   *
   * @param expected one for each pipe buffer, a page at most, in each system call
   * @return this
   */
  public MountedFilesystemAssert kernelCountedLateAccesses(long expected) {
    awaitLateAccesses();
    KernelCounters counters = kernelCounters();
    if (counters.lateAccesses() != expected) {
      throwAssertionError(
          KernelCounterMessages.shouldCountLateAccesses(Long.toString(expected), counters));
    }
    return this;
  }

  private KernelCounters kernelCounters() {
    isNotNull();
    KernelCounterReport report = actual.kernelCounters();
    if (report.found().isEmpty()) {
      throwAssertionError(KernelCounterMessages.shouldHaveKernelCounters(report.absence()));
    }
    return report.require();
  }

  /**
   * Verifies that no payload was touched after its reply. Waits first until those that are still to
   * be consumed were.
   *
   * @return this
   */
  public MountedFilesystemAssert hasNoLateAccess() {
    List<LateAccess> found = lateAccesses();
    if (!found.isEmpty()) {
      throwAssertionError(LateAccessMessages.shouldHaveNoLateAccess(found));
    }
    return this;
  }

  /**
   * Verifies that some payload was touched after its reply, and tolerates it.
   *
   * @return this
   */
  public MountedFilesystemAssert hasLateAccess() {
    List<LateAccess> found = lateAccesses();
    actual.tolerate(MountBreach.LATE_ACCESS);
    if (found.isEmpty()) {
      throwAssertionError(LateAccessMessages.shouldHaveLateAccess(actual.server().statistics()));
    }
    return this;
  }

  /**
   * Verifies how many payloads were touched after their reply, and tolerates it.
   *
   * @param expected number of payloads
   * @return this
   */
  public MountedFilesystemAssert hasLateAccesses(int expected) {
    List<LateAccess> found = lateAccesses();
    actual.tolerate(MountBreach.LATE_ACCESS);
    if (found.size() != expected) {
      throwAssertionError(LateAccessMessages.shouldHaveLateAccesses(expected, found));
    }
    return this;
  }

  private List<LateAccess> lateAccesses() {
    awaitLateAccesses();
    return actual.server().report().session().lateAccesses();
  }

  private void awaitLateAccesses() {
    isNotNull();
    if (!actual.server().awaitLateAccesses(SETTLE_LIMIT)) {
      throwAssertionError(LateAccessMessages.shouldSettle(SETTLE_LIMIT));
    }
  }
}
