package org.fusefixture.sample.memory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.XattrName;

/**
 * The extended attributes of one inode (xattr(7)). Who may use {@code user.} and {@code trusted.}
 * is checked by the kernel before it asks (xattr_permission of fs/xattr.c).
 */
final class Xattrs {
  private static final List<String> NAMESPACES = List.of("user.", "trusted.", "security.");
  private static final String TRUSTED = "trusted.";
  private static final XattrName CAPABILITY = XattrName.of("security.capability");

  /** XATTR_CREATE and XATTR_REPLACE of setxattr(2). */
  private static final int CREATE = 1;

  private static final int REPLACE = 2;

  /** XATTR_SIZE_MAX and XATTR_LIST_MAX of include/uapi/linux/limits.h. */
  private static final int MOST_BYTES = 65_536;

  private Map<XattrName, byte[]> values = Map.of();

  byte[] get(XattrName name) {
    checkNamespace(name);
    byte[] value = values.get(name);
    if (value == null) {
      throw new ErrnoException(Errno.ENODATA, name.toString());
    }
    return value;
  }

  /** Sets a value; ENOSPC where listxattr(2) could not return all names any more. */
  void set(XattrName name, ByteBuffer value, int flags) {
    checkNamespace(name);
    boolean there = values.containsKey(name);
    if ((flags & ~(CREATE | REPLACE)) != 0 || flags == (CREATE | REPLACE)) {
      throw new ErrnoException(Errno.EINVAL, "setxattr flags " + flags);
    }
    if ((flags & CREATE) != 0 && there) {
      throw new ErrnoException(Errno.EEXIST, name.toString());
    }
    if ((flags & REPLACE) != 0 && !there) {
      throw new ErrnoException(Errno.ENODATA, name.toString());
    }
    if (value.remaining() > MOST_BYTES) {
      throw new ErrnoException(Errno.E2BIG, "a value of " + value.remaining() + " bytes");
    }
    if (!there && list(true).length + name.length() + 1 > MOST_BYTES) {
      throw new ErrnoException(Errno.ENOSPC, values.size() + " extended attributes");
    }
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    if (values.isEmpty()) {
      values = new LinkedHashMap<>();
    }
    values.put(name, bytes);
  }

  void remove(XattrName name) {
    checkNamespace(name);
    if (!values.containsKey(name)) {
      throw new ErrnoException(Errno.ENODATA, name.toString());
    }
    values.remove(name);
  }

  /** The names, each ended by a NUL; trusted ones only for who may read them (xattr(7)). */
  byte[] list(boolean privileged) {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    for (XattrName name : values.keySet()) {
      if (privileged || !name.toString().startsWith(TRUSTED)) {
        names.writeBytes(name.toBytes());
        names.write(0);
      }
    }
    return names.toByteArray();
  }

  /** The values are never changed in place. */
  Map<XattrName, byte[]> copy() {
    return new LinkedHashMap<>(values);
  }

  void replace(Map<XattrName, byte[]> others) {
    values = new LinkedHashMap<>(others);
  }

  void dropCapability() {
    if (!values.isEmpty()) {
      values.remove(CAPABILITY);
    }
  }

  private static void checkNamespace(XattrName name) {
    String text = name.toString();
    for (String namespace : NAMESPACES) {
      if (text.startsWith(namespace)) {
        if (text.length() == namespace.length()) {
          throw new ErrnoException(Errno.EINVAL, "no name after " + namespace);
        }
        return;
      }
    }
    throw new ErrnoException(Errno.EOPNOTSUPP, "no namespace of " + name);
  }
}
