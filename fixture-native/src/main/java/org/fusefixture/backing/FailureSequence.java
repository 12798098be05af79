package org.fusefixture.backing;

import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;

/**
 * Failures to write something back. Each is told once to everyone who has it open, and to who opens
 * it next if nobody was told, as errseq_t of Linux does (lib/errseq.c). Guarded by the volume's
 * lock.
 */
final class FailureSequence {
  private long failures;
  private boolean told = true;
  private Errno errno = Errno.EIO;
  private String message = "";

  void add(ErrnoException failure) {
    failures++;
    told = false;
    errno = failure.errno();
    message = failure.getMessage();
  }

  /** Starts to watch, as open(2) does. */
  Reader reader() {
    return new Reader(told ? failures : failures - 1);
  }

  /** Whoever has it open. */
  final class Reader {
    private long seen;

    private Reader(long seen) {
      this.seen = seen;
    }

    /** Fails with the last failure, unless this reader was told of it. */
    void tell() {
      if (seen != failures) {
        seen = failures;
        told = true;
        throw new ErrnoException(errno, message);
      }
    }
  }
}
