package org.fusefixture.conformance;

import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.EXCLUSIVE;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.junit.RenameOption.EXCHANGE;
import static org.fusefixture.junit.RenameOption.NO_REPLACE;
import static org.fusefixture.posix.ByteSize.bytes;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.oracle.Breach;
import org.fusefixture.report.ListingReport;
import org.fusefixture.stamp.StampVerdict;

/** Names: renaming, links, removal, listings, and the errors of all that. */
final class NameChecks {
  private static final int SIZE = 8192;
  private static final int RENAMES = 8;

  /** Three getdents64(2) of the client: 4 KiB each, and names of 200 characters. */
  private static final int FILES = 48;

  private NameChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("rename", NameChecks::rename),
        new Check("rename over a file", NameChecks::renameOver),
        new Check("exchange", NameChecks::exchange),
        new Check("write after rename", NameChecks::writeAfterRename),
        new Check("hard links", NameChecks::hardLinks),
        new Check("unlinked while open", NameChecks::unlinkedWhileOpen),
        new Check("listing", NameChecks::listing),
        new Check("errors", NameChecks::errors));
  }

  private static void write(Ground ground, String name, long generation) {
    try (ClientFile file = ground.open(name, CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(bytes(SIZE)).stamp(generation)) {
      file.write(pages);
    }
  }

  private static void rename(Ground ground) {
    write(ground, "a", 1);
    ground.client().rename(ground.path("a"), ground.path("b"));
    List<String> names = ground.client().names("");
    ground.require(
        !names.contains(ground.path("a")) && names.contains(ground.path("b")),
        Breach.Kind.WRONG_NAME,
        () -> "after a rename of \"a\" to \"b\" there are " + names);
    write(ground, "a", 2);
    ground.requireError(
        Errno.EEXIST,
        "rename with NO_REPLACE onto a file",
        () -> ground.client().rename(ground.path("a"), ground.path("b"), NO_REPLACE));
  }

  /** A name that is replaced again and again is never missing, not in what is stored either. */
  private static void renameOver(Ground ground) {
    write(ground, "kept", 1);
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger missing = new AtomicInteger();
    AtomicInteger looks = new AtomicInteger();
    ground.together(
        List.of(
            () -> {
              try {
                for (int i = 0; i < RENAMES; i++) {
                  write(ground, "new", i + 2);
                  ground.client().rename(ground.path("new"), ground.path("kept"));
                }
              } finally {
                done.set(true);
              }
            },
            () -> {
              while (!done.get() && isStored(ground, "kept", missing)) {
                looks.incrementAndGet();
              }
            }));
    ground.require(
        missing.get() == 0,
        Breach.Kind.WRONG_NAME,
        () ->
            "while other files were renamed to \"kept\", the name was missing in what is stored "
                + missing
                + " times in "
                + looks
                + " looks: a crash at that moment loses both files");
  }

  /**
   * False where the filesystem does not show what it has stored. That a single look fails, as one
   * may that comes while the file is replaced, is no reason to look no more.
   */
  private static boolean isStored(Ground ground, String name, AtomicInteger missing) {
    try {
      ground.fs().storedFile(ground.path(name)).verify(1);
    } catch (ClientIOException e) {
      if (e.errno().filter(Errno.ENOENT::equals).isPresent()) {
        missing.incrementAndGet();
      }
    } catch (ControlException e) {
      return e.kind() != ControlError.Kind.BAD_REQUEST;
    }
    return true;
  }

  private static void exchange(Ground ground) {
    write(ground, "a", 1);
    write(ground, "b", 2);
    ground.optional(
        "RENAME_EXCHANGE",
        () -> ground.client().rename(ground.path("a"), ground.path("b"), EXCHANGE));
    List<String> names = ground.client().names("");
    ground.require(
        names.contains(ground.path("a")) && names.contains(ground.path("b")),
        Breach.Kind.WRONG_NAME,
        () -> "after an exchange of \"a\" and \"b\" there are " + names);
  }

  private static void writeAfterRename(Ground ground) {
    try (ClientFile file = ground.open("a", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(bytes(SIZE)).stamp(1)) {
      file.write(pages);
      ground.client().rename(ground.path("a"), ground.path("b"));
      pages.stamp(2);
      file.write(pages);
    }
  }

  private static void hardLinks(Ground ground) {
    write(ground, "a", 1);
    ground.optional("hard links", () -> ground.client().link(ground.path("a"), ground.path("b")));
    long links = ground.client().stat(ground.path("a")).links();
    ground.require(
        links == 2, Breach.Kind.WRONG_ATTRIBUTE, () -> "a file with two names has " + links);
    ground.judge();
    write(ground, "b", 2);
    ground.judge();
    ground.client().unlink(ground.path("b"));
    long left = ground.client().stat(ground.path("a")).links();
    ground.require(
        left == 1,
        Breach.Kind.WRONG_ATTRIBUTE,
        () -> "a file that lost one of its two names has " + left + " links");
  }

  private static void unlinkedWhileOpen(Ground ground) {
    try (ClientFile file =
            ground.open("f", CREATE, READ_WRITE, org.fusefixture.junit.FileOption.DIRECT);
        PageBuffer pages = file.allocate(bytes(SIZE)).stamp(1)) {
      file.write(pages);
      ground.client().unlink(ground.path("f"));
      pages.stamp(2);
      file.write(pages);
      pages.fill(0);
      long count = file.read(pages).bytes();
      StampVerdict verdict = pages.check(2);
      ground.require(
          count == SIZE && verdict.holds(),
          Breach.Kind.UNREADABLE,
          () -> "an open file that was unlinked reads " + count + " bytes, " + verdict.wrong());
    }
  }

  private static void listing(Ground ground) {
    ListingReport report = ground.client().listAcrossRemoval(ground.path("d"), FILES);
    ground.require(
        report.missing().isEmpty() && report.twice().isEmpty(),
        Breach.Kind.WRONG_LISTING,
        () ->
            "while "
                + report.removed()
                + " of "
                + FILES
                + " files were removed after they had been listed, the listing left out "
                + report.missing().size()
                + " files that stayed, and showed "
                + report.twice().size()
                + " twice");
  }

  private static void errors(Ground ground) {
    String missing = ground.path("missing");
    ground.requireError(Errno.ENOENT, "stat of nothing", () -> ground.client().stat(missing));
    ground.requireError(Errno.ENOENT, "unlink of nothing", () -> ground.client().unlink(missing));
    write(ground, "f", 1);
    ground.requireError(
        Errno.EEXIST,
        "exclusive creation of what is there",
        () -> ground.open("f", CREATE, EXCLUSIVE, READ_WRITE).close());
    ground.requireError(
        Errno.ENOTDIR,
        "a file used as a directory",
        () -> ground.client().stat(ground.path("f") + "/x"));
    ground.client().mkdir(ground.path("full"));
    ground.client().mkdir(ground.path("full") + "/inside");
    ground.requireError(
        Errno.ENOTEMPTY,
        "rmdir of a directory that is not empty",
        () -> ground.client().rmdir(ground.path("full")));
  }
}
