package org.fusefixture.sample.memory;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Payload;
import org.fusefixture.protocol.request.WriteRequest;

/**
 * A WRITE whose file is known and whose payload has not been touched. It keeps nothing of the
 * request but the payload, so that it can be stored before the reply, or, by a filesystem that is
 * broken on purpose, after it.
 */
public final class PendingWrite {
  private final RegularFile file;
  private final InstantSource clock;
  private final Payload payload;
  private final long offset;
  private final Caller unprivileged;

  PendingWrite(RegularFile file, InstantSource clock, WriteRequest request) {
    this.file = file;
    this.clock = clock;
    payload = request.payload();
    offset = request.offset().bytes();
    unprivileged =
        (request.writeFlags() & WriteRequest.FLAG_KILL_SUIDGID) == 0 ? null : Caller.of(request);
  }

  /** {@return the inode of the file} */
  public NodeId node() {
    return new NodeId(file.number());
  }

  /** {@return the payload, which this consumes} */
  public byte[] take() {
    ByteBuffer bytes = ByteBuffer.allocate(payload.size());
    payload.read(bytes);
    return bytes.array();
  }

  /** {@return the number of bytes to be written} */
  public int size() {
    return payload.size();
  }

  /** {@return where they are to be written, in bytes from the start of the file} */
  public long offset() {
    return offset;
  }

  /** {@return the data; {@link #store} consumes it} */
  public Payload payload() {
    return payload;
  }

  /**
   * Consumes the payload and makes it part of the file.
   *
   * @return number of bytes stored, less than all if space ended
   * @throws org.fusefixture.errno.ErrnoException ENOSPC if there is no space for the first byte
   */
  public int store() {
    FileContent content = file.content();
    int stored;
    try (StagedBytes bytes = content.stage(payload::read, offset, payload.size())) {
      stored = content.store(bytes);
    }
    file.modified(clock.instant());
    if (unprivileged != null) {
      file.dropPrivileges(unprivileged);
    } else {
      file.dropCapability();
    }
    return stored;
  }
}
