package org.fusefixture.internal.linux;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;

/**
 * A system call failed. The message names the call, its arguments, the error, and what can be done
 * about it: {@code splice(fd 7 -> fd 9, 1048656 bytes) failed: EINVAL (22), Invalid argument: ...}.
 */
public final class LinuxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final int number;

  /**
   * @param call name of the system call
   * @param number the positive error number
   * @param arguments what it was called with
   */
  public LinuxException(String call, int number, Object... arguments) {
    super(message(call, number, arguments));
    this.call = call;
    this.number = number;
  }

  /** Name of the system call. */
  public String call() {
    return call;
  }

  /** The positive error number. */
  public int number() {
    return number;
  }

  /** The error, if it is one of {@link Errno}. */
  public Optional<Errno> errno() {
    return Errno.of(number);
  }

  /** Whether the call failed with this error. */
  public boolean is(Errno errno) {
    return number == errno.number();
  }

  /** The same error as the answer of a filesystem; EIO where Linux does not define the number. */
  public ErrnoException toErrnoException() {
    return new ErrnoException(errno().orElse(Errno.EIO), getMessage());
  }

  private static String message(String call, int number, Object... arguments) {
    String list = Stream.of(arguments).map(String::valueOf).collect(Collectors.joining(", "));
    String failure =
        call
            + "("
            + list
            + ") failed: "
            + Errno.describe(number)
            + Errno.of(number).map(errno -> ", " + errno.description()).orElse("");
    return Advice.on(call, number).map(advice -> failure + ": " + advice).orElse(failure);
  }
}
