package org.fusefixture.fault.trigger;

/** Checks of strings that have to survive being printed and read back. */
final class Texts {
  private Texts() {}

  static void requirePrintable(String what, String text) {
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
