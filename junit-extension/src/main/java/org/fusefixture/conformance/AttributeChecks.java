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

  private static void size(Ground ground) {
    try (ClientFile file = ground.open("f", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(bytes(10_000)).stamp(1)) {
      for (int i = 0; i < 3; i++) {
        long expected = 1000 + 3000L * i;
        file.write(pages, Offset.ZERO, bytes(expected), Offset.ZERO);
        long size = ground.client().stat(ground.path("f")).size();
        ground.require(
            size == expected,
            Breach.Kind.WRONG_SIZE,
            () -> "after a write up to " + expected + " an open file has " + size + " bytes");
      }
    }
  }

  private static void times(Ground ground) {
    ground.client().writeText(ground.path("f"), "x");
    TimeSpec access = new TimeSpec(1_000_000_001, 123_456_789);
    TimeSpec modification = new TimeSpec(1_200_000_002, 987_654_321);
    ground.client().utimens(ground.path("f"), access, modification);
    FileStatus status = ground.client().stat(ground.path("f"));
    ground.require(
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
    ground.client().writeText(ground.path("f"), "more");
    FileStatus written = ground.client().stat(ground.path("f"));
    ground.require(
        written.mtimeSeconds() > modification.seconds(),
        Breach.Kind.WRONG_ATTRIBUTE,
        () -> "a write left the modification time at " + written.mtimeSeconds());
  }

  private static void permissions(Ground ground) {
    ground.client().writeText(ground.path("f"), "x");
    ground.client().chmod(ground.path("f"), 0640);
    int mode = ground.client().stat(ground.path("f")).mode();
    ground.require(
        mode == 0100640,
        Breach.Kind.WRONG_ATTRIBUTE,
        () -> "chmod 0640 made a mode of 0" + Integer.toOctalString(mode));
  }

  private static void xattrs(Ground ground) {
    String path = ground.path("f");
    ground.client().writeText(path, "x");
    byte[] value = new byte[10];
    Arrays.fill(value, (byte) 7);
    ground.optional("extended attributes", () -> ground.client().setXattr(path, NAME, value));
    requireValue(ground, path, value);
    byte[] longer = new byte[900];
    Arrays.fill(longer, (byte) 8);
    longer[3] = 0;
    ground.client().setXattr(path, NAME, longer);
    requireValue(ground, path, longer);
    byte[] longest = new byte[3000];
    Arrays.fill(longest, (byte) 9);
    ground.client().setXattr(path, NAME, longest);
    requireValue(ground, path, longest);
    List<String> names = ground.client().listXattr(path);
    ground.require(
        names.contains(NAME), Breach.Kind.WRONG_XATTR, () -> NAME + " is not among " + names);
    ground.client().removeXattr(path, NAME);
    ground.requireError(
        Errno.ENODATA,
        "removal of an extended attribute that is gone",
        () -> ground.client().removeXattr(path, NAME));
  }

  private static void requireValue(Ground ground, String path, byte[] expected) {
    byte[] found = ground.client().getXattr(path, NAME);
    ground.require(
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
