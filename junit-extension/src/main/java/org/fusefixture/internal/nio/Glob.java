package org.fusefixture.internal.nio;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Turns a glob, as {@link java.nio.file.FileSystem#getPathMatcher} has it, into a pattern. */
final class Glob {
  private static final String SPECIAL = ".^$+{[]|()\\*?}";

  private final String glob;
  private final StringBuilder regex = new StringBuilder("^");
  private int at;
  private boolean inGroup;

  private Glob(String glob) {
    this.glob = glob;
  }

  static Pattern compile(String glob) {
    return Pattern.compile(new Glob(glob).regex(), Pattern.DOTALL);
  }

  private String regex() {
    while (at < glob.length()) {
      translate(glob.charAt(at++));
    }
    if (inGroup) {
      throw wrong("Missing '}'");
    }
    return regex.append('$').toString();
  }

  private void translate(char next) {
    switch (next) {
      case '\\' -> escaped();
      case '*' -> star();
      case '?' -> regex.append("[^/]");
      case '[' -> bracket();
      case '{' -> openGroup();
      case '}' -> closeGroup();
      case ',' -> regex.append(inGroup ? ")|(?:" : ",");
      default -> literal(next);
    }
  }

  private void escaped() {
    if (at == glob.length()) {
      throw wrong("No character to escape");
    }
    literal(glob.charAt(at++));
  }

  private void star() {
    if (at < glob.length() && glob.charAt(at) == '*') {
      at++;
      regex.append(".*");
    } else {
      regex.append("[^/]*");
    }
  }

  private void openGroup() {
    if (inGroup) {
      throw wrong("Cannot nest groups");
    }
    regex.append("(?:(?:");
    inGroup = true;
  }

  private void closeGroup() {
    regex.append(inGroup ? "))" : "\\}");
    inGroup = false;
  }

  /** A set of characters, which never holds the slash; within it only '-' and '!' are special. */
  private void bracket() {
    int close = glob.indexOf(']', at);
    if (close < 0) {
      throw wrong("Missing ']'");
    }
    String set = glob.substring(at, close);
    if (set.isEmpty() || set.equals("!")) {
      throw wrong("Empty class");
    }
    if (set.indexOf('/') >= 0) {
      throw wrong("Explicit name separator in class");
    }
    regex.append("[[^/]&&[");
    int from = 0;
    if (set.startsWith("!")) {
      regex.append('^');
      from = 1;
    }
    for (int index = from; index < set.length(); index++) {
      char member = set.charAt(index);
      boolean range = member == '-' && index > from && index < set.length() - 1;
      if (range && set.charAt(index + 1) < set.charAt(index - 1)) {
        throw wrong("Invalid range");
      }
      regex.append(range || Character.isLetterOrDigit(member) ? "" : "\\").append(member);
    }
    regex.append("]]");
    at = close + 1;
  }

  private void literal(char value) {
    regex.append(SPECIAL.indexOf(value) >= 0 ? "\\" : "").append(value);
  }

  private PatternSyntaxException wrong(String reason) {
    return new PatternSyntaxException(reason, glob, Math.min(at, glob.length()) - 1);
  }
}
