package org.fusefixture.internal.exercise;

import static org.fusefixture.junit.AllocationOption.KEEP_SIZE;
import static org.fusefixture.junit.AllocationOption.PUNCH_HOLE;
import static org.fusefixture.junit.FileOption.APPEND;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_ONLY;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.junit.FileOption.TRUNCATE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.posix.ByteSize.kibibytes;
import static org.fusefixture.protocol.Offset.at;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FileMapping;
import org.fusefixture.junit.FileOption;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.oracle.Breach;
import org.fusefixture.oracle.Cause;
import org.fusefixture.oracle.IntegrityVerdict.Damage;
import org.fusefixture.protocol.Offset;
import org.fusefixture.stamp.StampVerdict;

/** Writing, reading, sizes and holes; the content itself is judged after each check. */
final class ContentChecks {
  private static final int PAGE = 4096;
  private static final long FAR = 1L << 32;

  private ContentChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("direct writes", ContentChecks::directWrites),
        new Check("large write", ContentChecks::largeWrite),
        new Check("buffered writes", ContentChecks::bufferedWrites),
        new Check("odd sizes in turns", ContentChecks::oddSizes),
        new Check("writers side by side", ContentChecks::parallelWrites),
        new Check("truncation", ContentChecks::truncation),
        new Check("holes", ContentChecks::holes),
        new Check("far offset", ContentChecks::farOffset),
        new Check("appending", ContentChecks::appending),
        new Check("truncating open", ContentChecks::truncatingOpen),
        new Check("mapped stores", ContentChecks::mappedStores),
        new Check("fsync", ContentChecks::synced),
        new Check("close", ContentChecks::closing),
        new Check("reader held open", ContentChecks::heldOpen),
        new Check("end of file", ContentChecks::endOfFile));
  }

  /** Writes that overlap, whose pages are used again at once. */
  private static void directWrites(CheckContext context) {
    try (ClientFile file = context.open("f", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(kibibytes(64))) {
      int writes = context.between(4, 6);
      for (int i = 0; i < writes; i++) {
        long offset = context.between(0, 24) * (long) PAGE + (context.flip() ? 0 : 512);
        int size = context.flip() ? kib(64) : context.between(PAGE, kib(64));
        pages.stamp(i + 1, at(offset));
        write(context, file, pages, 0, size, offset);
        pages.stamp(100 + i, at(offset));
      }
    }
  }

  private static void largeWrite(CheckContext context) {
    int size = context.between(kib(192), kib(700));
    int offset = context.flip() ? 0 : context.between(1, kib(64));
    try (ClientFile file = context.open("f", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(bytes(size)).stamp(1, at(offset))) {
      write(context, file, pages, 0, size, offset);
      pages.stamp(2, at(offset));
    }
  }

  private static void bufferedWrites(CheckContext context) {
    try (ClientFile file = context.open("f", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(kibibytes(64))) {
      int writes = context.between(10, 16);
      for (int i = 0; i < writes; i++) {
        int offset = context.between(0, 40_000);
        pages.stamp(i + 1);
        write(context, file, pages, offset, context.between(1, 12_000), offset);
      }
    }
  }

  /** Sizes that are no multiple of a page, to two files in turns. */
  private static void oddSizes(CheckContext context) {
    try (ClientFile one = context.open("one", CREATE, READ_WRITE, DIRECT);
        ClientFile other = context.open("other", CREATE, READ_WRITE, DIRECT);
        PageBuffer forOne = one.allocate(kibibytes(64)).stamp(1);
        PageBuffer forOther = other.allocate(kibibytes(64)).stamp(1)) {
      int rounds = context.between(4, 6);
      int at = 0;
      for (int i = 0; i < rounds; i++) {
        int size = i == 0 || context.flip() ? context.oddBetween(5000, 10_000) : 512;
        boolean oneFirst = context.flip();
        write(context, oneFirst ? one : other, oneFirst ? forOne : forOther, at, size, at);
        write(context, oneFirst ? other : one, oneFirst ? forOther : forOne, at, size, at);
        at += size;
      }
    }
  }

  /** Neighbours that share blocks and pages, from several threads. */
  private static void parallelWrites(CheckContext context) {
    int threads = context.between(2, 6);
    int size = context.oddBetween(300, 1000);
    List<Integer> parts = context.shuffled(IntStream.range(0, 32).boxed().toList());
    List<Runnable> writers = new ArrayList<>();
    List<ClientFile> files = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      ClientFile file = context.open("f", CREATE, READ_WRITE, DIRECT);
      files.add(file);
      if (i == 0) {
        try (PageBuffer pages = file.allocate(kibibytes(32)).stamp(1)) {
          write(context, file, pages, 0, (int) pages.size().bytes(), 0);
        }
      }
      int first = i;
      writers.add(
          () -> {
            try (PageBuffer pages = file.allocate(kibibytes(32)).stamp(2 + first)) {
              for (int turn = first; turn < parts.size(); turn += threads) {
                long at = (long) parts.get(turn) * size;
                file.write(pages, at(at), bytes(size), at(at));
              }
            }
          });
    }
    context.together(writers);
    files.forEach(ClientFile::close);
  }

  private static void truncation(CheckContext context) {
    for (String name : context.shuffled(List.of("buffered", "direct"))) {
      FileOption[] options =
          name.equals("direct")
              ? new FileOption[] {CREATE, READ_WRITE, DIRECT}
              : new FileOption[] {CREATE, READ_WRITE};
      int written = context.between(2 * PAGE, 14 * PAGE);
      int cut = context.between(1, written - PAGE);
      int grown = written + context.between(0, 2 * PAGE);
      int size = grown + 2 * PAGE;
      try (ClientFile file = context.open(name, options);
          PageBuffer pages = file.allocate(bytes(size)).stamp(1)) {
        write(context, file, pages, 0, written, 0);
        truncate(context, file, name, cut);
        truncate(context, file, name, grown);
        pages.stamp(2);
        write(context, file, pages, size - PAGE, PAGE, size - PAGE);
        truncate(context, file, name, size - context.between(1, PAGE - 1));
      }
    }
  }

  private static void truncate(CheckContext context, ClientFile file, String name, long size) {
    file.truncate(bytes(size));
    long shown = context.client().stat(context.path(name)).size();
    context.require(
        shown == size,
        Breach.Kind.WRONG_SIZE,
        Cause.TRUNCATION_IGNORED,
        () -> "\"" + file.path() + "\" was set to " + size + " bytes and has " + shown);
  }

  private static void holes(CheckContext context) {
    int written = context.between(4 * PAGE, 8 * PAGE);
    int beyond = written + context.between(PAGE, 80_000);
    try (ClientFile file = context.open("f", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(bytes(beyond + PAGE)).stamp(1)) {
      write(context, file, pages, 0, written, 0);
      write(context, file, pages, beyond, PAGE, beyond);
      context.judge();
      int start = context.oddBetween(1, PAGE);
      int length = context.oddBetween(PAGE, 3 * PAGE);
      context.optional(
          "hole punching", () -> file.fallocate(at(start), bytes(length), PUNCH_HOLE, KEEP_SIZE));
    }
  }

  private static void farOffset(CheckContext context) {
    long offset = FAR + (long) PAGE * context.between(1, 64);
    int size = context.between(1, 3 * PAGE);
    try (ClientFile file = context.open("f", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(bytes(size)).stamp(1, at(offset))) {
      write(context, file, pages, 0, size, offset);
    }
  }

  private static void appending(CheckContext context) {
    int size = context.between(1500, 4000);
    try (ClientFile file = context.open("f", CREATE, READ_WRITE, APPEND);
        PageBuffer pages = file.allocate(bytes(size))) {
      int writes = context.between(4, 6);
      for (int i = 0; i < writes; i++) {
        pages.stamp(1, at((long) i * size));
        file.write(pages); // pwrite(2) appends all the same, see its BUGS
      }
      try (FileMapping mapping = context.map(file, Offset.ZERO, bytes(PAGE))) {
        context.judge();
        mapping.stamp(2).msync();
        context.judge(Cause.APPENDED_OFFSET, EnumSet.of(Damage.WRONG_SIZE));
      }
    }
  }

  private static void truncatingOpen(CheckContext context) {
    int size = context.between(PAGE, 4 * PAGE);
    try (ClientFile file = context.open("f", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(bytes(size)).stamp(1)) {
      write(context, file, pages, 0, size, 0);
    }
    context.judge();
    context.open("f", READ_WRITE, TRUNCATE).close();
    context.judge(Cause.OPEN_TRUNCATION_IGNORED, EnumSet.allOf(Damage.class));
    int less = context.between(1, PAGE - 1);
    try (ClientFile file = context.open("f", READ_WRITE, TRUNCATE);
        PageBuffer pages = file.allocate(bytes(less)).stamp(2)) {
      write(context, file, pages, 0, less, 0);
    }
  }

  private static void mappedStores(CheckContext context) {
    int pageCount = context.between(3, 8);
    int first = context.between(0, pageCount - 2);
    int mapped = context.between(1, pageCount - 1 - first);
    try (ClientFile file = context.open("f", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(bytes((long) pageCount * PAGE)).stamp(1)) {
      write(context, file, pages, 0, pageCount * PAGE, 0);
      try (FileMapping mapping =
          context.map(file, at((long) first * PAGE), bytes((long) mapped * PAGE))) {
        mapping.stamp(2);
        if (context.flip()) {
          mapping.msync();
        }
      }
      file.fsync();
    }
  }

  private static void synced(CheckContext context) {
    int size = context.between(PAGE, 6 * PAGE);
    try (ClientFile file = context.open("f", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(bytes(size)).stamp(1)) {
      write(context, file, pages, 0, size, 0);
      file.fsync();
      context.judge();
      pages.stamp(2);
      write(context, file, pages, 0, context.between(1, size), 0);
    }
  }

  /** What can be read before the close can be read after it. */
  private static void closing(CheckContext context) {
    int files = context.between(2, 4);
    boolean right = true;
    for (int i = 0; i < files; i++) {
      int size = context.oddBetween(PAGE, 3 * PAGE);
      try (ClientFile file = context.open("f" + i, CREATE, READ_WRITE, DIRECT);
          PageBuffer pages = file.allocate(bytes(size)).stamp(1)) {
        write(context, file, pages, 0, size, 0);
        pages.fill(0);
        right &= file.read(pages).bytes() == size && pages.check(1).holds();
      }
    }
    context.judge(
        Cause.CLOSE_DROPS, right ? EnumSet.allOf(Damage.class) : EnumSet.noneOf(Damage.class));
  }

  /** Who has a file open sees what others write to it. */
  private static void heldOpen(CheckContext context) {
    int size = context.between(PAGE, 4 * PAGE);
    try (ClientFile writer = context.open("f", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = writer.allocate(bytes(size)).stamp(1)) {
      write(context, writer, pages, 0, size, 0);
      try (ClientFile reader = context.open("f", READ_ONLY, DIRECT);
          PageBuffer seen = reader.allocate(bytes(size))) {
        boolean early = reader.read(seen).bytes() == size && seen.check(1).holds();
        pages.stamp(2);
        write(context, writer, pages, 0, size, 0);
        reader.read(seen);
        StampVerdict verdict = seen.check(2);
        context.require(
            verdict.holds(),
            Breach.Kind.STALE,
            early && isReadAnew(context, size) ? Cause.HANDLE_SNAPSHOT : Cause.READ_WRONG,
            () ->
                "a file that was open since before the write reads "
                    + verdict.wrong()
                    + ", the first: "
                    + verdict.first().get(0));
      }
    }
  }

  /** Whether whoever opens the file now reads what was written last. */
  private static boolean isReadAnew(CheckContext context, int size) {
    try (ClientFile file = context.open("f", READ_ONLY, DIRECT);
        PageBuffer seen = file.allocate(bytes(size))) {
      return file.read(seen).bytes() == size && seen.check(2).holds();
    }
  }

  private static void endOfFile(CheckContext context) {
    int size = context.oddBetween(PAGE, 3 * PAGE);
    int asked = size + context.between(1, 2 * PAGE);
    try (ClientFile file = context.open("f", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(bytes(asked)).stamp(1)) {
      write(context, file, pages, 0, size, 0);
      long across = file.read(pages, Offset.ZERO, bytes(asked), Offset.ZERO).bytes();
      context.require(
          across == size,
          Breach.Kind.WRONG_COUNT,
          across < size ? Cause.SHORT_READ : Cause.WRONG_COUNT,
          () -> "a read of " + asked + " bytes gave " + across + " of a file of " + size);
      long beyond = file.read(pages, Offset.ZERO, bytes(PAGE), at(size)).bytes();
      context.require(
          beyond == 0,
          Breach.Kind.WRONG_COUNT,
          Cause.WRONG_COUNT,
          () -> "a read at the end of the file gave " + beyond + " bytes");
    }
  }

  private static int kib(int number) {
    return number << 10;
  }

  private static void write(
      CheckContext context, ClientFile file, PageBuffer pages, int from, int size, long offset) {
    long count = file.write(pages, at(from), bytes(size), at(offset)).bytes();
    if (count != size) {
      String taken = context.shortWrites();
      context.breach(
          Breach.Kind.WRONG_COUNT,
          taken.isEmpty() ? Cause.WRONG_COUNT : Cause.SHORT_WRITE,
          "a write of "
              + size
              + " bytes at "
              + offset
              + " to \""
              + file.path()
              + "\" returned "
              + count
              + taken);
    }
  }
}
