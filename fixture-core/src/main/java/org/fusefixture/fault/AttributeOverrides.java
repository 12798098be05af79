package org.fusefixture.fault;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.fusefixture.internal.fault.effect.OverrideEffects;
import org.fusefixture.internal.fault.effect.OverrideEffects.Attribute;
import org.fusefixture.posix.ByteSize;

/**
 * Attributes of inodes that are answered with other values; those that are not given stay as the
 * filesystem has them. A value; each method returns a changed copy.
 */
public final class AttributeOverrides {
  private static final AttributeOverrides NONE = new AttributeOverrides(Map.of());

  private final Map<Attribute, Long> values;

  private AttributeOverrides(Map<Attribute, Long> values) {
    this.values = values;
  }

  /** {@return overrides of nothing yet} */
  public static AttributeOverrides attributes() {
    return NONE;
  }

  /**
   * {@return a copy that also answers with an inode number}
   *
   * @param number as st_ino shows it
   */
  public AttributeOverrides inode(long number) {
    return with(Attribute.INODE, number);
  }

  /**
   * {@return a copy that also answers with a size of the content}
   *
   * @param size of the content
   */
  public AttributeOverrides size(ByteSize size) {
    return with(Attribute.SIZE, size.bytes());
  }

  /**
   * {@return a copy that also answers with an allocated space}
   *
   * @param count in units of 512 bytes
   */
  public AttributeOverrides blocks(long count) {
    return with(Attribute.BLOCKS, count);
  }

  /**
   * {@return a copy that also answers with a time of the last access}
   *
   * @param time of which the whole seconds count
   */
  public AttributeOverrides atime(Instant time) {
    return with(Attribute.ATIME, time.getEpochSecond());
  }

  /**
   * {@return a copy that also answers with a time of the last change of the content}
   *
   * @param time of which the whole seconds count
   */
  public AttributeOverrides mtime(Instant time) {
    return with(Attribute.MTIME, time.getEpochSecond());
  }

  /**
   * {@return a copy that also answers with a time of the last change of the attributes}
   *
   * @param time of which the whole seconds count
   */
  public AttributeOverrides ctime(Instant time) {
    return with(Attribute.CTIME, time.getEpochSecond());
  }

  /**
   * {@return a copy that also answers with a file type and permissions}
   *
   * @param mode as st_mode
   */
  public AttributeOverrides mode(int mode) {
    return with(Attribute.MODE, mode);
  }

  /**
   * {@return a copy that also answers with a number of names}
   *
   * @param count as st_nlink
   */
  public AttributeOverrides links(int count) {
    return with(Attribute.LINKS, count);
  }

  /**
   * {@return a copy that also answers with an owner}
   *
   * @param uid as an unsigned number
   */
  public AttributeOverrides uid(int uid) {
    return with(Attribute.UID, uid);
  }

  /**
   * {@return a copy that also answers with a group}
   *
   * @param gid as an unsigned number
   */
  public AttributeOverrides gid(int gid) {
    return with(Attribute.GID, gid);
  }

  OverrideEffects.OverrideAttributes effect() {
    return new OverrideEffects.OverrideAttributes(values);
  }

  private AttributeOverrides with(Attribute attribute, long value) {
    Map<Attribute, Long> more = new EnumMap<>(Attribute.class);
    more.putAll(values);
    more.put(attribute, value);
    return new AttributeOverrides(more);
  }
}
