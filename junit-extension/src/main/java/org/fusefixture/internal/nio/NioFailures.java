package org.fusefixture.internal.nio;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;

/** NioFailures of the agent's calls as the exceptions that users of {@code Files} know. */
final class NioFailures {
  private NioFailures() {}

  /**
   * What to throw.
   *
   * @param path what was asked for
   * @param other second path of the call, or null
   * @throws ClosedFileSystemException if the mount is gone
   */
  static IOException translate(ControlException failure, MountPath path, MountPath other) {
    ControlError error = failure.error();
    String file = path.toString();
    String second = other == null ? null : other.toString();
    IOException result;
    if (error.kind() == ControlError.Kind.ERRNO) {
      result = ofErrno(error, file, second);
    } else if (failure.getCause() instanceof InterruptedException) {
      result = new ClosedByInterruptException();
    } else if (error.kind() == ControlError.Kind.BAD_REQUEST
        || error.kind() == ControlError.Kind.INTERNAL) {
      throw failure; // a defect of the fixture, not a finding on the filesystem
    } else {
      result = new FileSystemException(file, second, failure.getMessage());
    }
    result.initCause(failure);
    return result;
  }

  private static IOException ofErrno(ControlError error, String file, String other) {
    String reason =
        Errno.of(error.errno()).map(Errno::description).orElse(Errno.describe(error.errno()));
    Errno errno = Errno.of(error.errno()).orElse(Errno.EIO);
    return switch (errno) {
      case ENOENT -> new NoSuchFileException(file, other, null);
      case EEXIST -> new FileAlreadyExistsException(file, other, null);
      case EACCES -> new AccessDeniedException(file, other, null);
      // The agent says here what became of the connection.
      case ENOTCONN, ECONNABORTED -> new FileSystemException(file, other, error.message());
      default -> new FileSystemException(file, other, reason);
    };
  }

  /** Whether the kernel answered with this error. */
  static boolean is(IOException failure, Errno errno) {
    return failure.getCause() instanceof ControlException cause
        && cause.kind() == ControlError.Kind.ERRNO
        && cause.error().errno() == errno.number();
  }

  /** Another exception for the same failure. */
  static <T extends Throwable> T because(T better, IOException failure) {
    better.initCause(failure.getCause());
    return better;
  }
}
