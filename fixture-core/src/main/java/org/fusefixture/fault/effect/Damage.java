package org.fusefixture.fault.effect;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/** A way to corrupt bytes. */
public sealed interface Damage {
  /** {@return damage after which all bytes are zero} */
  static Damage zeroed() {
    return new Zeroed(0, 0);
  }

  /**
   * {@return damage as {@link Zeroed}}
   *
   * @param from first byte
   * @param length number of bytes; 0 for all that follow
   */
  static Damage zeroed(int from, int length) {
    return new Zeroed(from, length);
  }

  /** {@return damage after which all bytes are random} */
  static Damage randomised() {
    return new Randomised(0, 0);
  }

  /**
   * {@return damage as {@link Randomised}}
   *
   * @param from first byte
   * @param length number of bytes; 0 for all that follow
   */
  static Damage randomised(int from, int length) {
    return new Randomised(from, length);
  }

  /**
   * {@return damage as {@link FlippedBits}}
   *
   * @param count number of bits, 1 or more
   */
  static Damage flippedBits(int count) {
    return new FlippedBits(count);
  }

  /**
   * {@return damage as {@link DroppedTail}}
   *
   * @param bytes number of bytes that are missing, 1 or more
   */
  static Damage droppedTail(int bytes) {
    return new DroppedTail(bytes);
  }

  /**
   * {@return damage as {@link EveryNthByte}}
   *
   * @param n 1 or more
   */
  static Damage everyNthByte(int n) {
    return new EveryNthByte(n);
  }

  /**
   * {@return damage as {@link CopiedBlock}}
   *
   * @param size of a block in bytes, 1 or more
   */
  static Damage copiedBlock(int size) {
    return new CopiedBlock(size);
  }

  /**
   * Damages the bytes from position to limit in place; position and limit stay as they are.
   *
   * @param bytes the payload
   * @param draw 64 random bits that decide everything random
   * @return how many of the bytes are left
   */
  int apply(ByteBuffer bytes, long draw);

  /**
   * Bytes become zero.
   *
   * @param from first byte, counted from the start of the payload
   * @param length number of bytes; 0 for all that follow
   */
  record Zeroed(int from, int length) implements Damage {
    /**
     * Refuses negative numbers.
     *
     * @param from first byte
     * @param length number of bytes; 0 for all that follow
     */
    public Zeroed {
      requireNotNegative("from", from);
      requireNotNegative("length", length);
    }

    @Override
    public int apply(ByteBuffer bytes, long draw) {
      int end = end(bytes, from, length);
      for (int at = start(bytes, from); at < end; at++) {
        bytes.put(at, (byte) 0);
      }
      return bytes.remaining();
    }
  }

  /**
   * Bytes become random.
   *
   * @param from first byte, counted from the start of the payload
   * @param length number of bytes; 0 for all that follow
   */
  record Randomised(int from, int length) implements Damage {
    /**
     * Refuses negative numbers.
     *
     * @param from first byte
     * @param length number of bytes; 0 for all that follow
     */
    public Randomised {
      requireNotNegative("from", from);
      requireNotNegative("length", length);
    }

    @Override
    public int apply(ByteBuffer bytes, long draw) {
      int end = end(bytes, from, length);
      SplittableRandom random = new SplittableRandom(draw);
      for (int at = start(bytes, from); at < end; at++) {
        bytes.put(at, (byte) random.nextInt());
      }
      return bytes.remaining();
    }
  }

  /**
   * Single bits are inverted.
   *
   * @param count number of bits, all different
   */
  record FlippedBits(int count) implements Damage {
    /**
     * Refuses fewer bits than one.
     *
     * @param count number of bits
     */
    public FlippedBits {
      requirePositive("count", count);
    }

    @Override
    public int apply(ByteBuffer bytes, long draw) {
      SplittableRandom random = new SplittableRandom(draw);
      long bits = bytes.remaining() * 8L;
      Set<Long> flipped = new HashSet<>();
      while (flipped.size() < Math.min(count, bits)) {
        long bit = random.nextLong(bits);
        if (flipped.add(bit)) {
          int at = bytes.position() + (int) (bit / 8);
          bytes.put(at, (byte) (bytes.get(at) ^ 1 << bit % 8));
        }
      }
      return bytes.remaining();
    }
  }

  /**
   * The last bytes are missing. A WRITE is acknowledged as a whole all the same.
   *
   * @param bytes number of bytes that are missing
   */
  record DroppedTail(int bytes) implements Damage {
    /**
     * Refuses fewer bytes than one.
     *
     * @param bytes number of bytes
     */
    public DroppedTail {
      requirePositive("bytes", bytes);
    }

    @Override
    public int apply(ByteBuffer data, long draw) {
      return Math.max(0, data.remaining() - bytes);
    }
  }

  /**
   * Every n-th byte is inverted.
   *
   * @param n 1 for all bytes
   */
  record EveryNthByte(int n) implements Damage {
    /**
     * Refuses an n below 1.
     *
     * @param n 1 for all bytes
     */
    public EveryNthByte {
      requirePositive("n", n);
    }

    @Override
    public int apply(ByteBuffer bytes, long draw) {
      for (int at = bytes.position() + n - 1; at < bytes.limit(); at += n) {
        bytes.put(at, (byte) ~bytes.get(at));
      }
      return bytes.remaining();
    }
  }

  /**
   * One block, chosen at random, is replaced by the content of another.
   *
   * @param size of a block in bytes
   */
  record CopiedBlock(int size) implements Damage {
    /**
     * Refuses a block of less than one byte.
     *
     * @param size of a block in bytes
     */
    public CopiedBlock {
      requirePositive("size", size);
    }

    @Override
    public int apply(ByteBuffer bytes, long draw) {
      int blocks = bytes.remaining() / size;
      if (blocks < 2) {
        return bytes.remaining();
      }
      int target = (int) Long.remainderUnsigned(draw, blocks);
      int source = (target + 1 + (int) Long.remainderUnsigned(draw >>> 32, blocks - 1)) % blocks;
      int start = bytes.position();
      bytes.put(start + target * size, bytes, start + source * size, size);
      return bytes.remaining();
    }
  }

  private static int start(ByteBuffer bytes, int from) {
    return bytes.position() + Math.min(from, bytes.remaining());
  }

  private static int end(ByteBuffer bytes, int from, int length) {
    return length == 0
        ? bytes.limit()
        : (int) Math.min(bytes.limit(), (long) start(bytes, from) + length);
  }

  private static void requirePositive(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " (" + number + ") must be 1 or more");
    }
  }

  private static void requireNotNegative(String what, int number) {
    if (number < 0) {
      throw new IllegalArgumentException(what + " (" + number + ") must not be negative");
    }
  }
}
