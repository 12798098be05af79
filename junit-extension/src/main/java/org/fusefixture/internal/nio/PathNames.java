package org.fusefixture.internal.nio;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The names that make up a path: text taken apart, and lists of names put together. */
final class PathNames {
  /** Of the empty path. */
  static final List<String> EMPTY = List.of("");

  private static final String UP = "..";
  private static final String HERE = ".";

  private PathNames() {}

  /**
   * Takes a path apart; several slashes are one, and one at the end is none.
   *
   * @throws InvalidPathException for what no name on Linux can be: a NUL character, or half a
   *     surrogate pair, for which UTF-8 has no bytes
   */
  static MountPath parse(MountFileSystem fileSystem, String text) {
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw new InvalidPathException(text, "a name has no NUL character", nul);
    }
    try {
      StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      InvalidPathException failure =
          new InvalidPathException(text, "half a surrogate pair cannot be encoded in UTF-8");
      failure.initCause(e);
      throw failure;
    }
    List<String> names = Stream.of(text.split("/")).filter(name -> !name.isEmpty()).toList();
    return new MountPath(fileSystem, text.startsWith("/"), names);
  }

  static List<String> join(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** Without "." and, where a name precedes it, "..". */
  static List<String> normalize(boolean absolute, List<String> names) {
    List<String> result = new ArrayList<>();
    for (String name : names) {
      boolean above = result.isEmpty() || result.get(result.size() - 1).equals(UP);
      if (!name.equals(UP)) {
        if (!name.equals(HERE) && !name.isEmpty()) {
          result.add(name);
        }
      } else if (!above) {
        result.remove(result.size() - 1);
      } else if (!absolute) {
        result.add(UP);
      }
    }
    return result;
  }

  /**
   * How one path is reached from another; dots are resolved first if there are any.
   *
   * @throws IllegalArgumentException if ".." remains in what would have to be left
   */
  static List<String> relativize(boolean absolute, List<String> from, List<String> to) {
    if (hasDots(from) || hasDots(to)) {
      return difference(normalize(absolute, from), normalize(absolute, to));
    }
    return difference(from, to);
  }

  private static List<String> difference(List<String> from, List<String> to) {
    int common = 0;
    while (common < Math.min(from.size(), to.size()) && from.get(common).equals(to.get(common))) {
      common++;
    }
    List<String> left = from.subList(common, from.size());
    if (left.contains(UP)) {
      throw new IllegalArgumentException(
          "what is above \""
              + String.join("/", from)
              + "\" is not known, so there is no way to \""
              + String.join("/", to)
              + '"');
    }
    List<String> result = new ArrayList<>();
    left.forEach(name -> result.add(UP));
    to.subList(common, to.size()).stream().filter(name -> !name.isEmpty()).forEach(result::add);
    return result;
  }

  private static boolean hasDots(List<String> names) {
    return names.contains(UP) || names.contains(HERE);
  }

  /**
   * The path as the agent takes it, relative to the root of the mount. A ".." that would lead above
   * that root is left out, as in "/..".
   */
  static String forAgent(MountPath path) {
    List<String> result = new ArrayList<>();
    int depth = 0;
    for (String name : path.toAbsolutePath().names()) {
      if (name.equals(UP) && depth == 0) {
        continue;
      }
      if (!name.equals(HERE)) {
        depth += name.equals(UP) ? -1 : 1;
      }
      result.add(name);
    }
    return String.join("/", result);
  }
}
