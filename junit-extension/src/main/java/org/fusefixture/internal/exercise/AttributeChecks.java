package org.fusefixture.internal.exercise;

import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;

import java.util.Arrays;
import java.util.List;
import org.fusefixture.errno.Errno;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.oracle.Breach;
import org.fusefixture.oracle.Cause;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.protocol.Offset;

/** Attributes and extended attributes. */
final class AttributeChecks {
  private AttributeChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("size while open", AttributeChecks::size),
        new Check("times", AttributeChecks::times),
        new Check("permissions", AttributeChecks::permissions),
        new Check("extended attributes", AttributeChecks::xattrs));
  }

  private static void size(CheckContext context) {
    int step = context.between(500, 4000);
    int writes = context.between(3, 5);
    try (ClientFile file = context.open("f", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(bytes((long) step * writes)).stamp(1)) {
      for (int i = 1; i <= writes; i++) {
        long expected = (long) step * i;
        file.write(pages, Offset.ZERO, bytes(expected), Offset.ZERO);
        long size = context.client().stat(context.path("f")).size();
        context.require(
            size == expected,
            Breach.Kind.WRONG_SIZE,
            Cause.SIZE,
            () -> "after a write up to " + expected + " an open file has " + size + " bytes");
      }
    }
  }

  private static void times(CheckContext context) {
    context.client().writeText(context.path("f"), "x");
    TimeSpec access = time(context, 1_000_000_000);
    TimeSpec modification = time(context, 1_200_000_000);
    context.client().utimens(context.path("f"), access, modification);
    FileStatus status = context.client().stat(context.path("f"));
    boolean swapped = status.mtimeSeconds() == access.seconds();
    context.require(
        status.atimeSeconds() == access.seconds()
            && status.mtimeSeconds() == modification.seconds(),
        Breach.Kind.WRONG_ATTRIBUTE,
        swapped ? Cause.TIMES_SWAPPED : Cause.TIMES,
        () ->
            "times set to "
                + access
                + " and "
                + modification
                + " are "
                + status.atimeSeconds()
                + " and "
                + status.mtimeSeconds());
    context.client().writeText(context.path("f"), "more");
    FileStatus written = context.client().stat(context.path("f"));
    context.require(
        written.mtimeSeconds() > modification.seconds(),
        Breach.Kind.WRONG_ATTRIBUTE,
        Cause.TIMES,
        () -> "a write left the modification time at " + written.mtimeSeconds());
  }

  private static TimeSpec time(CheckContext context, int from) {
    return new TimeSpec(context.between(from, from + 1_000_000), context.between(0, 999_999_999));
  }

  private static void permissions(CheckContext context) {
    context.client().writeText(context.path("f"), "x");
    int permissions = 0600 | context.between(0, 077);
    context.client().chmod(context.path("f"), permissions);
    int mode = context.client().stat(context.path("f")).mode();
    context.require(
        mode == (0100000 | permissions),
        Breach.Kind.WRONG_ATTRIBUTE,
        Cause.PERMISSIONS,
        () -> String.format("chmod 0%o made a mode of 0%o", permissions, mode));
  }

  private static void xattrs(CheckContext context) {
    String path = context.path("f");
    String name = "user." + "colour".repeat(context.between(1, 10)) + context.between(0, 999);
    context.client().writeText(path, "x");
    byte[] value = value(context, context.between(1, 20));
    context.optional("extended attributes", () -> context.client().setXattr(path, name, value));
    requireValue(context, path, name, value);
    for (int size : context.shuffled(List.of(context.between(30, 900), 3000, 0))) {
      byte[] other = value(context, size);
      context.client().setXattr(path, name, other);
      requireValue(context, path, name, other);
    }
    List<String> names = context.client().listXattr(path);
    context.require(
        names.contains(name),
        Breach.Kind.WRONG_XATTR,
        Cause.XATTR,
        () -> name + " is not among " + names);
    context.client().removeXattr(path, name);
    context.requireError(
        Errno.ENODATA,
        "removal of an extended attribute that is gone",
        () -> context.client().removeXattr(path, name));
  }

  private static byte[] value(CheckContext context, int size) {
    byte[] value = new byte[size];
    for (int i = 0; i < size; i++) {
      value[i] = (byte) context.between(0, 255);
    }
    return value;
  }

  private static void requireValue(
      CheckContext context, String path, String name, byte[] expected) {
    byte[] found = context.client().getXattr(path, name);
    int alike = Arrays.mismatch(found, expected);
    boolean cut = found.length < expected.length && alike == found.length;
    context.require(
        alike < 0,
        Breach.Kind.WRONG_XATTR,
        cut ? Cause.XATTR_CUT : Cause.XATTR,
        () ->
            name
                + " was set to "
                + expected.length
                + " bytes and has "
                + found.length
                + ", alike up to byte "
                + alike);
  }
}
