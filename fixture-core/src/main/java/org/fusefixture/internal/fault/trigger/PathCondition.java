package org.fusefixture.internal.fault.trigger;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.fusefixture.fault.trigger.FaultRequest;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.text.RecordText;

/**
 * A condition on the path, relative to the root of the mount and without a leading slash: {@code
 * directory/file}. A request meets it if any of its paths does.
 */
public sealed interface PathCondition extends RequestCondition {
  /** Whether a path meets it. */
  boolean acceptsPath(String path);

  @Override
  default boolean accepts(FaultRequest request, long sinceSetNanos) {
    for (String path : request.paths()) {
      if (acceptsPath(path)) {
        return true;
      }
    }
    return false;
  }

  @Override
  default String explain(FaultRequest request, long sinceSetNanos) {
    List<String> paths = request.paths();
    return "path "
        + (paths.isEmpty()
            ? "of inode " + Long.toUnsignedString(request.nodeId()) + " is not known, and so"
            : "\"" + String.join("\", \"", paths) + "\"")
        + " does not meet "
        + RecordText.member(this);
  }

  @Override
  default String label() {
    return "path";
  }

  @Override
  default boolean isOfNode() {
    return true;
  }

  @Override
  default Optional<String> refusal(Opcode opcode) {
    return switch (opcode) {
      case STATFS, SYNCFS ->
          Optional.of(
              opcode + " is about the whole filesystem and has no path; leave the path out");
      case BATCH_FORGET ->
          Optional.of("BATCH_FORGET is about many inodes and has no path; leave the path out");
      default -> Optional.empty();
    };
  }

  /**
   * One path.
   *
   * @param path relative to the root of the mount; empty for the root itself
   */
  record Path(String path) implements PathCondition {
    public Path {
      Objects.requireNonNull(path, "path");
      requireRelative("path", path);
    }

    @Override
    public boolean acceptsPath(String candidate) {
      return candidate.equals(path);
    }
  }

  /**
   * Paths that match a glob, as in {@link java.nio.file.FileSystem#getPathMatcher}: {@code *} stays
   * within a name, {@code **} crosses directories.
   *
   * @param glob for example {@code "**.db"}
   */
  record Glob(String glob) implements PathCondition {
    public Glob {
      Objects.requireNonNull(glob, "glob");
      requireRelative("glob", glob);
      matcher(glob);
    }

    @Override
    public boolean acceptsPath(String candidate) {
      try {
        return matcher(glob).matches(java.nio.file.Path.of(candidate));
      } catch (InvalidPathException e) {
        return false; // a name that is not in this JVM's encoding
      }
    }

    private static PathMatcher matcher(String glob) {
      try {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("invalid glob \"" + glob + "\": " + e.getMessage(), e);
      }
    }
  }

  /**
   * Paths that match a regular expression as a whole.
   *
   * @param regex as in java.util.regex.Pattern
   */
  record Regex(String regex) implements PathCondition {
    public Regex {
      Objects.requireNonNull(regex, "regex");
      requirePrintable("regex", regex);
      try {
        Pattern.compile(regex);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "invalid regular expression \""
                + regex
                + "\": "
                + e.getDescription()
                + " at index "
                + e.getIndex(),
            e);
      }
    }

    @Override
    public boolean acceptsPath(String candidate) {
      return Pattern.matches(regex, candidate);
    }
  }

  /**
   * Paths that start with a text.
   *
   * @param prefix for example {@code "logs/"}
   */
  record Prefix(String prefix) implements PathCondition {
    public Prefix {
      Objects.requireNonNull(prefix, "prefix");
      requireRelative("prefix", prefix);
    }

    @Override
    public boolean acceptsPath(String candidate) {
      return candidate.startsWith(prefix);
    }
  }

  /**
   * Paths that end with a text.
   *
   * @param suffix for example {@code "-journal"}
   */
  record Suffix(String suffix) implements PathCondition {
    public Suffix {
      Objects.requireNonNull(suffix, "suffix");
      requirePrintable("suffix", suffix);
    }

    @Override
    public boolean acceptsPath(String candidate) {
      return candidate.endsWith(suffix);
    }
  }

  private static void requireRelative(String what, String text) {
    if (text.startsWith("/")) {
      throw new IllegalArgumentException(
          "the "
              + what
              + " \""
              + text
              + "\" starts with a slash, but paths are relative to the root of the mount; write \""
              + text.replaceFirst("^/+", "")
              + "\"");
    }
    requirePrintable(what, text);
  }

  /** Refuses text that could not be printed and read back. */
  private static void requirePrintable(String what, String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean paired =
          Character.isHighSurrogate(unit)
              ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(++i))
              : !Character.isLowSurrogate(unit);
      if (unit == 0 || !paired) {
        throw new IllegalArgumentException(
            "the " + what + " has a NUL or half a surrogate pair, which no name in UTF-8 has");
      }
    }
  }
}
