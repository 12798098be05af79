package org.fusefixture.fault;

import java.util.EnumMap;
import java.util.Map;
import org.fusefixture.internal.fault.effect.OverrideEffects;
import org.fusefixture.internal.fault.effect.OverrideEffects.Statistic;

/**
 * Sizes of a filesystem, as in statvfs(3), that are answered with other values; those that are not
 * given stay as the filesystem has them. A value; each method returns a changed copy.
 */
public final class StatisticsOverrides {
  private static final StatisticsOverrides NONE = new StatisticsOverrides(Map.of());

  private final Map<Statistic, Long> values;

  private StatisticsOverrides(Map<Statistic, Long> values) {
    this.values = values;
  }

  /** Overrides nothing yet. */
  public static StatisticsOverrides statistics() {
    return NONE;
  }

  /** Blocks in total. */
  public StatisticsOverrides blocks(long count) {
    return with(Statistic.BLOCKS, count);
  }

  /** Free blocks. */
  public StatisticsOverrides freeBlocks(long count) {
    return with(Statistic.FREE_BLOCKS, count);
  }

  /** Free blocks for unprivileged users. */
  public StatisticsOverrides availableBlocks(long count) {
    return with(Statistic.AVAILABLE_BLOCKS, count);
  }

  /** Inodes in total. */
  public StatisticsOverrides inodes(long count) {
    return with(Statistic.INODES, count);
  }

  /** Free inodes. */
  public StatisticsOverrides freeInodes(long count) {
    return with(Statistic.FREE_INODES, count);
  }

  /** Size of a block in bytes. */
  public StatisticsOverrides blockSize(int bytes) {
    return with(Statistic.BLOCK_SIZE, bytes);
  }

  /** Longest name in bytes. */
  public StatisticsOverrides nameLength(int bytes) {
    return with(Statistic.NAME_LENGTH, bytes);
  }

  OverrideEffects.OverrideStatistics effect() {
    return new OverrideEffects.OverrideStatistics(values);
  }

  private StatisticsOverrides with(Statistic statistic, long value) {
    Map<Statistic, Long> more = new EnumMap<>(Statistic.class);
    more.putAll(values);
    more.put(statistic, value);
    return new StatisticsOverrides(more);
  }
}
