package org.fusefixture.filesystem;

import java.util.Objects;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
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
    long unique = reply.unique().value();
    try {
      opcode.serve(filesystem, request, reply);
    } catch (ErrnoException e) {
      failIfOpen(opcode, reply, e.errno());
    } catch (
        Throwable
            e) { // whatever a filesystem under test throws must neither end the loop nor hang the
      // caller
      failures.failed(opcode, unique, e);
      failIfOpen(opcode, reply, Errno.EIO);
    }
  }

  private static void failIfOpen(Opcode opcode, Reply reply, Errno errno) {
    if (opcode.hasReply() && !reply.isSent()) {
      reply.fail(errno);
    }
  }
}
