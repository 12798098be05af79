package org.fusefixture.internal.control.mount;

import java.util.List;

/**
 * How a mount ended.
 *
 * @param clean whether umount2(2) without flags did it and the server left by itself with status 0
 * @param aborted whether its connection was aborted, now or before
 * @param detached whether it had to be unmounted lazily (MNT_DETACH)
 * @param serverExit how the server process ended, for example "status 0" or "SIGKILL"
 * @param millis that it took
 * @param notes what was not clean, one line each
 */
public record UnmountResult(
    boolean clean,
    boolean aborted,
    boolean detached,
    String serverExit,
    long millis,
    List<String> notes) {
  public UnmountResult {
    notes = notes == null ? List.of() : List.copyOf(notes);
  }
}
