package org.fusefixture.internal.serving;

import java.util.Objects;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.Unique;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.request.Request;

/**
 * Hands decoded requests to a filesystem, and answers with an error where it throws: {@link
 * ErrnoException} with its error, anything else with EIO.
 */
public final class Dispatcher {
  /** Gets the exceptions that a filesystem should not have thrown. */
  @FunctionalInterface
  public interface FailureListener {
    void failed(Opcode opcode, long unique, Throwable failure);
  }

  /** Serves decoded requests. */
  @FunctionalInterface
  public interface Target {
    /** Serves a request; may throw anything. */
    void serve(Opcode opcode, Request request, Reply reply);

    /** The methods of a filesystem, one for each operation. */
    static Target methodsOf(FuseFilesystem filesystem) {
      Objects.requireNonNull(filesystem);
      return (opcode, request, reply) -> opcode.serve(filesystem, request, reply);
    }
  }

  private final Target target;
  private final FailureListener failures;

  public Dispatcher(FuseFilesystem filesystem, FailureListener failures) {
    this(Target.methodsOf(filesystem), failures);
  }

  public Dispatcher(Target target, FailureListener failures) {
    this.target = Objects.requireNonNull(target);
    this.failures = Objects.requireNonNull(failures);
  }

  /** Serves one request; the filesystem may give the reply later. */
  public void dispatch(Opcode opcode, Request request, Reply reply) {
    dispatch(opcode, request.unique().value(), request, reply);
  }

  /**
   * As {@link #dispatch(Opcode, Request, Reply)}, without making an object.
   *
   * @param number of the request, see {@link Request#unique()}; once the reply is given, the
   *     objects may serve another request
   */
  public void dispatch(Opcode opcode, long number, Request request, Reply reply) {
    try {
      target.serve(opcode, request, reply);
    } catch (ErrnoException e) {
      Unique unique = new Unique(number);
      if (!opcode.hasReply()) {
        report(opcode, unique, "failed with " + e.errno() + ", but the operation has no reply", e);
      } else if (!reply.failIfUnsent(unique, e.errno())) {
        report(opcode, unique, "failed with " + e.errno() + " after its reply", e);
      }
    } catch (Throwable e) { // must neither end the session's loop nor leave the caller waiting
      try {
        failures.failed(opcode, number, e);
      } finally {
        if (opcode.hasReply()) {
          reply.failIfUnsent(new Unique(number), Errno.EIO);
        }
      }
    }
  }

  private void report(Opcode opcode, Unique unique, String what, ErrnoException cause) {
    failures.failed(opcode, unique.value(), new IllegalStateException(opcode + " " + what, cause));
  }
}
