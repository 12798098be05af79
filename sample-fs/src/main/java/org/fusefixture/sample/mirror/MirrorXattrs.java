package org.fusefixture.sample.mirror;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxXattrs;
import org.fusefixture.protocol.XattrName;

/**
 * Extended attributes of the backing files. Access control lists are not passed on: this kernel
 * checks permissions by the mode alone, and would not honour them.
 */
final class MirrorXattrs {
  private static final String ACCESS_CONTROL = "system.posix_acl_";
  private static final String TRUSTED = "trusted.";

  private MirrorXattrs() {}

  static ByteBuffer get(MirrorNode node, XattrName name) {
    return ByteBuffer.wrap(LinuxXattrs.get(node.path(), true, checked(name)));
  }

  static void set(MirrorNode node, XattrName name, ByteBuffer value, int flags) {
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    LinuxXattrs.set(node.path(), true, checked(name), bytes, flags);
  }

  static void remove(MirrorNode node, XattrName name) {
    LinuxXattrs.remove(node.path(), true, checked(name));
  }

  /** The names, each ended by a NUL; trusted ones only for who may read them (xattr(7)). */
  static ByteBuffer list(MirrorNode node, boolean privileged) {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    for (String name : LinuxXattrs.list(node.path(), true)) {
      if (!name.startsWith(ACCESS_CONTROL) && (privileged || !name.startsWith(TRUSTED))) {
        names.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        names.write(0);
      }
    }
    return ByteBuffer.wrap(names.toByteArray());
  }

  private static LinuxPath checked(XattrName name) {
    if (name.toString().startsWith(ACCESS_CONTROL)) {
      throw new ErrnoException(Errno.EOPNOTSUPP, name.toString());
    }
    return LinuxPath.of(name.toBytes());
  }
}
