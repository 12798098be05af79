package org.fusefixture.internal.linux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fusefixture.errno.Errno;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.XattrName;

/** Extended attributes (xattr(7)), by path or by open file. */
public final class LinuxXattrs {
  public static final int XATTR_CREATE = 1;
  public static final int XATTR_REPLACE = 2;

  /** The kernel's limit for a value and for a list of names (XATTR_SIZE_MAX, XATTR_LIST_MAX). */
  private static final int MAX_SIZE = 65536;

  private static final LibC.XattrFunctions C = SystemCall.bind(LibC.XattrFunctions.class);

  /** A call that fills an array, and returns the size that it needs where the size is 0. */
  @FunctionalInterface
  private interface Fill {
    long into(byte[] target, long size);
  }

  /**
   * setxattr(2), or lsetxattr(2) where symbolic links are not followed.
   *
   * @param flags 0, XATTR_CREATE or XATTR_REPLACE
   */
  public static void set(LinuxPath path, boolean follow, LinuxPath name, byte[] value, int flags) {
    byte[] file = path.terminated();
    byte[] key = name.terminated();
    SystemCall.perform(
        follow ? "setxattr" : "lsetxattr",
        () ->
            follow
                ? C.setxattr(file, key, value, value.length, flags)
                : C.lsetxattr(file, key, value, value.length, flags),
        path,
        name,
        value.length + " bytes",
        flags);
  }

  /** fsetxattr(2). */
  public static void set(OpenDescriptor file, LinuxPath name, byte[] value, int flags) {
    SystemCall.perform(
        "fsetxattr",
        () -> C.fsetxattr(file.descriptor(), name.terminated(), value, value.length, flags),
        file,
        name,
        value.length + " bytes",
        flags);
  }

  /** getxattr(2) or lgetxattr(2); ENODATA is thrown where there is no such attribute. */
  public static byte[] get(LinuxPath path, boolean follow, LinuxPath name) {
    byte[] file = path.terminated();
    byte[] key = name.terminated();
    return fill(
        follow ? "getxattr" : "lgetxattr",
        (target, size) ->
            follow ? C.getxattr(file, key, target, size) : C.lgetxattr(file, key, target, size),
        path,
        name);
  }

  /** fgetxattr(2). */
  public static byte[] get(OpenDescriptor file, LinuxPath name) {
    return fill(
        "fgetxattr",
        (target, size) -> C.fgetxattr(file.descriptor(), name.terminated(), target, size),
        file,
        name);
  }

  /** listxattr(2) or llistxattr(2). */
  public static List<XattrName> list(LinuxPath path, boolean follow) {
    byte[] file = path.terminated();
    return names(
        fill(
            follow ? "listxattr" : "llistxattr",
            (target, size) ->
                follow ? C.listxattr(file, target, size) : C.llistxattr(file, target, size),
            path));
  }

  /** flistxattr(2). */
  public static List<XattrName> list(OpenDescriptor file) {
    return names(
        fill("flistxattr", (target, size) -> C.flistxattr(file.descriptor(), target, size), file));
  }

  /** removexattr(2) or lremovexattr(2). */
  public static void remove(LinuxPath path, boolean follow, LinuxPath name) {
    byte[] file = path.terminated();
    byte[] key = name.terminated();
    SystemCall.perform(
        follow ? "removexattr" : "lremovexattr",
        () -> follow ? C.removexattr(file, key) : C.lremovexattr(file, key),
        path,
        name);
  }

  /** fremovexattr(2). */
  public static void remove(OpenDescriptor file, LinuxPath name) {
    SystemCall.perform(
        "fremovexattr", () -> C.fremovexattr(file.descriptor(), name.terminated()), file, name);
  }

  private static byte[] fill(String call, Fill fill, Object... arguments) {
    byte[] small = new byte[1024];
    long size = SystemCall.result(fill.into(small, small.length));
    if (size >= 0) {
      return Arrays.copyOf(small, (int) size);
    }
    if (size != -Errno.ERANGE.number()) {
      throw new LinuxException(call, (int) -size, arguments);
    }
    byte[] large = new byte[MAX_SIZE];
    size = SystemCall.perform(call, () -> fill.into(large, large.length), arguments);
    return Arrays.copyOf(large, (int) size);
  }

  private static List<XattrName> names(byte[] list) {
    List<XattrName> names = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < list.length; at++) {
      if (list[at] == 0) {
        names.add(XattrName.of(Arrays.copyOfRange(list, from, at)));
        from = at + 1;
      }
    }
    return names;
  }

  private LinuxXattrs() {}
}
