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

  /** Overrides nothing yet. */
  public static AttributeOverrides attributes() {
    return NONE;
  }

  /** Number shown to callers. */
  public AttributeOverrides inode(long number) {
    return with(Attribute.INODE, number);
  }

  /** Size of the content. */
  public AttributeOverrides size(ByteSize size) {
    return with(Attribute.SIZE, size.bytes());
  }

  /** Allocated space, in units of 512 bytes. */
  public AttributeOverrides blocks(long count) {
    return with(Attribute.BLOCKS, count);
  }

  /** Time of the last access, in whole seconds. */
  public AttributeOverrides atime(Instant time) {
    return with(Attribute.ATIME, time.getEpochSecond());
  }

  /** Time of the last change of the content, in whole seconds. */
  public AttributeOverrides mtime(Instant time) {
    return with(Attribute.MTIME, time.getEpochSecond());
  }

  /** Time of the last change of the attributes, in whole seconds. */
  public AttributeOverrides ctime(Instant time) {
    return with(Attribute.CTIME, time.getEpochSecond());
  }

  /** File type and permissions, as in st_mode. */
  public AttributeOverrides mode(int mode) {
    return with(Attribute.MODE, mode);
  }

  /** Number of names. */
  public AttributeOverrides links(int count) {
    return with(Attribute.LINKS, count);
  }

  /** Owner. */
  public AttributeOverrides uid(int uid) {
    return with(Attribute.UID, uid);
  }

  /** Group. */
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
