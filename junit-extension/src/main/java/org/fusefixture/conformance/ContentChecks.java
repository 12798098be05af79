package org.fusefixture.conformance;

import static org.fusefixture.junit.AllocationOption.KEEP_SIZE;
import static org.fusefixture.junit.AllocationOption.PUNCH_HOLE;
import static org.fusefixture.junit.FileOption.APPEND;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_ONLY;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.junit.FileOption.TRUNCATE;
import static org.fusefixture.junit.MapOption.WRITABLE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.posix.ByteSize.kibibytes;
import static org.fusefixture.protocol.Offset.at;

import java.util.ArrayList;
import java.util.List;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FileMapping;
import org.fusefixture.junit.FileOption;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.oracle.Breach;
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

  /** Each write overlaps the one before, and its pages are used again at once. */
  private static void directWrites(CheckContext context) {
    try (ClientFile file = context.open("f", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(kibibytes(64))) {
      for (int i = 0; i < 4; i++) {
        long offset = i * 32L * 1024;
        pages.stamp(i + 1, at(offset));
        write(context, file, pages, 0, (int) pages.size().bytes(), offset);
        pages.stamp(100 + i, at(offset));
      }
    }
  }

  private static void largeWrite(CheckContext context) {
    try (ClientFile file = context.open("f", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(kibibytes(512)).stamp(1)) {
      write(context, file, pages, 0, (int) pages.size().bytes(), 0);
      pages.stamp(2);
    }
  }

  private static void bufferedWrites(CheckContext context) {
    try (ClientFile file = context.open("f", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(kibibytes(64))) {
      for (int i = 0; i < 12; i++) {
        int offset = context.random().nextInt(40_000);
        int size = 1 + context.random().nextInt(12_000);
        pages.stamp(i + 1);
        write(context, file, pages, offset, size, offset);
      }
    }
  }

  /** Sizes that are no multiple of a page, to two files in turns. */
  private static void oddSizes(CheckContext context) {
    try (ClientFile one = context.open("one", CREATE, READ_WRITE, DIRECT);
        ClientFile other = context.open("other", CREATE, READ_WRITE, DIRECT);
        PageBuffer forOne = one.allocate(kibibytes(32));
        PageBuffer forOther = other.allocate(kibibytes(32))) {
      forOne.stamp(1);
      forOther.stamp(1);
      int[] sizes = {5000, 700, 4096, 9001, 512, 6000};
      int at = 0;
      for (int size : sizes) {
        write(context, one, forOne, at, size, at);
        write(context, other, forOther, at, size, at);
        at += size;
      }
    }
  }

  /** Neighbours that share blocks and pages, from several threads. */
  private static void parallelWrites(CheckContext context) {
    int threads = 4;
    int size = 1000;
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
              for (int part = first; part < 32; part += threads) {
                file.write(pages, at((long) part * size), bytes(size), at((long) part * size));
              }
            }
          });
    }
    context.together(writers);
    files.forEach(ClientFile::close);
  }

  private static void truncation(CheckContext context) {
    for (String name : List.of("buffered", "direct")) {
      FileOption[] options =
          name.equals("direct")
              ? new FileOption[] {CREATE, READ_WRITE, DIRECT}
              : new FileOption[] {CREATE, READ_WRITE};
      try (ClientFile file = context.open(name, options);
          PageBuffer pages = file.allocate(bytes(5 * PAGE)).stamp(1)) {
        write(context, file, pages, 0, 3 * PAGE, 0);
        file.truncate(bytes(PAGE + 100));
        file.truncate(bytes(3 * PAGE));
        pages.stamp(2);
        write(context, file, pages, 4 * PAGE, PAGE, 4 * PAGE);
        file.truncate(bytes(4 * PAGE + 77));
      }
    }
  }

  private static void holes(CheckContext context) {
    try (ClientFile file = context.open("f", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(kibibytes(128)).stamp(1)) {
      write(context, file, pages, 0, 4 * PAGE, 0);
      write(context, file, pages, 100_000, PAGE, 100_000);
      context.judge();
      context.optional(
          "hole punching",
          () -> file.fallocate(at(PAGE + 100), bytes(2L * PAGE), PUNCH_HOLE, KEEP_SIZE));
    }
  }

  private static void farOffset(CheckContext context) {
    try (ClientFile file = context.open("f", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(bytes(PAGE))) {
      pages.stamp(1, at(FAR + 2 * PAGE));
      write(context, file, pages, 0, PAGE, FAR + 2 * PAGE);
    }
  }

  private static void appending(CheckContext context) {
    try (ClientFile file = context.open("f", CREATE, READ_WRITE, APPEND);
        PageBuffer pages = file.allocate(bytes(3000))) {
      for (int i = 0; i < 4; i++) {
        pages.stamp(1, at(i * 3000L));
        file.write(pages); // pwrite(2) appends all the same, see its BUGS
      }
      try (FileMapping mapping = file.map(Offset.ZERO, bytes(PAGE), WRITABLE)) {
        mapping.stamp(2).msync();
      }
    }
  }

  private static void truncatingOpen(CheckContext context) {
    try (ClientFile file = context.open("f", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(bytes(2 * PAGE)).stamp(1)) {
      write(context, file, pages, 0, 2 * PAGE, 0);
    }
    try (ClientFile file = context.open("f", READ_WRITE, TRUNCATE);
        PageBuffer pages = file.allocate(bytes(100)).stamp(2)) {
      write(context, file, pages, 0, 100, 0);
    }
  }

  private static void mappedStores(CheckContext context) {
    try (ClientFile file = context.open("f", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(bytes(4 * PAGE)).stamp(1)) {
      write(context, file, pages, 0, 4 * PAGE, 0);
      try (FileMapping mapping = file.map(at(PAGE), bytes(2 * PAGE), WRITABLE)) {
        mapping.stamp(2).msync();
      }
      file.fsync();
    }
  }

  private static void synced(CheckContext context) {
    try (ClientFile file = context.open("f", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(bytes(4 * PAGE)).stamp(1)) {
      write(context, file, pages, 0, 4 * PAGE, 0);
      file.fsync();
      context.judge();
      pages.stamp(2);
      write(context, file, pages, 0, 2 * PAGE, 0);
    }
  }

  private static void closing(CheckContext context) {
    for (int i = 0; i < 3; i++) {
      try (ClientFile file = context.open("f" + i, CREATE, READ_WRITE);
          PageBuffer pages = file.allocate(bytes(2 * PAGE)).stamp(1)) {
        write(context, file, pages, 0, 2 * PAGE - 5, 0);
      }
    }
  }

  /** Who has a file open sees what others write to it. */
  private static void heldOpen(CheckContext context) {
    try (ClientFile writer = context.open("f", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = writer.allocate(bytes(2 * PAGE)).stamp(1)) {
      write(context, writer, pages, 0, 2 * PAGE, 0);
      try (ClientFile reader = context.open("f", READ_ONLY, DIRECT);
          PageBuffer seen = reader.allocate(bytes(2 * PAGE))) {
        reader.read(seen);
        pages.stamp(2);
        write(context, writer, pages, 0, 2 * PAGE, 0);
        reader.read(seen);
        StampVerdict verdict = seen.check(2);
        context.require(
            verdict.holds(),
            Breach.Kind.STALE,
            () ->
                "a file that was open since before the write reads "
                    + verdict.wrong()
                    + ", the first: "
                    + verdict.first().get(0));
      }
    }
  }

  private static void endOfFile(CheckContext context) {
    try (ClientFile file = context.open("f", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(bytes(3 * PAGE)).stamp(1)) {
      write(context, file, pages, 0, PAGE + 500, 0);
      long across = file.read(pages, Offset.ZERO, bytes(3 * PAGE), Offset.ZERO).bytes();
      context.require(
          across == PAGE + 500,
          Breach.Kind.WRONG_COUNT,
          () -> "a read of " + 3 * PAGE + " bytes gave " + across + " of a file of 4596");
      long beyond = file.read(pages, Offset.ZERO, bytes(PAGE), at(PAGE + 500)).bytes();
      context.require(
          beyond == 0,
          Breach.Kind.WRONG_COUNT,
          () -> "a read at the end of the file gave " + beyond + " bytes");
    }
  }

  private static void write(
      CheckContext context, ClientFile file, PageBuffer pages, int from, int size, long offset) {
    long count = file.write(pages, at(from), bytes(size), at(offset)).bytes();
    context.require(
        count == size,
        Breach.Kind.WRONG_COUNT,
        () ->
            "a write of "
                + size
                + " bytes at "
                + offset
                + " to \""
                + file.path()
                + "\" returned "
                + count);
  }
}
