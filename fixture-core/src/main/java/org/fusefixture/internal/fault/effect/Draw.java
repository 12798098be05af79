package org.fusefixture.internal.fault.effect;

/**
 * Random numbers as a pure function of what they depend on, so that the order of threads does not
 * change them. The mixing is that of SplitMix64 (Steele, Lea and Flood: Fast splittable
 * pseudorandom number generators, OOPSLA 2014).
 */
public final class Draw {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Draw() {}

  /** 64 bits that depend on every bit of both. */
  public static long mix(long state, long value) {
    long z = state + GOLDEN + value * 0xd1342543de82ef95L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** 64 bits that depend on every character. */
  public static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash, text.charAt(i));
    }
    return hash;
  }

  /** Whether a draw falls within a probability. */
  public static boolean within(long draw, double probability) {
    return (draw >>> 11) * 0x1p-53 < probability;
  }
}
