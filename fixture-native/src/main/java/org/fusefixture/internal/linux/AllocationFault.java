package org.fusefixture.internal.linux;

import java.util.regex.Pattern;
import java.util.regex.Matcher;
import java.util.ArrayList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fusefixture.errno.Errno;

/**
 * One allocation of the kernel that fails during the next system call of the calling thread.
 *
 * <pre>
 *   arm(3) --next call enters--> fail-nth of the thread is 3
 *                                  kmalloc     2
 *                                  alloc_page  1
 *                                  kmalloc     0: this one fails
 *          --call leaves------->  what is left in fail-nth is read, and cleared
 * </pre>
 *
 * <p>The number is set right before the call and read right after it, so it counts the allocations
 * of that call, and of the faults that the virtual machine takes in between, which are rare. See
 * Documentation/fault-injection/fault-injection.rst and lib/fault-inject.c, Linux 6.12: nothing but
 * the thread's own {@code /proc/thread-self/fail-nth} decides, and nothing is drawn.
 *
 * <p>Used by one thread; closing it takes the fault back.
 */
public final class AllocationFault implements AutoCloseable {
  private static final String FAIL_NTH = "/proc/thread-self/fail-nth";

  /** Whether only GFP_ATOMIC allocations can fail; the kernel's default is that, and so useless. */
  private static final Path WAITING_SPARED = Path.of("/sys/kernel/debug/failslab/ignore-gfp-wait");

  private static final int BUFFER_BYTES = 16;
  private static final LibC.FileFunctions C = SystemCall.bind(LibC.FileFunctions.class);
  private static final ThreadLocal<AllocationFault> CURRENT = new ThreadLocal<>();

  private enum State {
    ARMED,
    IN_CALL,
    OVER
  }

  private final boolean transfersOnly;
  private final Fd failNth;
  private final NativeBuffer text = NativeBuffer.allocate(BUFFER_BYTES);
  private final KernelLog log = openLog();
  private volatile State state = State.ARMED;
  private volatile int left;
  private volatile boolean entered;
  private long result;
  private volatile boolean cancelled;

  private AllocationFault(int nth, boolean transfersOnly) {
    this.transfersOnly = transfersOnly;
    left = nth;
    failNth = LinuxPaths.open(LinuxPath.of(FAIL_NTH), OpenFlag.O_RDWR);
    put(0); // so that the calls are linked, and their pages there, when it matters
    get(text);
  }

  /** Why no allocation can be made to fail here, with what to do instead; empty if it can. */
  public static Optional<String> obstacle() {
    String instead = "; use the patched kernel (kernel = Kernel.PATCHED), which can do it";
    if (!Files.isWritable(Path.of(FAIL_NTH))) {
      return Optional.of(
          "no allocation of this kernel ("
              + System.getProperty("os.version")
              + ") can be made to fail: "
              + FAIL_NTH
              + (Files.exists(Path.of(FAIL_NTH))
                  ? " is not writable"
                  : " is missing, as CONFIG_FAULT_INJECTION is off")
              + instead);
    }
    try {
      if (Files.readString(WAITING_SPARED).startsWith("N")) {
        return Optional.empty();
      }
      return Optional.of(
          WAITING_SPARED + " is Y, so that hardly any allocation can fail; write N to it");
    } catch (IOException e) {
      return Optional.of(
          WAITING_SPARED
              + " cannot be read: CONFIG_FAILSLAB and CONFIG_FAULT_INJECTION_DEBUG_FS are needed,"
              + " and a debugfs on /sys/kernel/debug"
              + instead);
    }
  }

  /**
   * Makes one allocation fail.
   *
   * @param nth which one of those of the next system call, from 1
   */
  public static AllocationFault arm(int nth) {
    return arm(nth, false);
  }

  /** As {@link #arm}, of the next call that reads, writes or splices. */
  public static AllocationFault armTransfer(int nth) {
    return arm(nth, true);
  }

  private static AllocationFault arm(int nth, boolean transfersOnly) {
    if (nth < 1) {
      throw new IllegalArgumentException("allocations count from 1, not from " + nth);
    }
    AllocationFault fault = new AllocationFault(nth, transfersOnly);
    CURRENT.set(fault);
    SystemCall.ARMED.incrementAndGet();
    return fault;
  }

  /** A system call starts; any, or one that moves bytes. */
  static void enter(boolean transfer) {
    AllocationFault fault = CURRENT.get();
    if (fault != null
        && fault.state == State.ARMED
        && !fault.cancelled
        && (transfer || !fault.transfersOnly)) {
      fault.entered = true;
      fault.put(fault.left);
      fault.state = State.IN_CALL;
    }
  }

