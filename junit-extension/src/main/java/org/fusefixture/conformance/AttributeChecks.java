package org.fusefixture.conformance;

import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;

import java.util.Arrays;
import java.util.List;
import org.fusefixture.errno.Errno;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.oracle.Breach;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.protocol.Offset;

/** Attributes and extended attributes. */
final class AttributeChecks {
  private static final String NAME = "user.colour";

  private AttributeChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("size while open", AttributeChecks::size),
        new Check("times", AttributeChecks::times),
        new Check("permissions", AttributeChecks::permissions),
        new Check("extended attributes", AttributeChecks::xattrs));
  }

  private static void size(CheckContext context) {
    try (ClientFile file = context.open("f", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(bytes(10_000)).stamp(1)) {
      for (int i = 0; i < 3; i++) {
        long expected = 1000 + 3000L * i;
        file.write(pages, Offset.ZERO, bytes(expected), Offset.ZERO);
        long size = context.client().stat(context.path("f")).size();
        context.require(
            size == expected,
            Breach.Kind.WRONG_SIZE,
            () -> "after a write up to " + expected + " an open file has " + size + " bytes");
      }
    }
  }

  private static void times(CheckContext context) {
    context.client().writeText(context.path("f"), "x");
    TimeSpec access = new TimeSpec(1_000_000_001, 123_456_789);
    TimeSpec modification = new TimeSpec(1_200_000_002, 987_654_321);
    context.client().utimens(context.path("f"), access, modification);
    FileStatus status = context.client().stat(context.path("f"));
    context.require(
        status.atimeSeconds() == access.seconds()
            && status.mtimeSeconds() == modification.seconds(),
        Breach.Kind.WRONG_ATTRIBUTE,
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
        () -> "a write left the modification time at " + written.mtimeSeconds());
  }

  private static void permissions(CheckContext context) {
    context.client().writeText(context.path("f"), "x");
    context.client().chmod(context.path("f"), 0640);
    int mode = context.client().stat(context.path("f")).mode();
    context.require(
        mode == 0100640,
        Breach.Kind.WRONG_ATTRIBUTE,
        () -> "chmod 0640 made a mode of 0" + Integer.toOctalString(mode));
  }

  private static void xattrs(CheckContext context) {
    String path = context.path("f");
    context.client().writeText(path, "x");
    byte[] value = new byte[10];
    Arrays.fill(value, (byte) 7);
    context.optional("extended attributes", () -> context.client().setXattr(path, NAME, value));
    requireValue(context, path, value);
    byte[] longer = new byte[900];
    Arrays.fill(longer, (byte) 8);
    longer[3] = 0;
    context.client().setXattr(path, NAME, longer);
    requireValue(context, path, longer);
    byte[] longest = new byte[3000];
    Arrays.fill(longest, (byte) 9);
    context.client().setXattr(path, NAME, longest);
    requireValue(context, path, longest);
    List<String> names = context.client().listXattr(path);
    context.require(
        names.contains(NAME), Breach.Kind.WRONG_XATTR, () -> NAME + " is not among " + names);
    context.client().removeXattr(path, NAME);
    context.requireError(
        Errno.ENODATA,
        "removal of an extended attribute that is gone",
        () -> context.client().removeXattr(path, NAME));
  }

  private static void requireValue(CheckContext context, String path, byte[] expected) {
    byte[] found = context.client().getXattr(path, NAME);
    context.require(
        Arrays.equals(found, expected),
        Breach.Kind.WRONG_XATTR,
        () ->
            NAME
                + " was set to "
                + expected.length
                + " bytes and has "
                + found.length
                + ", alike up to byte "
                + Arrays.mismatch(found, expected));
  }
}
