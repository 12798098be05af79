package org.fusefixture.internal.linux;

import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.protocol.OpenDescriptor;

/**
 * An owned file descriptor: closed once, by whoever comes first.
 *
 * <p>A call that is under way in another thread while this is closed still works on the open file;
 * one that starts afterwards might meet a reused number. Stop the users of a descriptor before
 * closing it.
 */
public final class Fd implements OpenDescriptor, AutoCloseable {

  /** AT_FDCWD: relative paths start in the working directory. Not a descriptor of its own. */
  public static final OpenDescriptor WORKING_DIRECTORY =
      new OpenDescriptor() {
        @Override
        public int descriptor() {
          return -100;
        }

        @Override
        public String toString() {
          return "AT_FDCWD";
        }
      };

  private final int number;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Fd(int number) {
    this.number = number;
  }

  /** Takes ownership of an open descriptor. */
  public static Fd owned(int number) {
    if (number < 0) {
      throw new IllegalArgumentException(
          "a file descriptor is not negative, but " + number + " is");
    }
    return new Fd(number);
  }

  @Override
  public int descriptor() {
    if (closed.get()) {
      throw new IllegalStateException(this + " was closed");
    }
    return number;
  }

  /** Whether it was not closed yet. */
  public boolean isOpen() {
    return !closed.get();
  }

  /**
   * Closes the descriptor; later calls do nothing.
   *
   * @throws LinuxException EIO or what else write-back finds; the descriptor is closed all the same
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      LinuxFiles.close(number);
    }
  }

  @Override
  public String toString() {
    return "fd " + number;
  }
}
