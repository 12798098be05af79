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
 * Hands decoded requests to a filesystem, and turns what it throws into answers: {@link
 * ErrnoException} into its error, anything else into EIO.
 */
public final class Dispatcher {
  /** Is told of exceptions that a filesystem should not have thrown. */
  @FunctionalInterface
  public interface FailureListener {
    void failed(Opcode opcode, long unique, Throwable failure);
  }

  private final FuseFilesystem filesystem;
  private final FailureListener failures;

  public Dispatcher(FuseFilesystem filesystem, FailureListener failures) {
    this.filesystem = Objects.requireNonNull(filesystem);
    this.failures = Objects.requireNonNull(failures);
  }

  /** Serves one request; its reply may still be open afterwards, to be given later. */
  public void dispatch(Opcode opcode, Request request, Reply reply) {
    dispatch(opcode, request.unique().value(), request, reply);
  }

  /**
   * As {@link #dispatch(Opcode, Request, Reply)}, without making an object.
   *
   * @param number of the request, see {@link Request#unique()}; once the reply is given, request
   *     and reply may be in use for another one
   */
  public void dispatch(Opcode opcode, long number, Request request, Reply reply) {
    try {
      opcode.serve(filesystem, request, reply);
    } catch (ErrnoException e) {
      Unique unique = new Unique(number);
      if (!opcode.hasReply()) {
        report(opcode, unique, "failed with " + e.errno() + ", but nobody waits for an answer", e);
      } else if (!reply.failIfUnsent(unique, e.errno())) {
        report(opcode, unique, "failed with " + e.errno() + " after its reply", e);
      }
    } catch (
        Throwable
            e) { // whatever a filesystem under test throws must neither end the loop nor hang the
      // caller
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
