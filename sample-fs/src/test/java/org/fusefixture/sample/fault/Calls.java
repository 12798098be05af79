package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.junit.Receipt;
import org.fusefixture.posix.ByteSize;

/** Shorthand of the suites. */
final class Calls {
  static final int PAGE = 4096;

  private Calls() {}

  /** Opens a file past the page cache, so that each call is a request. */
  static ClientFile direct(MountedFilesystem fs, String path) {
    return fs.client().open(path, CREATE, READ_WRITE, DIRECT);
  }

  static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  /** Bytes that differ from their neighbours. */
  static byte[] pattern(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + i / 251 + 1);
    }
    return bytes;
  }

  /** pwrite(2), which may be short. */
  static long write(ClientFile file, byte[] bytes, long offset) {
    try (PageBuffer pages = file.allocate(ByteSize.bytes(bytes.length))) {
      return file.write(pages.put(bytes), at(offset)).bytes();
    }
  }

  /**
   * write(2) through the page cache, which passes a short WRITE on; of direct I/O the kernel makes
   * EIO (fuse_get_res_by_io of fs/fuse/file.c).
   */
  static long writeBuffered(MountedFilesystem fs, String path, byte[] bytes, long offset) {
    try (ClientFile file = fs.client().open(path, CREATE, READ_WRITE)) {
      return write(file, bytes, offset);
    }
  }

  static byte[] content(MountedFilesystem fs, String path, int most) {
    try (ClientFile file = direct(fs, path)) {
      return file.read(bytes(most));
    }
  }

  static void assertFails(Errno expected, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).as("must fail with %s", expected).isInstanceOf(ClientIOException.class);
    assertThat(((ClientIOException) thrown).errno()).as(thrown.getMessage()).contains(expected);
  }

  static CompletableFuture<Void> async(Runnable call) {
    return CompletableFuture.runAsync(call, task -> new Thread(task, "caller").start());
  }

  static void awaitFired(Receipt receipt, long times) {
    await().until(() -> receipt.fired() >= times);
  }

  static org.awaitility.core.ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10));
  }

  static long requests(MountedFilesystem fs, Opcode opcode) {
    return fs.server().statistics().requests(opcode);
  }

  static Duration timed(Runnable call) {
    long start = System.nanoTime();
    call.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
