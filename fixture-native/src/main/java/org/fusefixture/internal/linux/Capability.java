package org.fusefixture.internal.linux;

/** Capabilities of a thread (capabilities(7)), numbered as in include/uapi/linux/capability.h. */
public enum Capability {
  CHOWN(0),
  DAC_OVERRIDE(1),
  FOWNER(3),
  FSETID(4),
  KILL(5),
  SETGID(6),
  SETUID(7),
  IPC_LOCK(14),
  SYS_CHROOT(18),
  SYS_ADMIN(21),
  SYS_RESOURCE(24),
  MKNOD(27);

  private static final int VERSION_3 = 0x20080522;
  private static final int PR_CAPBSET_READ = 23;

  private final int number;

  Capability(int number) {
    this.number = number;
  }

  /** Whether the calling thread may use it now. */
  public boolean isEffective() {
    return (sets()[word(0)] & mask()) != 0;
  }

  /** Whether the calling thread could ever get it. */
  public boolean isBounding() {
    return LinuxProcesses.prctl(PR_CAPBSET_READ, number) == 1;
  }

  /**
   * Takes it from the calling thread, effective, permitted and inheritable, for good; other threads
   * keep it.
   */
  public void drop() {
    int[] sets = sets();
    for (int set = 0; set < 3; set++) {
      sets[word(set)] &= ~mask();
    }
    SystemCall.perform(
        "capset", () -> LinuxProcesses.functions().capset(header(), sets), "without CAP_" + this);
  }

  /** Effective, permitted, inheritable (struct __user_cap_data_struct), low word then high word. */
  private static int[] sets() {
    int[] sets = new int[6];
    SystemCall.perform("capget", () -> LinuxProcesses.functions().capget(header(), sets));
    return sets;
  }

  private static int[] header() {
    return new int[] {VERSION_3, 0};
  }

  private int word(int set) {
    return set + 3 * (number / Integer.SIZE);
  }

  private int mask() {
    return 1 << number % Integer.SIZE;
  }
}
