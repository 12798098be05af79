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

  /** {@return overrides of nothing yet} */
  public static StatisticsOverrides statistics() {
    return NONE;
  }

  /**
   * {@return a copy that also answers with a number of blocks in total}
   *
   * @param count in blocks of the size that the filesystem answers with
   */
  public StatisticsOverrides blocks(long count) {
    return with(Statistic.BLOCKS, count);
  }

  /**
   * {@return a copy that also answers with a number of free blocks}
   *
   * @param count in blocks, as for {@link #blocks}
   */
  public StatisticsOverrides freeBlocks(long count) {
    return with(Statistic.FREE_BLOCKS, count);
  }

  /**
   * {@return a copy that also answers with a number of blocks that are free for unprivileged users}
   *
   * @param count in blocks, as for {@link #blocks}
   */
  public StatisticsOverrides availableBlocks(long count) {
    return with(Statistic.AVAILABLE_BLOCKS, count);
  }

  /**
   * {@return a copy that also answers with a number of inodes in total}
   *
   * @param count as f_files
   */
  public StatisticsOverrides inodes(long count) {
    return with(Statistic.INODES, count);
  }

  /**
   * {@return a copy that also answers with a number of free inodes}
   *
   * @param count as f_ffree
   */
  public StatisticsOverrides freeInodes(long count) {
    return with(Statistic.FREE_INODES, count);
  }

  /**
   * {@return a copy that also answers with a size of a block}
   *
   * @param bytes as f_bsize
   */
  public StatisticsOverrides blockSize(int bytes) {
    return with(Statistic.BLOCK_SIZE, bytes);
  }

  /**
   * {@return a copy that also answers with a length of the longest name}
   *
   * @param bytes as f_namemax
   */
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
