package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.device.MessageSource;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.splice.SplicePipe;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.request.Request;

/**
 * Where messages arrive, one after the other, with the views that are laid over them. The data of a
 * WRITE stays where it arrived until it is taken, or put into a file.
 */
abstract class Inbox {
  /** Room for headers and names; longer messages stay where they arrived. */
  static final int HEAD_SIZE = 8192;

  private final SessionParameters parameters;
  private final ByteBuffer head = LinuxMemory.allocatePages(HEAD_SIZE);
  private final long headAddress = LinuxMemory.addressOf(head);
  private final Request[] views = new Request[Opcode.values().length];

  private Inbox(SessionParameters parameters) {
    this.parameters = parameters;
  }

  /** Mode COPY: messages arrive in memory, by read(2). */
  static Inbox inMemory(SessionParameters parameters, MessageStorage storage) {
    return new MemoryInbox(parameters, storage);
  }

  /**
   * The splice modes: messages arrive in a pipe, by splice(2).
   *
   * @throws IllegalStateException if this user may have no further pipe
   */
  static Inbox inPipe(SessionParameters parameters, MessageStorage storage) {
    return new PipeInbox(parameters, storage);
  }

  /** The start of the message, as far as it was read. */
  final ByteBuffer head() {
    return head;
  }

  /** The view of requests of this kind; the same one each time. */
  final Request view(Opcode kind) {
    Request view = views[kind.ordinal()];
    if (view == null) {
      view = kind.newRequest(parameters);
      views[kind.ordinal()] = view;
    }
    return view;
  }

  /** Receives a message: its size in bytes, or what {@link FuseDevice} returns instead. */
  abstract int receive(MessageSource source);

  /** Reads the start of the message into {@link #head()}. */
  final void readHead(int length) {
    read(head, headAddress, 0, length);
  }

  /**
   * The whole message from index 0, of which {@code headLength} bytes are in {@link #head()}. It is
   * not a WRITE, and nothing of it stays here.
   */
  final ByteBuffer message(int headLength, int length) {
    if (length > HEAD_SIZE) {
      return longMessage(headLength, length);
    }
    if (length > headLength) {
      read(head, headAddress, headLength, length - headLength);
    }
    return head;
  }

  /** Reads bytes of the message, which come next, into a buffer at the same index. */
  abstract void read(ByteBuffer target, long targetAddress, int from, int count);

  /** As {@link #message}, for one that has no room in the head. */
  abstract ByteBuffer longMessage(int headLength, int length);

  /** Whether a WRITE's data is in a pipe. */
  abstract boolean isPipe();

  /** Copies {@code count} bytes of a WRITE's data to memory. */
  abstract void take(ByteBuffer target, int from, int count);

  /** Moves up to {@code count} bytes of a WRITE's data into a file; how many, at least one. */
  abstract int put(OpenDescriptor file, long at, int from, int count);

  /** Drops what remains of the message; afterwards another one can be received. */
  abstract void reset();

  /** Gives back what messages arrive in; nothing can be taken any more. */
  abstract void release();

  private static final class MemoryInbox extends Inbox {
    private final MessageStorage storage;
    private final ByteBuffer buffer;
    private final long address;

    MemoryInbox(SessionParameters parameters, MessageStorage storage) {
      super(parameters);
      this.storage = storage;
      buffer = storage.takeMemory();
      address = LinuxMemory.addressOf(buffer);
    }

    @Override
    int receive(MessageSource source) {
      return source.receive(buffer);
    }

    @Override
    void read(ByteBuffer target, long targetAddress, int from, int count) {
      target.put(from, buffer, from, count);
    }

    @Override
    ByteBuffer longMessage(int headLength, int length) {
      return buffer;
    }

    @Override
    boolean isPipe() {
      return false;
    }

    @Override
    void take(ByteBuffer target, int from, int count) {
      target.put(target.position(), buffer, MessageStorage.WRITE_HEAD + from, count);
    }

    @Override
    int put(OpenDescriptor file, long at, int from, int count) {
      try {
        return (int) LinuxFiles.pwrite(file, address + MessageStorage.WRITE_HEAD + from, count, at);
      } catch (LinuxException e) {
        throw e.toErrnoException();
      }
    }

    @Override
    void reset() {
      // The next message overwrites this one.
    }

    @Override
    void release() {
      storage.give(buffer);
    }
  }

  /**
   *
   *
   * <pre>
   *   receive     | fuse_in_header fuse_write_in | page | page | ...
   *   readHead    | page | page | ...               80 bytes were read out
   *   take, put   | |                               verified empty: the next message may come
   * </pre>
   */
  private static final class PipeInbox extends Inbox {
    /** A read of a pipe that is empty too early returns this, as it never blocks. */
    private static final int EAGAIN = -Errno.EAGAIN.number();

    private static final int EINVAL = -Errno.EINVAL.number();
    private static final int BOUNCE = 64 * 1024;

    private final MessageStorage storage;
    private final int largestMessage;
    private SplicePipe pipe;

    /** For messages that have no room in the head, like a long extended attribute; made at need. */
    private ByteBuffer spill;

    PipeInbox(SessionParameters parameters, MessageStorage storage) {
      super(parameters);
      this.storage = storage;
      largestMessage = storage.largestMessage();
      pipe = storage.takePipe();
    }

    @Override
    int receive(MessageSource source) {
      if (!pipe.verifyEmpty()) {
        replace();
      }
      return source.receive(pipe, largestMessage);
    }

    @Override
    void read(ByteBuffer target, long targetAddress, int from, int count) {
      readFully(targetAddress + from, count);
    }

    @Override
    ByteBuffer longMessage(int headLength, int length) {
      ByteBuffer memory = spill();
      memory.put(0, head(), 0, headLength);
      readFully(LinuxMemory.addressOf(memory) + headLength, length - headLength);
      return memory;
    }

    @Override
    boolean isPipe() {
      return true;
    }

    @Override
    void take(ByteBuffer target, int from, int count) {
      if (target.isDirect() && !target.isReadOnly()) {
        readFully(LinuxMemory.addressOf(target) + target.position(), count);
        return;
      }
      ByteBuffer bounce = spill();
      int done = 0;
      while (done < count) {
        int step = Math.min(BOUNCE, count - done);
        readFully(LinuxMemory.addressOf(bounce), step);
        target.put(target.position() + done, bounce, 0, step);
        done += step;
      }
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

    /** To close a pipe is no access to the pages in it; to empty it would be one. */
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
      long address = LinuxMemory.addressOf(spill());
      readFully(address, count);
      try {
        LinuxFiles.pwriteFully(file, address, count, at);
        return count;
      } catch (LinuxException e) {
        throw e.toErrnoException();
      }
    }

    private ByteBuffer spill() {
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
}
