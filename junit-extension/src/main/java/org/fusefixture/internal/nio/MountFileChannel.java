package org.fusefixture.internal.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;

/** An open file as a channel; its position is kept here, and calls are pread(2) and pwrite(2). */
final class MountFileChannel extends FileChannel {
  private static final int WINDOW = 1 << 20;

  private final MountFileSystem fileSystem;
  private final OpenFile file;
  private final OpenFlags flags;
  private long position;

  MountFileChannel(MountFileSystem fileSystem, OpenFile file, OpenFlags flags) {
    this.fileSystem = fileSystem;
    this.file = file;
    this.flags = flags;
    fileSystem.opened(this);
  }

  /** A call on the open file. */
  @FunctionalInterface
  private interface Call<T> {
    T make() throws IOException;
  }

  /** As for other channels, an interrupt closes it: a call that was given up may still be made. */
  private <T> T perform(Call<T> call) throws IOException {
    requireOpen();
    try {
      return call.make();
    } catch (ClosedByInterruptException e) {
      try {
        close();
      } catch (IOException failure) {
        e.addSuppressed(failure); // the agent closes the file when it unmounts
      }
      throw e;
    }
  }

  private void requireOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  private void requireReadable() throws ClosedChannelException {
    requireOpen();
    if (!flags.read()) {
      throw new NonReadableChannelException();
    }
  }

  private void requireWritable() throws ClosedChannelException {
    requireOpen();
    if (!flags.write()) {
      throw new NonWritableChannelException();
    }
  }

  private static void requireNotNegative(long number, String what) {
    if (number < 0) {
      throw new IllegalArgumentException(what + " (" + number + ") must not be negative");
    }
  }

  @Override
  public synchronized int read(ByteBuffer target) throws IOException {
    requireReadable();
    int count = readAt(target, position);
    position += Math.max(count, 0);
    return count;
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    Objects.requireNonNull(target, "target");
    requireNotNegative(offset, "position");
    requireReadable();
    return readAt(target, offset);
  }

  private int readAt(ByteBuffer target, long offset) throws IOException {
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("the buffer is read-only");
    }
    boolean any = target.hasRemaining();
    int count = perform(() -> file.read(target, offset));
    return any && count == 0 ? -1 : count;
  }

  @Override
  public synchronized long read(ByteBuffer[] targets, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, targets.length);
    requireReadable();
    long total = 0;
    for (int at = from; at < from + length; at++) {
      int count = targets[at].hasRemaining() ? read(targets[at]) : 0;
      if (count < 0) {
        return total == 0 ? -1 : total;
      }
      total += count;
    }
    return total;
  }

  @Override
  public synchronized int write(ByteBuffer source) throws IOException {
    requireWritable();
    int count = perform(() -> file.write(source, position));
    position = flags.append() ? perform(file::size) : position + count;
    return count;
  }

  /** In append mode at the end all the same, see BUGS of pwrite(2). */
  @Override
  public int write(ByteBuffer source, long offset) throws IOException {
    Objects.requireNonNull(source, "source");
    requireNotNegative(offset, "position");
    requireWritable();
    return perform(() -> file.write(source, offset));
  }

  @Override
  public synchronized long write(ByteBuffer[] sources, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, sources.length);
    requireWritable();
    long total = 0;
    for (int at = from; at < from + length; at++) {
      total += write(sources[at]);
    }
    return total;
  }

  @Override
  public synchronized long position() throws IOException {
    requireOpen();
    if (flags.append()) {
      position = perform(file::size);
    }
    return position;
  }

  @Override
  public synchronized FileChannel position(long offset) throws IOException {
    requireOpen();
    requireNotNegative(offset, "position");
    position = offset;
    return this;
  }

  @Override
  public long size() throws IOException {
    return perform(file::size);
  }

  @Override
  public synchronized FileChannel truncate(long size) throws IOException {
    requireOpen();
    requireNotNegative(size, "size");
    requireWritable();
    if (size < size()) {
      perform(
          () -> {
            file.truncate(size);
            return null;
          });
    }
    position = Math.min(position, size);
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    perform(
        () -> {
          file.sync(!metaData);
          return null;
        });
  }

  @Override
  public long transferTo(long offset, long count, WritableByteChannel target) throws IOException {
    requireReadable();
    if (!target.isOpen()) {
      throw new ClosedChannelException();
    }
    requireNotNegative(offset, "position");
    requireNotNegative(count, "count");
    long total = 0;
    while (total < count) {
      ByteBuffer window = window(count - total);
      if (read(window, offset + total) <= 0) {
        break;
      }
      window.flip();
      int written = target.write(window);
      total += written;
      if (window.hasRemaining()) {
        break;
      }
    }
    return total;
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long offset, long count) throws IOException {
    requireWritable();
    if (!source.isOpen()) {
      throw new ClosedChannelException();
    }
    requireNotNegative(offset, "position");
    requireNotNegative(count, "count");
    if (offset > size()) {
      return 0;
    }
    long total = 0;
    while (total < count) {
      ByteBuffer window = window(count - total);
      if (source.read(window) <= 0) {
        break;
      }
      window.flip();
      total += write(window, offset + total);
    }
    return total;
  }

  private static ByteBuffer window(long remaining) {
    return ByteBuffer.allocate((int) Math.min(WINDOW, remaining));
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long offset, long size) {
    throw new UnsupportedOperationException(
        "this JVM does not touch the mount, so it cannot map a file of it; map it in the client "
            + "with ClientFile.map");
  }

  @Override
  public FileLock lock(long offset, long size, boolean shared) {
    throw noLocks();
  }

  @Override
  public FileLock tryLock(long offset, long size, boolean shared) {
    throw noLocks();
  }

  private static UnsupportedOperationException noLocks() {
    return new UnsupportedOperationException(
        "locks belong to the agent's process, not to this JVM; take them with a command in the "
            + "sandbox, for example flock(1)");
  }

  @Override
  protected void implCloseChannel() throws IOException {
    fileSystem.closed(this);
    file.close();
  }
}
