package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.device.MessageSource;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.splice.SplicePipe;
import org.fusefixture.protocol.OpenDescriptor;

/**
 * The splice modes: messages arrive in a pipe, and the payload of a WRITE stays there until it is
 * consumed.
 *
 * <pre>
 *   receive     | fuse_in_header fuse_write_in | page | page | ...
 *   head        | page | page | ...               80 bytes were read out
 *   take, put   | |                               verified empty: the next message may come
 * </pre>
 */
final class PipePayload extends BorrowedPayload {
  /** What a read of a pipe says that is empty before its time, as it never blocks. */
  private static final int EAGAIN = -Errno.EAGAIN.number();

  private static final int EINVAL = -Errno.EINVAL.number();
  private static final int BOUNCE = 64 * 1024;

  private final Storage storage;
  private SplicePipe pipe;

  /** For messages that do not fit into the head, like a long extended attribute; made at need. */
  private ByteBuffer spill;

  PipePayload(LateAccessWatch watch, Storage storage) {
    super(watch);
    this.storage = storage;
    pipe = storage.takePipe();
  }

  @Override
  int receive(MessageSource source) {
    if (!pipe.verifyEmpty()) {
      replace();
    }
    return source.receive(pipe, storage.largestMessage());
  }

  @Override
  void head(ByteBuffer target, long targetAddress, int length) {
    readFully(targetAddress, length);
  }

  @Override
  ByteBuffer message(ByteBuffer head, long headAddress, int headLength, int length) {
    if (length <= head.capacity()) {
      if (length > headLength) {
        readFully(headAddress + headLength, length - headLength);
      }
      return head;
    }
    if (spill == null) {
      spill = storage.takeMemory();
    }
    spill.put(0, head, 0, headLength);
    readFully(LinuxMemory.addressOf(spill) + headLength, length - headLength);
    return spill;
  }

  @Override
  public boolean isInPipe() {
    return true;
  }

  @Override
  int take(ByteBuffer target, int from, int count) {
    if (target.isDirect() && !target.isReadOnly()) {
      readFully(LinuxMemory.addressOf(target) + target.position(), count);
      return count;
    }
    ByteBuffer bounce = bounce();
    int done = 0;
    while (done < count) {
      int step = Math.min(BOUNCE, count - done);
      readFully(LinuxMemory.addressOf(bounce), step);
      target.put(target.position() + done, bounce, 0, step);
      done += step;
    }
    return count;
  }

  @Override
  int put(OpenDescriptor file, long at, int from, int count) {
    long moved = pipe.move(file, at, count);
    if (moved == EINVAL) {
      return copyInto(file, at, Math.min(BOUNCE, count)); // not every file takes a splice
    }
    if (moved <= 0) {
      int errno = moved == 0 ? Errno.EIO.number() : (int) -moved;
      throw new LinuxException("splice", errno, pipe + " -> " + file, count + " bytes")
          .toErrnoException();
    }
    return (int) moved;
  }

  @Override
  void reset() {
    if (!pipe.recover()) {
      replace();
    }
  }

  /** Other than to empty it, to close a pipe is no access to the pages in it. */
  private void replace() {
    pipe.close();
    pipe = storage.takePipe();
  }

  @Override
  void release() {
    if (pipe.verifyEmpty()) {
      storage.give(pipe);
    } else {
      pipe.close();
    }
    if (spill != null) {
      storage.give(spill);
      spill = null;
    }
  }

  private int copyInto(OpenDescriptor file, long at, int count) {
    long address = LinuxMemory.addressOf(bounce());
    readFully(address, count);
    try {
      LinuxFiles.pwriteFully(file, address, count, at);
      return count;
    } catch (LinuxException e) {
      throw e.toErrnoException();
    }
  }

  private ByteBuffer bounce() {
    if (spill == null) {
      spill = storage.takeMemory();
    }
    return spill;
  }

  private void readFully(long address, int count) {
    int done = 0;
    while (done < count) {
      long read = pipe.read(address + done, count - done);
      if (read == 0 || read == EAGAIN) {
        throw new IllegalStateException(
            "the payload's pipe ended " + (count - done) + " bytes early: " + pipe);
      }
      if (read < 0) {
        throw new LinuxException("read payload", (int) -read, pipe, (count - done) + " bytes")
            .toErrnoException();
      }
      done += (int) read;
    }
  }
}
