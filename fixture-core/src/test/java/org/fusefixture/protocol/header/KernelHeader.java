package org.fusefixture.protocol.header;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What the C compiler of this machine says of its {@code <linux/fuse.h>} and {@code <errno.h>}.
 * Read once; where it cannot be, every test that asks is skipped with the reason.
 */
final class KernelHeader {
  private static final long LIMIT_SECONDS = 60;
  private static final Pattern MACRO = Pattern.compile("#define (\\w+)[ \\t]+(.+)");
  private static final Pattern STRUCT =
      Pattern.compile("struct (fuse_\\w+)\\s*\\{([^{}]*)\\}\\s*;", Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("(\\w+)(?:\\[[^\\]]*\\])?\\s*;");
  private static final Pattern ENUMERATOR = Pattern.compile("\\b(C?FUSE_\\w+)\\s*=\\s*(\\d+)");

  /** Minor versions that added structures and fields, from 7.32 on. */
  private static final Map<String, Integer> NEWER =
      Map.ofEntries(
          Map.entry("fuse_open_in.open_flags", 33),
          Map.entry("fuse_create_in.open_flags", 33),
          Map.entry("fuse_setxattr_in.setxattr_flags", 33),
          Map.entry("fuse_syncfs_in", 34),
          Map.entry("fuse_init_in.flags2", 36),
          Map.entry("fuse_init_out.flags2", 36),
          Map.entry("fuse_secctx", 36),
          Map.entry("fuse_secctx_header", 36),
          Map.entry("fuse_in_header.total_extlen", 38),
          Map.entry("fuse_ext_header", 38),
          Map.entry("fuse_supp_groups", 38),
          Map.entry("fuse_notify_inval_entry_out.flags", 38),
          Map.entry("fuse_statx", 39),
          Map.entry("fuse_statx_in", 39),
          Map.entry("fuse_statx_out", 39),
          Map.entry("fuse_sx_time", 39),
          Map.entry("fuse_open_out.backing_id", 40),
          Map.entry("fuse_init_out.max_stack_depth", 40),
          Map.entry("fuse_init_out.request_timeout", 43),
          Map.entry("fuse_copy_file_range_out", 45),
          Map.entry("fuse_notify_prune_out", 45));

  private static KernelHeader header;
  private static String reason;

  private final Map<String, Long> numbers = new LinkedHashMap<>();
  private final Map<String, Long> enumerators = new LinkedHashMap<>();

  /** The header of this machine. */
  static synchronized KernelHeader read() {
    if (header == null && reason == null) {
      try {
        header = new KernelHeader();
      } catch (IOException e) {
        reason = "the C header cannot be asked: " + e.getMessage();
      }
    }
    Assumptions.assumeTrue(header != null, reason);
    return header;
  }

  private KernelHeader() throws IOException {
    Path folder = Files.createTempDirectory("kernel-header");
    try {
      Files.writeString(
          folder.resolve("all.c"),
          "#include <stddef.h>\n#include <errno.h>\n#include <linux/fuse.h>\n");
      String source = run(folder, "gcc", "-E", "-P", "all.c");
      String macros = run(folder, "gcc", "-E", "-dM", "all.c");
      Matcher matcher = ENUMERATOR.matcher(source);
      while (matcher.find()) {
        enumerators.put(matcher.group(1), Long.parseLong(matcher.group(2)));
      }
      Files.writeString(folder.resolve("numbers.c"), program(source, macros));
      run(folder, "gcc", "-Werror=overflow", "-o", "numbers", "numbers.c");
      for (String line : run(folder, folder.resolve("numbers").toString()).split("\n")) {
        String[] words = line.split(" ");
        numbers.put(words[0], Long.parseUnsignedLong(words[1]));
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(KernelHeader::delete);
      }
    }
  }

  /** Size of a structure, in bytes. */
  long size(String structure) {
    return require(structure, NEWER.getOrDefault(structure, 0));
  }

  /** Where a field starts in its structure, in bytes. */
  int offset(String structure, String field) {
    size(structure);
    String name = structure + "." + field;
    return (int) require(name, NEWER.getOrDefault(name, NEWER.getOrDefault(structure, 0)));
  }

  /** Size of a field, in bytes. */
  int width(String structure, String field) {
    offset(structure, field);
    return (int) require(structure + "." + field + ":", 0);
  }

  /** A number that the header has under a name; empty if it is too old for it. */
  OptionalLong number(String name) {
    Long value = numbers.getOrDefault(name, enumerators.get(name));
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /**
   * A number that the header has under a name. Where it is missing, the test is skipped if the
   * header is too old for it, and fails if it is not.
   *
   * @param sinceMinor version of the protocol that added it; a header of that very version may
   *     still lack it, as a version covers more than one change
   */
  long require(String name, int sinceMinor) {
    OptionalLong value = number(name);
    if (value.isEmpty()) {
      long minor = numbers.get("FUSE_KERNEL_MINOR_VERSION");
      String reason =
          name
              + " came with FUSE 7."
              + sinceMinor
              + "; <linux/fuse.h> of this machine is 7."
              + minor;
      Assumptions.assumeTrue(minor > sinceMinor, reason);
      throw new AssertionError(reason + ", but lacks it");
    }
    return value.getAsLong();
  }

  /** All names of enumerators that start so. */
  List<String> enumerators(String prefix) {
    return enumerators.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  /** All names of macros with a number that start so. */
  List<String> macros(String prefix) {
    return numbers.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  private static String program(String source, String macros) {
    List<String> lines = new ArrayList<>();
    Matcher macro = MACRO.matcher(macros);
    while (macro.find()) {
      boolean number = macro.group(2).matches("[()0-9a-fxUuLl<| ]+|F\\w+|E[A-Z0-9]+");
      if (number && macro.group(1).matches("(C?FUSE|FATTR|FOPEN|E)_?[A-Z0-9_]+")) {
        lines.add(print(macro.group(1), macro.group(1)));
      }
    }
    Matcher struct = STRUCT.matcher(source);
    while (struct.find()) {
      String name = struct.group(1);
      lines.add(print(name, "sizeof(struct " + name + ")"));
      Matcher field = FIELD.matcher(struct.group(2));
      while (field.find()) {
        String place = name + "." + field.group(1);
        lines.add(print(place, "offsetof(struct " + name + ", " + field.group(1) + ")"));
        if (!field.group().contains("[]")) {
          lines.add(
              print(place + ":", "sizeof(((struct " + name + " *)0)->" + field.group(1) + ")"));
        }
      }
    }
    return "#include <stdio.h>\n#include <stddef.h>\n#include <errno.h>\n"
        + "#include <linux/fuse.h>\nint main(void) {\n"
        + String.join("\n", lines)
        + "\nreturn 0;\n}\n";
  }

  private static String print(String name, String expression) {
    return "printf(\"%s %%llu\\n\", (unsigned long long)(%s));".formatted(name, expression);
  }

  private static String run(Path folder, String... command) throws IOException {
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(String.join(" ", command) + " took over " + LIMIT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          String.join(" ", command)
              + " failed: "
              + Files.readString(errors, StandardCharsets.UTF_8).lines().findFirst().orElse(""));
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
