package org.fusefixture.sample.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.filesystem.Opcode.FLUSH;
import static org.fusefixture.filesystem.Opcode.GETLK;
import static org.fusefixture.filesystem.Opcode.RELEASE;
import static org.fusefixture.filesystem.Opcode.SETLK;
import static org.fusefixture.filesystem.Opcode.SETLKW;
import static org.fusefixture.sample.kernel.TestClient.ROOT;

import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.sample.kernel.Answer;
import org.fusefixture.sample.kernel.Message;
import org.fusefixture.sample.kernel.TestClient;
import org.fusefixture.sample.kernel.TestKernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FileLocksTest {
  private static final int READ = 0;
  private static final int WRITE = 1;
  private static final int UNLOCK = 2;
  private static final int POSIX = 0;
  private static final int FLOCK = 1;
  private static final long END = Long.MAX_VALUE;

  private final TestKernel kernel = new TestKernel(Fixtures.memory());
  private final TestClient client = new TestClient(kernel);
  private long file;
  private long other;

  @BeforeEach
  void makeFiles() {
    file = client.create(ROOT, "file", 0644).node();
    other = client.create(ROOT, "other", 0644).node();
  }

  private Errno set(long owner, long start, long end, int type) {
    return errorOf(client.lock(SETLK, file, owner, owner, start, end, type, POSIX));
  }

  private Errno errorOf(long request) {
    return kernel.answer(request).orElseThrow().error().orElse(null);
  }

  private Answer test(long owner, long start, long end, int type) {
    return kernel
        .answer(client.lock(GETLK, file, owner, owner, start, end, type, POSIX))
        .orElseThrow();
  }

  @Test
  void overlappingWriteLock_isRefusedAndNamed() {
    assertThat(set(1, 10, 19, WRITE)).isNull();
    assertThat(set(2, 19, 30, READ)).isEqualTo(Errno.EAGAIN);
    assertThat(set(2, 20, 30, WRITE)).isNull();

    Answer conflict = test(2, 0, END, READ);
    assertThat(conflict.u64(0)).isEqualTo(10);
    assertThat(conflict.u64(8)).isEqualTo(19);
    assertThat(conflict.u32(16)).isEqualTo(WRITE);
    assertThat(conflict.u32(20)).isEqualTo(1);
    assertThat(test(2, 40, 50, WRITE).u32(16)).isEqualTo(UNLOCK);
  }

  @Test
  void unlockInTheMiddle_splitsTheLock() {
    set(1, 0, 99, WRITE);
    set(1, 40, 59, UNLOCK);
    assertThat(set(2, 40, 59, WRITE)).isNull();
    assertThat(set(2, 39, 39, WRITE)).isEqualTo(Errno.EAGAIN);
    assertThat(set(2, 60, 60, WRITE)).isEqualTo(Errno.EAGAIN);
  }

  @Test
  void adjacentLocksOfOneType_becomeOne() {
    set(1, 0, 9, WRITE);
    set(1, 20, 29, WRITE);
    set(1, 10, 19, WRITE);
    Answer conflict = test(2, 15, 15, WRITE);
    assertThat(conflict.u64(0)).isZero();
    assertThat(conflict.u64(8)).isEqualTo(29);
  }

  @Test
  void downgrade_letsReadersIn() {
    set(1, 0, END, WRITE);
    long waiting = client.lock(SETLKW, file, 2, 2, 0, 9, READ, POSIX);
    assertThat(kernel.answer(waiting)).isEmpty();
    set(1, 0, END, READ);
    assertThat(errorOf(waiting)).isNull();
  }

  @Test
  void waiter_isAnsweredOnceTheLockIsFree() {
    set(1, 0, 9, WRITE);
    long waiting = client.lock(SETLKW, file, 2, 2, 5, 5, WRITE, POSIX);
    assertThat(kernel.answer(waiting)).isEmpty();
    set(1, 0, 4, UNLOCK);
    assertThat(kernel.answer(waiting)).isEmpty();
    set(1, 5, 9, UNLOCK);
    assertThat(errorOf(waiting)).isNull();
    assertThat(set(1, 5, 5, READ)).isEqualTo(Errno.EAGAIN);
  }

  @Test
  void interruptedWaiter_givesUp() {
    set(1, 0, 9, WRITE);
    long waiting = client.lock(SETLKW, file, 2, 2, 0, 9, WRITE, POSIX);
    kernel.interrupt(waiting);
    assertThat(errorOf(waiting)).isEqualTo(Errno.EINTR);
    set(1, 0, 9, UNLOCK);
    assertThat(set(3, 0, 9, WRITE)).as("the waiter has no lock").isNull();
  }

  @Test
  void interruptBeforeItsRequest_isNotLost() {
    set(1, 0, 9, WRITE);
    long next = client.lock(GETLK, file, 1, 1, 0, 0, READ, POSIX) + 2;
    kernel.interrupt(next);
    long waiting = client.lock(SETLKW, file, 2, 2, 0, 9, WRITE, POSIX);
    assertThat(waiting).isEqualTo(next);
    assertThat(errorOf(waiting)).isEqualTo(Errno.EINTR);
  }

  @Test
  void deadlockThroughTwoFiles_isRefused() {
    set(1, 0, 0, WRITE);
    client.lock(SETLK, other, 2, 2, 0, 0, WRITE, POSIX);
    long waiting = client.lock(SETLKW, other, 1, 1, 0, 0, WRITE, POSIX);
    assertThat(kernel.answer(waiting)).isEmpty();
    assertThat(errorOf(client.lock(SETLKW, file, 2, 2, 0, 0, WRITE, POSIX)))
        .isEqualTo(Errno.EDEADLK);
  }

  @Test
  void closedDescriptor_dropsAllLocksOfItsProcess() {
    set(1, 0, 9, WRITE);
    client.lock(SETLK, file, 77, 1, 20, 29, WRITE, POSIX);
    long waiting = client.lock(SETLKW, file, 2, 2, 0, 29, WRITE, POSIX);
    kernel.call(FLUSH, file, Message.empty().u64(99).u32(0, 0).u64(1)).ok();
    assertThat(errorOf(waiting)).isNull();
  }

  @Test
  void releasedFile_dropsItsFlockAndOfdLocks() {
    client.lock(SETLK, file, 5, 100, 0, END, WRITE, FLOCK);
    client.lock(SETLK, file, 5, 101, 0, 9, WRITE, POSIX);
    long flock = client.lock(SETLKW, file, 6, 102, 0, END, READ, FLOCK);
    long ofd = client.lock(SETLKW, file, 6, 103, 0, END, READ, POSIX);
    assertThat(kernel.answer(flock)).isEmpty();
    assertThat(kernel.answer(ofd)).isEmpty();
    kernel.call(RELEASE, file, Message.empty().u64(5).u32(0, 0).u64(0)).ok();
    assertThat(errorOf(flock)).isNull();
    assertThat(errorOf(ofd)).isNull();
  }

  @Test
  void flockAndPosixLocks_doNotSeeEachOther() {
    client.lock(SETLK, file, 1, 1, 0, END, WRITE, FLOCK);
    assertThat(set(2, 0, END, WRITE)).isNull();
  }

  @Test
  void failedConversionOfFlock_losesTheOldLock() {
    Opcode set = SETLK;
    client.lock(set, file, 1, 1, 0, END, READ, FLOCK);
    client.lock(set, file, 2, 2, 0, END, READ, FLOCK);
    assertThat(errorOf(client.lock(set, file, 1, 1, 0, END, WRITE, FLOCK))).isEqualTo(Errno.EAGAIN);
    assertThat(errorOf(client.lock(set, file, 2, 2, 0, END, WRITE, FLOCK))).isNull();
  }
}
