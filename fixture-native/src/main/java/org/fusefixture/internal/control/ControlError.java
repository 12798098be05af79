package org.fusefixture.internal.control;

import java.util.Objects;

/**
 * Why a call of the control API failed; the {@code data} of a JSON-RPC error.
 *
 * @param kind what sort of failure, for programs
 * @param call what was asked for, with its arguments, for example {@code pwrite("notes", ...)}
 * @param errno the positive error number where the kernel gave one, otherwise 0
 * @param message one line that says what happened and what to do
 * @param detail stacks of the server and the end of its standard error, or empty
 */
public record ControlError(Kind kind, String call, int errno, String message, String detail) {

  /** The sorts of failure. */
  public enum Kind {
    /** A system call failed; {@link ControlError#errno()} says how. */
    ERRNO,
    /** A time limit passed; the connection of the mount was aborted. */
    TIMEOUT,
    /** The mount cannot be had as asked for, for example in this transfer mode. */
    MOUNT_REFUSED,
    /** The server process of the mount is gone. */
    SERVER_DIED,
    /** The call itself is wrong: an unknown identifier, a value out of range, another version. */
    BAD_REQUEST,
    /** The filesystem under test cannot be loaded or constructed, or threw. */
    FILESYSTEM_FAILED,
    /** The stream to the other process ended. */
    DISCONNECTED,
    /** A defect of the fixture; the detail has the stack. */
    INTERNAL
  }

  public ControlError {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(message, "message");
    call = call == null ? "" : call;
    detail = detail == null ? "" : detail;
    if (errno < 0) {
      throw new IllegalArgumentException("errno (" + errno + ") must not be negative");
    }
  }

  /** A failure without error number and detail. */
  public static ControlError of(Kind kind, String call, String message) {
    return new ControlError(kind, call, 0, message, "");
  }

  /** The same with other detail. */
  public ControlError withDetail(String text) {
    return new ControlError(kind, call, errno, message, text);
  }
}
