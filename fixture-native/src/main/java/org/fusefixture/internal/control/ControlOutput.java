package org.fusefixture.internal.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Output of a channel: whole messages, written by a thread of its own, so that a call to a process
 * that does not read is subject to the call's time limit and not to the pipe's capacity.
 */
final class ControlOutput extends OutputStream {
  /** Bytes that may wait for the other end before senders have to wait too. */
  static final int MOST_QUEUED = 4 << 20;

  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private final Deque<byte[]> queue = new ArrayDeque<>();
  private final OutputStream target;
  private int queued;
  private boolean closed;

  ControlOutput(String peer, OutputStream target) {
    this.target = target;
    ControlChannel.daemon("control-writer-" + peer, this::drain).start();
  }

  @Override
  public synchronized void write(int value) {
    message.write(value);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    message.write(bytes, offset, length);
  }

  /** Hands the bytes since the last flush to the writer. */
  @Override
  public synchronized void flush() throws IOException {
    while (queued > MOST_QUEUED && !closed) {
      await();
    }
    if (closed) {
      message.reset();
      throw new IOException("the control channel is closed");
    }
    queue.add(message.toByteArray());
    queued += message.size();
    message.reset();
    notifyAll();
  }

  /** Ends the stream, once what was flushed is written. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  private void drain() {
    try (target) {
      for (byte[] next = next(); next != null; next = next()) {
        target.write(next);
        target.flush();
      }
    } catch (IOException e) {
      close(); // the reader of this channel learns the same from its own stream
    }
  }

  private synchronized byte[] next() throws IOException {
    while (queue.isEmpty() && !closed) {
      await();
    }
    byte[] next = queue.poll();
    if (next != null) {
      queued -= next.length;
      notifyAll();
    }
    return next;
  }

  @SuppressWarnings("WaitNotInLoop") // each caller loops on its own condition
  private void await() throws IOException {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
