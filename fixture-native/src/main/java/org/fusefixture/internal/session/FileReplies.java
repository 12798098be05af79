package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.device.Sent;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.splice.SplicePipe;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.OpenDescriptor;

/**
 * Answers READ with content of a file of the server.
 *
 * <p>In the splice modes it does not pass through memory:
 *
 * <pre>
 *   write(header)     | fuse_out_header |                       says that all of it will come
 *   load(file)        | fuse_out_header | page | page | ... |
 *   send(device)      | |
 * </pre>
 *
 * The header comes first and names the length. Where the file ends early, cannot be spliced, or
 * does not fit into the pipe, the pipe is emptied and the content copied instead, as in COPY.
 */
final class FileReplies {
  private final MessageStorage storage;
  private final SessionLedger ledger;
  private final boolean splices;

  FileReplies(MessageStorage storage, SessionLedger ledger, boolean splices) {
    this.storage = storage;
    this.ledger = ledger;
    this.splices = splices;
  }

  /**
   * Sends a reply.
   *
   * @param message with room for the content
   * @throws org.fusefixture.errno.ErrnoException if the file cannot be read; nothing was sent
   */
  Sent send(
      FuseDevice device, ByteBuffer message, long address, OpenDescriptor file, long at, int size) {
    if (splices && size > 0) {
      SplicePipe pipe = storage.takePipe();
      try {
        if (fill(pipe, message, address, file, at, size)) {
          ledger.sendingSpliced(ReplyHeader.SIZE + size);
          return device.send(pipe, ReplyHeader.SIZE + size);
        }
      } finally {
        storage.give(pipe);
      }
    }
    int length = load(message, address, file, at, size);
    ledger.sending(false, length);
    return device.send(address, length);
  }

  /**
   * Copies the content behind the header, and its length into it.
   *
   * @return the length of the reply
   * @throws org.fusefixture.errno.ErrnoException if the file cannot be read
   */
  static int load(ByteBuffer message, long address, OpenDescriptor file, long at, int size) {
    int length = ReplyHeader.SIZE + copy(address + ReplyHeader.SIZE, file, at, size);
    ReplyHeader.setLength(message, length);
    return length;
  }

  private static boolean fill(
      SplicePipe pipe, ByteBuffer message, long address, OpenDescriptor file, long at, int size) {
    ReplyHeader.setLength(message, ReplyHeader.SIZE + size);
    if (pipe.write(address, ReplyHeader.SIZE) != ReplyHeader.SIZE) {
      return false;
    }
    int done = 0;
    while (done < size) {
      long loaded = pipe.load(file, at + done, size - done);
      if (loaded <= 0) {
        return false;
      }
      done += (int) loaded;
    }
    return true;
  }

  private static int copy(long address, OpenDescriptor file, long at, int size) {
    try {
      return (int) LinuxFiles.preadFully(file, address, size, at);
    } catch (LinuxException e) {
      throw e.toErrnoException();
    }
  }
}
