package org.fusefixture.stamp;

/**
 * Memory of a thread to make or check blocks of sectors in: it stays in the nearest cache from call
 * to call, where new arrays would have to be cleared first, which takes as long as to copy a page.
 */
final class SectorMemory {
  private static final ThreadLocal<SectorMemory> OF_THREAD =
      ThreadLocal.withInitial(SectorMemory::new);

  private final long[] block = new long[SectorPattern.BLOCK_WORDS];
  private final SectorPattern pattern = new SectorPattern();
  private final SectorDifferences differences = new SectorDifferences();

  /** For one call, which calls nobody else who uses it. */
  static SectorMemory ofThread() {
    return OF_THREAD.get();
  }

  long[] block() {
    return block;
  }

  SectorPattern pattern() {
    return pattern;
  }

  SectorDifferences differences() {
    return differences;
  }

  private SectorMemory() {}
}
