package org.fusefixture.internal.fault.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The names of records, components and constants in a text. */
public final class Keywords {
  private static final int MOST_LISTED = 60;
  private static final int FARTHEST = 3;

  private Keywords() {}

  /** {@code ShortRead} and {@code shortRead} as {@code short-read}. */
  public static String of(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** The keyword of a value, which is that of its record. */
  public static String of(Object value) {
    return of(value.getClass().getSimpleName());
  }

  /** {@code FREE_BLOCKS} as {@code free-blocks}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code FsyncAftermath} as {@code fsync aftermath}. */
  static String words(Class<?> type) {
    return of(type.getSimpleName()).replace('-', ' ');
  }

  /** The records of a sealed interface, by keyword; also those of sealed interfaces below it. */
  public static Map<String, Class<?>> family(Class<?> sealed) {
    Map<String, Class<?>> family = new TreeMap<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isRecord()) {
        family.put(of(permitted.getSimpleName()), permitted);
      } else {
        family.putAll(family(permitted));
      }
    }
    return family;
  }

  /** "; did you mean ...?", or what there is to choose from. */
  public static String suggest(String wrong, Collection<String> known) {
    String best = null;
    int least = FARTHEST;
    for (String candidate : known) {
      int distance = distance(wrong.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    if (best != null) {
      return "; did you mean " + best + "?";
    }
    return known.size() > MOST_LISTED ? "" : "; expected one of " + String.join(", ", known);
  }

  /** Levenshtein's. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + change);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
