package org.fusefixture.junit;

/** A breach that fails a test, unless the test {@link Tolerates} it. */
public enum MountBreach {
  /** The filesystem accessed a payload after its reply. */
  LATE_ACCESS("late access to a payload"),
  /** A request has no reply although the test is over. */
  UNANSWERED_REQUEST("unanswered request"),
  /** A reply of the filesystem broke a rule of the FUSE protocol. */
  PROTOCOL("broken rule of the protocol"),
  /** The filesystem's lookup counts differ from those of the kernel. */
  LOOKUP_COUNT("unbalanced lookup count"),
  /** The test did not close a {@link ClientFile}. */
  OPEN_FILE("file left open by the test"),
  /**
   * The test, or a process that it started, has descriptors, memory mappings or its working
   * directory on a visible mount.
   */
  TEST_JVM_LEFTOVER("left by the test"),
  /** Descriptors or threads of the filesystem were left when its session had ended. */
  SERVER_LEFTOVER("left in the server"),
  /** The filesystem said at its end that it has lost what it had acknowledged. */
  LOST_AT_END("lost at the end"),
  /** Mounts, processes or directories were left in the sandbox. */
  SANDBOX_LEFTOVER("left in the sandbox"),
  /** User pages stayed pinned, or lent to a pipe, when the last mount of a guest was gone. */
  PAGE_LEFTOVER("pages left behind"),
  /** The guest's kernel logged a WARNING, a BUG or an Oops. */
  KERNEL_COMPLAINT("complaint of the kernel");

  private final String title;

  MountBreach(String title) {
    this.title = title;
  }

  /** For messages. */
  String title() {
    return title;
  }
}
