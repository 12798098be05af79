package org.fusefixture.junit;

import java.nio.charset.StandardCharsets;

/**
 * The number that stamps give a file: a hash of the path under which it was opened, so that writer
 * and verifier agree on it without a table.
 */
final class FileNumber {
  private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private FileNumber() {}

  /** 64-bit FNV-1a of the path's UTF-8 bytes; not negative, to be read more easily. */
  static long of(String path) {
    long hash = FNV_OFFSET_BASIS;
    for (byte b : normalized(path).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash & Long.MAX_VALUE;
  }

  private static String normalized(String path) {
    String text = path.replaceAll("/{2,}", "/");
    return text.startsWith("/") ? text.substring(1) : text;
  }
}
