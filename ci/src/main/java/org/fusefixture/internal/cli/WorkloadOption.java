package org.fusefixture.internal.cli;

import java.time.Duration;
import java.util.Locale;
import org.fusefixture.comparison.Workload;
import org.fusefixture.posix.ByteSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A workload on the command line: words and {@code name=value} pairs, separated by commas, for
 * example {@code write,direct,block=1m,file=256m}.
 */
final class WorkloadOption implements ITypeConverter<Workload> {
  static final String SYNTAX =
      "read or write, then any of: direct, random, block=SIZE (default 1m), file=SIZE, threads=N,"
          + " round=MILLISECONDS, operations=N; separated by commas; SIZE in bytes or with k, m, g";

  private static final ByteSize USUAL_BLOCK = ByteSize.mebibytes(1);

  @Override
  public Workload convert(String text) {
    String[] words = text.toLowerCase(Locale.ROOT).split(",");
    try {
      Workload workload = start(words);
      for (int i = 1; i < words.length; i++) {
        workload = with(workload, words[i]);
      }
      return workload;
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is not a workload: " + e.getMessage() + "; expected " + SYNTAX);
    }
  }

  private static Workload start(String[] words) {
    ByteSize block = USUAL_BLOCK;
    for (String word : words) {
      if (word.startsWith("block=")) {
        block = size(word.substring("block=".length()));
      }
    }
    return switch (words[0]) {
      case "read" -> Workload.reads(block);
      case "write" -> Workload.writes(block);
      default -> throw new IllegalArgumentException("it starts with \"" + words[0] + "\"");
    };
  }

  private static Workload with(Workload workload, String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    String value = word.substring(equals + 1);
    return switch (name) {
      case "direct" -> workload.withDirect();
      case "random" -> workload.withRandomOffsets();
      case "block" -> workload; // taken already, as the others depend on it
      case "file" -> workload.withFileSize(size(value));
      case "threads" -> workload.withThreads(Math.toIntExact(number(value)));
      case "round" -> workload.withRoundsOf(Duration.ofMillis(number(value)));
      case "operations" -> workload.withOperationsPerRound(number(value));
      default -> throw new IllegalArgumentException("\"" + word + "\" is not known");
    };
  }

  private static ByteSize size(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a size is missing");
    }
    int unit = "kmg".indexOf(text.charAt(text.length() - 1));
    String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
    return ByteSize.bytes(Math.multiplyExact(number(digits), 1L << 10 * (unit + 1)));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not a number", e);
    }
  }
}
