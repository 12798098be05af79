package org.fusefixture.internal.linux;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.fusefixture.errno.Errno;

/**
 * A child that is a copy of this process, as fork(2) makes it: its memory is shared until one of
 * both writes (copy on write). It does nothing by itself; what it is to do to its memory is done
 * through /proc/PID/mem, which takes the same page faults in its address space.
 *
 * <p>A child of a virtual machine has one thread only, and must not run Java: clone(2) of the C
 * library has it start in pause(2) instead, where it stays until it is killed. It shares the table
 * of open files with its parent (CLONE_FILES), so that it keeps no file open by itself.
 */
public final class ProcessCopy implements AutoCloseable {
  private static final int SIGCHLD = 17;
  private static final int CLONE_FS = 0x200;
  private static final int CLONE_FILES = 0x400;
  private static final int STACK = 64 << 10;
  private static final long END_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final LibC.CloneFunctions C = SystemCall.bind(LibC.CloneFunctions.class);

  private final int pid;
  private final NativeBuffer stack;
  private boolean closed;

  private ProcessCopy(int pid, NativeBuffer stack) {
    this.pid = pid;
    this.stack = stack;
  }

  /** Makes a copy of this process as it is now. */
  public static ProcessCopy create() {
    NativeBuffer stack = NativeBuffer.allocate(STACK);
    try {
      long top = stack.address() + STACK - 64; // aligned to 16 bytes, as every ABI wants it
      long pause = SystemCall.addressOf("pause");
      int pid =
          (int)
              SystemCall.perform(
                  "clone",
                  () -> C.clone(pause, top, CLONE_FS | CLONE_FILES | SIGCHLD, 0),
                  "CLONE_FS|CLONE_FILES|SIGCHLD");
      return new ProcessCopy(pid, stack);
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** Its process number. */
  public int pid() {
    return pid;
  }

  /** Opens its memory; offsets are addresses. */
  public Fd openMemory() {
    return LinuxPaths.open(LinuxPath.of("/proc/" + pid + "/mem"), OpenFlag.O_RDWR);
  }

  /** Kills it and waits until it is gone. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      LinuxProcesses.kill(pid, LinuxProcesses.SIGKILL);
      awaitEnd();
    } catch (LinuxException e) {
      if (!e.is(Errno.ESRCH) && !e.is(Errno.ECHILD)) {
        throw e; // who collects all dead children of PID 1 may have been quicker
      }
    } finally {
      stack.close();
    }
  }

  private void awaitEnd() {
    long start = System.nanoTime();
    while (!LinuxProcesses.reap(pid)) {
      if (System.nanoTime() - start > END_NANOS) {
        throw new IllegalStateException("process " + pid + " does not end, even by SIGKILL");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
