package org.fusefixture.fault.trigger;

import java.util.List;
import java.util.Optional;
import org.fusefixture.filesystem.Opcode;

/**
 * A condition on the path, relative to the root of the mount and without a slash in front: {@code
 * directory/file}. It is met if any path of the request meets it.
 */
public sealed interface PathCondition extends Condition permits Path, Glob, Regex, Prefix, Suffix {
  /** Whether a path meets it. */
  boolean accepts(String path);

  /** Whether any path meets it. */
  default boolean acceptsAny(List<String> paths) {
    for (String path : paths) {
      if (accepts(path)) {
        return true;
      }
    }
    return false;
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

  /** Refuses what no path relative to the mount can be. */
  static void requireRelative(String what, String text) {
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
    Texts.requirePrintable(what, text);
  }
}
