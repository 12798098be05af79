package org.fusefixture.internal.oracle;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.fusefixture.stamp.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that memory or a file holds, in a short form where there is one. Content is tied to a
 * place: it knows its byte at each position.
 *
 * @param kind the form of the description
 * @param stamp of stamped content, otherwise null
 * @param shift what to add to a position to get the offset that stamped or literal content has
 *     there
 * @param value of every byte of filled content
 * @param bytes of literal content, otherwise null; must not be changed
 */
public record Content(
    Kind kind, @Nullable Stamp stamp, long shift, int value, byte @Nullable [] bytes) {
  /** How bytes are described. */
  public enum Kind {
    STAMPED,
    FILLED,
    LITERAL,
    /** Unknown: any bytes are legal. */
    UNKNOWN
  }

  private static final Content ZEROS = new Content(Kind.FILLED, null, 0, 0, null);
  private static final Content ANYTHING = new Content(Kind.UNKNOWN, null, 0, 0, null);

  public Content {
    Objects.requireNonNull(kind, "kind");
  }

  /** A hole, or memory that was never written. */
  public static Content zeros() {
    return ZEROS;
  }

  /** Unknown bytes. */
  public static Content unknown() {
    return ANYTHING;
  }

  /** The same byte everywhere. */
  public static Content filled(int value) {
    return new Content(Kind.FILLED, null, 0, value & 0xff, null);
  }

  /**
   * Stamped sectors.
   *
   * @param shift offset of the stamp minus the position of its bytes
   */
  public static Content stamped(Stamp stamp, long shift) {
    return new Content(Kind.STAMPED, Objects.requireNonNull(stamp), shift, 0, null);
  }

  /** Any bytes, the first of them at a position. */
  public static Content literal(byte[] bytes, long position) {
    return new Content(Kind.LITERAL, null, -position, 0, bytes.clone());
  }

  /** The same bytes, moved by a distance. */
  public Content moved(long distance) {
    return distance == 0 || kind == Kind.FILLED || kind == Kind.UNKNOWN
        ? this
        : new Content(kind, stamp, shift - distance, value, bytes);
  }

  /** The stamp of stamped content. */
  Stamp requireStamp() {
    return Objects.requireNonNull(stamp, "stamp");
  }

  boolean isUnknown() {
    return kind == Kind.UNKNOWN;
  }

  boolean isZeros() {
    return kind == Kind.FILLED && value == 0;
  }

  /** The bytes from a position on. */
  byte[] at(long position, int size) {
    byte[] made = new byte[size];
    switch (kind) {
      case STAMPED -> requireStamp().fill(ByteBuffer.wrap(made), position + shift);
      case LITERAL -> System.arraycopy(bytes, (int) (position + shift), made, 0, size);
      case FILLED -> java.util.Arrays.fill(made, (byte) value);
      case UNKNOWN -> throw new IllegalStateException("unknown content has no bytes");
    }
    return made;
  }

  /** In a few words, for messages. */
  @Override
  public String toString() {
    return switch (kind) {
      case STAMPED -> shift == 0 ? requireStamp().toString() : stamp + ", shifted by " + shift;
      case LITERAL -> "bytes of the test";
      case FILLED -> value == 0 ? "zeros" : String.format("bytes 0x%02x", value);
      case UNKNOWN -> "anything";
    };
  }

  /**
   * A range with one content.
   *
   * @param start its first position
   * @param end the position behind its last
   */
  public record Piece(long start, long end, Content content) {
    public Piece {
      Objects.requireNonNull(content, "content");
      if (start < 0 || start > end) {
        throw new IllegalArgumentException(
            "a piece cannot start at " + start + " and end at " + end);
      }
    }

    /** The same bytes further on. */
    public Piece moved(long distance) {
      return new Piece(start + distance, end + distance, content.moved(distance));
    }
  }
}
