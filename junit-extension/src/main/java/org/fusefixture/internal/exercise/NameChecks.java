package org.fusefixture.internal.exercise;

import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.EXCLUSIVE;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.junit.RenameOption.EXCHANGE;
import static org.fusefixture.junit.RenameOption.NO_REPLACE;
import static org.fusefixture.posix.ByteSize.bytes;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.oracle.Breach;
import org.fusefixture.oracle.Cause;
import org.fusefixture.oracle.IntegrityVerdict.Damage;
import org.fusefixture.report.ListingReport;
import org.fusefixture.stamp.StampVerdict;

/** Names: renaming, links, removal, listings, and the errors of all that. */
final class NameChecks {
  private static final int LEAST = 600;
  private static final int MOST = 12_000;

  /** At least three getdents64(2) of the client: 4 KiB each, and names of 200 characters. */
  private static final int LEAST_FILES = 48;

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

  private static void write(CheckContext context, String name, long generation) {
    write(context, name, generation, context.between(LEAST, MOST));
  }

  private static void write(CheckContext context, String name, long generation, int size) {
    try (ClientFile file = context.open(name, CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(bytes(size)).stamp(generation)) {
      file.write(pages);
    }
  }

  private static void rename(CheckContext context) {
    write(context, "a", 1);
    context.client().rename(context.path("a"), context.path("b"));
    List<String> names = context.client().names("");
    context.require(
        !names.contains(context.path("a")) && names.contains(context.path("b")),
        Breach.Kind.WRONG_NAME,
        Cause.RENAME_LOST,
        () -> "after a rename of \"a\" to \"b\" there are " + names);
    write(context, "a", 2);
    context.requireError(
        Errno.EEXIST,
        "rename with NO_REPLACE onto a file",
        () -> context.client().rename(context.path("a"), context.path("b"), NO_REPLACE));
  }

  /** A name that is replaced again and again is never missing, not in what is stored either. */
  private static void renameOver(CheckContext context) {
    write(context, "kept", 1);
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger missing = new AtomicInteger();
    AtomicInteger looks = new AtomicInteger();
    AtomicReference<String> unseen = new AtomicReference<>("");
    int renames = context.between(6, 10);
    int size = context.between(LEAST, MOST);
    context.together(
        List.of(
            () -> {
              try {
                for (int i = 0; i < renames; i++) {
                  write(context, "new", i + 2, size);
                  context.client().rename(context.path("new"), context.path("kept"));
                }
              } finally {
                done.set(true);
              }
            },
            () -> {
              while (!done.get() && isStored(context, "kept", missing, unseen)) {
                looks.incrementAndGet();
              }
            }));
    context.require(
        missing.get() == 0,
        Breach.Kind.WRONG_NAME,
        Cause.RENAME_GAP,
        () ->
            "while other files were renamed to \"kept\", the name was missing in what is stored "
                + missing
                + " times in "
                + looks
                + " looks: a crash at that moment loses both files");
    if (!unseen.get().isEmpty()) {
      throw new CheckContext.Inapplicable(
          "whether the name was ever missing in what is stored was not seen: " + unseen.get());
    }
  }

  /**
   * False where the filesystem does not show what it has stored. That a single look fails, as one
   * may that comes while the file is replaced, is no reason to look no more.
   */
  private static boolean isStored(
      CheckContext context, String name, AtomicInteger missing, AtomicReference<String> unseen) {
    try {
      context.fs().storedFile(context.path(name)).verify(1);
    } catch (ClientIOException e) {
      if (e.errno().filter(Errno.ENOENT::equals).isPresent()) {
        missing.incrementAndGet();
      }
    } catch (ControlException e) {
      if (e.kind() == ControlError.Kind.BAD_REQUEST) {
        unseen.set(e.error().message().replaceFirst(";.*", "")); // without the advice
        return false;
      }
    }
    return true;
  }

  private static void exchange(CheckContext context) {
    write(context, "a", 1);
    write(context, "b", 2);
    context.optional(
        "RENAME_EXCHANGE",
        () -> context.client().rename(context.path("a"), context.path("b"), EXCHANGE));
    List<String> names = context.client().names("");
    context.require(
        names.contains(context.path("a")) && names.contains(context.path("b")),
        Breach.Kind.WRONG_NAME,
        Cause.EXCHANGE_AS_RENAME,
        () -> "after an exchange of \"a\" and \"b\" there are " + names);
  }

  private static void writeAfterRename(CheckContext context) {
    try (ClientFile file = context.open("a", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(bytes(context.between(LEAST, MOST))).stamp(1)) {
      file.write(pages);
      context.judge();
      context.client().rename(context.path("a"), context.path("b"));
      pages.stamp(2);
      file.write(pages);
      context.judge(Cause.RENAME_LOSES_WRITES, EnumSet.allOf(Damage.class));
    }
  }

  private static void hardLinks(CheckContext context) {
    write(context, "a", 1);
    context.optional(
        "hard links", () -> context.client().link(context.path("a"), context.path("b")));
    long links = context.client().stat(context.path("a")).links();
    context.require(
        links == 2,
        Breach.Kind.WRONG_ATTRIBUTE,
        Cause.LINK_COUNT,
        () -> "a file with two names has " + links + " links");
    context.judge();
    write(context, "b", 2);
    context.judge();
    context.client().unlink(context.path("b"));
    long left = context.client().stat(context.path("a")).links();
    context.require(
        left == 1,
        Breach.Kind.WRONG_ATTRIBUTE,
        Cause.LINK_COUNT,
        () -> "a file that lost one of its two names has " + left + " links");
  }

  private static void unlinkedWhileOpen(CheckContext context) {
    int size = context.between(LEAST, MOST);
    try (ClientFile file =
            context.open("f", CREATE, READ_WRITE, org.fusefixture.junit.FileOption.DIRECT);
        PageBuffer pages = file.allocate(bytes(size)).stamp(1)) {
      file.write(pages);
      pages.fill(0);
      boolean before = file.read(pages).bytes() == size && pages.check(1).holds();
      context.client().unlink(context.path("f"));
      pages.stamp(2);
      file.write(pages);
      pages.fill(0);
      long count = file.read(pages).bytes();
      StampVerdict verdict = pages.check(2);
      context.require(
          count == size && verdict.holds(),
          Breach.Kind.UNREADABLE,
          before ? Cause.UNLINK_DESTROYS : Cause.UNREADABLE,
          () -> "an open file that was unlinked reads " + count + " bytes, " + verdict.wrong());
    }
  }

  private static void listing(CheckContext context) {
    int files = LEAST_FILES + context.between(0, 40);
    ListingReport report = context.client().listAcrossRemoval(context.path("d"), files);
    context.require(
        report.skipped().isEmpty(),
        Breach.Kind.WRONG_LISTING,
        Cause.LISTING_BORDER,
        () ->
            "a listing of "
                + files
                + " files in pieces of 4096 bytes, during which nothing changed, left out "
                + report.skipped().size());
    context.require(
        report.missing().isEmpty() && report.twice().isEmpty(),
        Breach.Kind.WRONG_LISTING,
        report.skipped().isEmpty() ? Cause.LISTING_POSITION : Cause.LISTING_BORDER,
        () ->
            "while "
                + report.removed()
                + " of "
                + files
                + " files were removed after they had been listed, the listing left out "
                + report.missing().size()
                + " files that stayed, and showed "
                + report.twice().size()
                + " twice");
  }

  private static void errors(CheckContext context) {
    String missing = context.path("missing");
    context.requireError(Errno.ENOENT, "stat of nothing", () -> context.client().stat(missing));
    context.requireError(Errno.ENOENT, "unlink of nothing", () -> context.client().unlink(missing));
    write(context, "f", 1);
    context.requireError(
        Errno.EEXIST,
        "exclusive creation of what is there",
        () -> context.open("f", CREATE, EXCLUSIVE, READ_WRITE).close());
    context.requireError(
        Errno.ENOTDIR,
        "a file used as a directory",
        () -> context.client().stat(context.path("f") + "/x"));
    context.client().mkdir(context.path("full"));
    context.client().mkdir(context.path("full") + "/inside");
    context.requireError(
        Errno.ENOTEMPTY,
        "rmdir of a directory that is not empty",
        () -> context.client().rmdir(context.path("full")));
  }
}
