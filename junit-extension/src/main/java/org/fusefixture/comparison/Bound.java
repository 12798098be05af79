package org.fusefixture.comparison;

/** What is claimed of a ratio. */
public enum Bound {
  /** It is so great or greater. */
  AT_LEAST("at least"),
  /** It is so great or smaller. */
  AT_MOST("at most");

  private final String text;

  Bound(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
