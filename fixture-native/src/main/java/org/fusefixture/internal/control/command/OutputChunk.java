package org.fusefixture.internal.control.command;

import java.util.Base64;
import java.util.Objects;

/**
 * A part of a command's output, in order.
 *
 * @param run from {@link RunRequest#run()}
 * @param stream where it was written
 * @param content base64, of at most {@link #MOST_BYTES} bytes
 */
public record OutputChunk(int run, Stream stream, String content) {
  /** Most bytes of one chunk. */
  public static final int MOST_BYTES = 32 * 1024;

  /** The streams of a command. */
  public enum Stream {
    STANDARD_OUTPUT,
    STANDARD_ERROR
  }

  public OutputChunk {
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(content, "content");
  }

  /** The output as it was written. */
  public byte[] bytes() {
    return Base64.getDecoder().decode(content);
  }
}
