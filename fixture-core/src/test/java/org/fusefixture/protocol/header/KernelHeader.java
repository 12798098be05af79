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
  private static final Pattern MACRO = Pattern.compile("#define (\\w+)\\s+(.+)");
  private static final Pattern STRUCT =
      Pattern.compile("struct (fuse_\\w+)\\s*\\{([^{}]*)\\}\\s*;", Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("(\\w+)(?:\\[[^\\]]*\\])?\\s*;");
  private static final Pattern ENUMERATOR = Pattern.compile("\\b(C?FUSE_\\w+)\\s*=\\s*(\\d+)");

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
    return require(structure, "struct " + structure);
  }

  /** Where a field starts in its structure, in bytes. */
  int offset(String structure, String field) {
    size(structure);
    return (int) require(structure + "." + field, "the field " + structure + "." + field);
  }

  /** Size of a field, in bytes. */
  int width(String structure, String field) {
    return (int) require(structure + "." + field + ":", structure + "." + field);
  }

  /** A number that the header has under a name; empty if it is too old for it. */
  OptionalLong number(String name) {
    Long value = numbers.getOrDefault(name, enumerators.get(name));
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** A number that the header has under a name; without it the test is skipped. */
  long require(String key, String what) {
    OptionalLong value = number(key);
    Assumptions.assumeTrue(value.isPresent(), what + " is not in this machine's " + version());
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

  /** For messages. */
  String version() {
    return "<linux/fuse.h> of FUSE 7." + numbers.get("FUSE_KERNEL_MINOR_VERSION");
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