  /** A system call has returned. */
  static void leave(long returned) {
    AllocationFault fault = CURRENT.get();
    if (fault != null && fault.state == State.IN_CALL) {
      fault.left = fault.get(fault.text);
      fault.put(0);
      fault.result = returned;
      boolean again = fault.left > 0 && SystemCall.isInterrupted(returned);
      fault.state = again ? State.ARMED : State.OVER;
    }
  }

  /** Whether a system call came at all. */
  public boolean isEntered() {
    return entered;
  }

  /** Whether the allocation failed. */
  public boolean isInjected() {
    return entered && left == 0 && state == State.OVER && !cancelled;
  }

  /**
   * Where the allocation failed: functions of the kernel, the innermost first; empty where the
   * kernel does not tell. To be asked once, when the call has returned.
   */
  public List<String> site() {
    return log == null || !isInjected() ? List.of() : FailureSite.of(log.read());
  }

  /** Whether the allocation has failed by now, though the call may not have returned yet. */
  public synchronized boolean isSpent() {
    if (state == State.ARMED || cancelled || !failNth.isOpen()) {
      return false;
    }
    if (state == State.OVER) {
      return left == 0;
    }
    try (NativeBuffer digits = NativeBuffer.allocate(BUFFER_BYTES)) {
      return get(digits) == 0;
    }
  }

  /** Takes the fault back while the call may still wait in the kernel; from any thread. */
  public synchronized void cancel() {
    cancelled = true;
    if (!failNth.isOpen()) {
      return;
    }
    try (NativeBuffer zero = NativeBuffer.allocate(BUFFER_BYTES)) {
      zero.bytes().put(0, (byte) '0');
      C.pwrite(failNth.descriptor(), zero.address(), 1, 0);
    }
  }

  /** How many more allocations it would have taken. */
  public int left() {
    return left;
  }

  /** What the call returned: a number, or -errno. */
  public long result() {
    return result;
  }

  /** The error of the call, if it had one. */
  public Optional<Errno> error() {
    return result < 0 ? Errno.of((int) -result) : Optional.empty();
  }

  @Override
  public synchronized void close() {
    if (CURRENT.get() == this) {
      CURRENT.remove();
      SystemCall.ARMED.decrementAndGet();
      put(0);
    }
    failNth.close();
    text.close();
    if (log != null) {
      log.close();
    }
  }

  private static KernelLog openLog() {
    try {
      return KernelLog.openAtEnd();
    } catch (LinuxException e) {
      return null; // says less then: the failure itself does not depend on it
    }
  }

  private void put(int number) {
    byte[] digits = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < digits.length; i++) {
      text.bytes().put(i, digits[i]);
    }
    long written = C.pwrite(failNth.descriptor(), text.address(), digits.length, 0);
    if (written != digits.length) {
      throw new IllegalStateException(FAIL_NTH + " does not take " + number);
    }
  }

  private int get(NativeBuffer text) {
    long size = C.pread(failNth.descriptor(), text.address(), BUFFER_BYTES, 0);
    int number = 0;
    for (int i = 0; i < size && Character.isDigit(text.bytes().get(i)); i++) {
      number = 10 * number + text.bytes().get(i) - '0';
    }
    return number;
  }

  /**
   * Where an allocation failed, from what the kernel says of it (fail_dump of lib/fault-inject.c and
   * dump_stack, Linux 6.12). Some allocations fail in silence: those with __GFP_NOWARN.
   */
  static final class FailureSite {
    private static final String START = "FAULT_INJECTION: forcing a failure";
    private static final Pattern FRAME = Pattern.compile("([A-Za-z_][\\w.]*)\\+0x[0-9a-f]+/0x");
    private static final Pattern OWN =
        Pattern.compile(
            "should_fail.*|fail_dump.*|_*dump_stack.*|show_stack|_printk|um_.*|.*show_stack.*");
    private static final int MOST = 12;

    private FailureSite() {}

    /** Functions of the last failure, the innermost first; empty if nothing was said. */
    static List<String> of(List<String> log) {
      int start = -1;
      for (int i = 0; i < log.size(); i++) {
        start = log.get(i).contains(START) ? i : start;
      }
      List<String> frames = new ArrayList<>();
      for (int i = start + 1; start >= 0 && i < log.size() && frames.size() < MOST; i++) {
        Matcher frame = FRAME.matcher(log.get(i));
        if (frame.find() && !OWN.matcher(frame.group(1)).matches()) {
          frames.add(frame.group(1));
        }
      }
      return frames;
    }
  }
}
