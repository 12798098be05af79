package org.fusefixture.internal.sandbox.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A pipe between threads. Unlike the pipes of java.io it wakes the reader at once, rather than
 * within a second, and works with any number of threads.
 */
final class ByteQueue {
  private static final int MOST_BYTES = 4 << 20;

  private final Deque<byte[]> chunks = new ArrayDeque<>();
  private int position;
  private int waiting;
  private boolean ended;

  /** Adds bytes; blocks while too many are unread. Does nothing after the end. */
  synchronized void put(byte[] bytes) {
    while (waiting > MOST_BYTES && !ended) {
      await();
    }
    if (!ended && bytes.length > 0) {
      chunks.addLast(bytes);
      waiting += bytes.length;
      notifyAll();
    }
  }

  /** Ends the queue; bytes already added can still be read. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  InputStream input() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return length == 0 ? 0 : take(target, offset, length);
      }

      @Override
      public int available() {
        synchronized (ByteQueue.this) {
          return waiting;
        }
      }

      @Override
      public void close() {
        end();
      }
    };
  }

  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] source, int offset, int length) throws IOException {
        synchronized (ByteQueue.this) {
          if (ended) {
            throw new IOException("the stream to the container has ended");
          }
        }
        byte[] copy = new byte[length];
        System.arraycopy(source, offset, copy, 0, length);
        put(copy);
      }

      @Override
      public void close() {
        end();
      }
    };
  }

  private synchronized int take(byte[] target, int offset, int length) {
    while (chunks.isEmpty() && !ended) {
      await();
    }
    byte[] first = chunks.peekFirst();
    if (first == null) {
      return -1;
    }
    int count = Math.min(length, first.length - position);
    System.arraycopy(first, position, target, offset, count);
    position += count;
    waiting -= count;
    if (position == first.length) {
      chunks.removeFirst();
      position = 0;
    }
    notifyAll();
    return count;
  }

  @SuppressWarnings("WaitNotInLoop") // each caller loops on its own condition
  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      ended = true;
      Thread.currentThread().interrupt();
    }
  }
}
