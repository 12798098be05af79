package org.fusefixture.internal.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The last part of what a process writes; read by a thread of its own, so that it never blocks. */
final class OutputTail {
  /** Bytes that are kept. */
  static final int CAPACITY = 64 * 1024;

  private final byte[] ring = new byte[CAPACITY];
  private final CountDownLatch ended = new CountDownLatch(1);
  private long written;

  /** Starts to read a stream until its end. */
  static OutputTail of(String name, InputStream source) {
    OutputTail tail = new OutputTail();
    Thread reader = new Thread(() -> tail.read(source), "stderr-" + name);
    reader.setDaemon(true);
    reader.start();
    return tail;
  }

  /** What is kept; starts with a note where something is missing. */
  String text() {
    return textSince(0);
  }

  /** Number of bytes so far. */
  synchronized long position() {
    return written;
  }

  /** What was written since a position, as far as it is kept. */
  synchronized String textSince(long position) {
    long first = Math.max(position, written - CAPACITY);
    byte[] bytes = new byte[(int) (written - first)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = ring[(int) ((first + i) % CAPACITY)];
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return first > position ? "[" + (first - position) + " earlier bytes]\n" + text : text;
  }

  /** Waits until something appears after a position, and returns what is there by then. */
  synchronized String await(String expected, long position, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    String text = textSince(position);
    while (!text.contains(expected)) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        break;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      text = textSince(position);
    }
    return text;
  }

  /** Waits for the end of the stream. */
  void awaitEnd(Duration limit) {
    try {
      ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(InputStream source) {
    byte[] buffer = new byte[8192];
    try (source) {
      int count;
      while ((count = source.read(buffer)) > 0) {
        append(buffer, count);
      }
    } catch (IOException e) {
      byte[] reason = ("\n[" + e + "]\n").getBytes(StandardCharsets.UTF_8);
      append(reason, reason.length);
    } finally {
      ended.countDown();
    }
  }

  private synchronized void append(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      ring[(int) ((written + i) % CAPACITY)] = bytes[i];
    }
    written += count;
    notifyAll();
  }
}
