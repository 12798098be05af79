package org.fusefixture.internal.exercise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.exercise.CheckResult.Outcome;
import org.fusefixture.junit.Client;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.FileMapping;
import org.fusefixture.junit.FileOption;
import org.fusefixture.junit.MapOption;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.oracle.Breach;
import org.fusefixture.oracle.Cause;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.IntegrityVerdict.Damage;
import org.fusefixture.oracle.IntegrityVerdict.DamagedRange;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.posix.DirectoryEntry;
import org.fusefixture.protocol.Offset;

/** What a check works with: the mount, seeded random numbers, and the list of breaches. */
final class CheckContext {
  private static final long PARALLEL_LIMIT_SECONDS = 60;
  private static final int MOST_SHORT_WRITES = 2;
  private static final int TRACED = 400;
  private static final int MOST_LINES = 12;
  private static final String NAME_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_+~";
  private static final int LONGEST_TAG = 160;

  /** Spreads the bits of a name, so that each check has numbers of its own. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** Of getdents64(2). */
  private static final int DT_UNKNOWN = 0;

  private static final int DT_DIR = 4;

  /** What calls fail with on a connection that was aborted (fs/fuse/dev.c, Linux 6.12). */
  private static final Set<Errno> CUT = Set.of(Errno.ECONNABORTED, Errno.ENOTCONN);

  private final MountedFilesystem fs;
  private final long seed;
  private final List<Breach> breaches = new ArrayList<>();
  private final Set<String> unjudged = new LinkedHashSet<>();
  private final Set<String> blamed = new HashSet<>();
  private Random random;
  private String check = "";
  private String prefix = "";
  private String inapplicable = "";
  private boolean over;

  CheckContext(MountedFilesystem fs, long seed) {
    this.fs = fs;
    this.seed = seed;
    random = new Random(seed);
  }

  MountedFilesystem fs() {
    return fs;
  }

  Client client() {
    return fs.client();
  }

  /** A number of this check, from the seed. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** A number that is no multiple of a page, so that it ends within one. */
  int oddBetween(int least, int most) {
    int number = between(least, most - 1);
    return number % 512 == 0 ? number + 1 : number;
  }

  boolean flip() {
    return random.nextBoolean();
  }

  /** The same in an order of this check, from the seed. */
  <T> List<T> shuffled(List<T> all) {
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** Whether nothing more can be tried, because the connection is cut or the server is dead. */
  boolean isOver() {
    return over;
  }

  /** A path of this check alone. */
  String path(String name) {
    return prefix + name;
  }

  ClientFile open(String name, FileOption... options) {
    return client().open(path(name), options);
  }

  /** Tries something, and judges all that was written so far. */
  CheckResult run(Check next) {
    long start = System.nanoTime();
    int before = breaches.size();
    check = next.name();
    inapplicable = "";
    unjudged.clear();
    random = new Random(seed + SPREAD * check.hashCode());
    prefix = check.replace(' ', '-') + "-" + tag() + "-";
    attempt(() -> next.action().on(this));
    if (!over) {
      attempt(this::judge);
    }
    if (!over) {
      attempt(this::clear);
    }
    List<Breach> found = breaches.subList(before, breaches.size());
    return new CheckResult(
        check,
        !found.isEmpty()
            ? Outcome.FAILED
            : inapplicable.isEmpty() ? Outcome.PASSED : Outcome.NOT_APPLICABLE,
        inapplicable,
        found,
        List.copyOf(unjudged),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  /** A part of names: mostly short, sometimes long. */
  private String tag() {
    int length = between(0, 23) == 0 ? between(1, LONGEST_TAG) : between(1, 6);
    return random
        .ints(length, 0, NAME_CHARACTERS.length())
        .mapToObj(index -> NAME_CHARACTERS.substring(index, index + 1))
        .collect(Collectors.joining());
  }

  void breach(Breach.Kind kind, Cause cause, String text) {
    breaches.add(new Breach(kind, check, cause, text));
  }

  /** Notes a breach unless something holds. */
  void require(boolean holds, Breach.Kind kind, Cause cause, Supplier<String> text) {
    if (!holds) {
      breach(kind, cause, text.get());
    }
  }

  /** Makes a call that has to fail with an error. */
  void requireError(Errno expected, String call, Runnable action) {
    try {
      action.run();
    } catch (ClientIOException e) {
      if (isCut(e)) {
        throw e;
      }
      require(
          e.errno().filter(expected::equals).isPresent(),
          Breach.Kind.WRONG_ERROR,
          Cause.WRONG_ERROR,
          () -> call + " should fail with " + expected + ", but: " + e.getMessage());
      return;
    }
    breach(
        Breach.Kind.WRONG_ERROR,
        Cause.WRONG_ERROR,
        call + " should fail with " + expected + ", but succeeded");
  }

  /** Makes a call that a filesystem need not have; without it, the rest of the check is skipped. */
  void optional(String call, Runnable action) {
    try {
      action.run();
    } catch (ClientIOException e) {
      boolean absent =
          e.errno()
              .filter(
                  errno ->
                      errno == Errno.ENOSYS
                          || errno == Errno.EOPNOTSUPP
                          || errno == Errno.EPERM
                          || errno == Errno.EINVAL)
              .isPresent();
      if (!absent) {
        throw e;
      }
      throw new Inapplicable("the filesystem has no " + call);
    }
  }

  /** A shared mapping to write through; without it, the rest of the check is skipped. */
  FileMapping map(ClientFile file, Offset offset, ByteSize size) {
    try {
      return file.map(offset, size, MapOption.WRITABLE);
    } catch (ClientIOException e) {
      if (e.errno().filter(Errno.ENODEV::equals).isEmpty()) {
        throw e;
      }
      throw new Inapplicable(
          "shared mappings fail with ENODEV: the kernel makes none of a file that the filesystem"
              + " opens with FOPEN_DIRECT_IO (fs/fuse/file.c, Linux 6.12)");
    }
  }

  /** Runs actions at the same time, and waits for all of them. */
  void together(List<Runnable> actions) {
    ExecutorService threads = Executors.newFixedThreadPool(actions.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      actions.forEach(action -> running.add(threads.submit(action)));
      for (Future<?> future : running) {
        await(future);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(Future<?> future) {
    try {
      future.get(PARALLEL_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("a thread of the exercise does not end", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Judges all files now. */
  void judge() {
    judge(Cause.CALL_FAILED, Set.of());
  }

  /**
   * Judges all files after a step before which they were right.
   *
   * @param step what is wrong with the filesystem if files are damaged now
   * @param kinds the damage that tells so
   */
  void judge(Cause step, Set<Damage> kinds) {
    IntegrityVerdict verdict = fs.integrity();
    verdict.unjudged().forEach(reason -> unjudged.add(reason.replaceAll("\"[^\"]*\"", "files")));
    verdict
        .damage()
        .forEach(
            (damage, count) -> {
              if (isNew(verdict, damage)) {
                IntegrityVerdict part = ofKind(verdict, damage);
                Cause found = part.cause().orElse(Cause.CORRUPTED);
                boolean told = kinds.contains(damage) && step.compareTo(found) < 0;
                breach(Breach.Kind.of(damage), told ? step : found, describe(part));
              }
            });
  }

  /** What is wrong once stays wrong: each file is blamed once for each class. */
  private boolean isNew(IntegrityVerdict verdict, Damage damage) {
    boolean found = false;
    boolean described = false;
    for (DamagedRange range : verdict.first()) {
      if (range.damage() == damage) {
        described = true;
        found |= blamed.add(damage + " " + range.path());
      }
    }
    return found || !described;
  }

  private static IntegrityVerdict ofKind(IntegrityVerdict verdict, Damage damage) {
    return new IntegrityVerdict(
        verdict.files(),
        verdict.bytes(),
        Map.of(damage, verdict.damage().getOrDefault(damage, 0L)),
        verdict.first().stream().filter(range -> range.damage() == damage).toList(),
        List.of());
  }

  private static String describe(IntegrityVerdict verdict) {
    long count = verdict.damagedSectors();
    String text = count == 1 ? "1 place" : count + " places";
    List<String> findings = verdict.findings();
    return findings.isEmpty() ? text : text + "\n" + findings.get(0);
  }

  /** What the server answered to WRITEs that it did not take whole, as the trace shows it. */
  String shortWrites() {
    return fs.trace().last(TRACED).joined().stream()
        .filter(event -> event.name().equals(Opcode.WRITE.name()))
        .filter(event -> event.result().matches("[0-9]+"))
        .filter(event -> Long.parseLong(event.result()) != event.size())
        .limit(MOST_SHORT_WRITES)
        .map(
            event ->
                "\nthe server took "
                    + event.result()
                    + " of the "
                    + event.size()
                    + " bytes of WRITE#"
                    + event.unique()
                    + " at "
                    + event.offset()
                    + ", and the kernel made that the result, or EIO (fs/fuse/file.c, Linux 6.12)")
        .collect(Collectors.joining());
  }

  /** Removes the files of the check, so that they are not judged again; directories are empty. */
  private void clear() {
    String prefix = path("");
    for (DirectoryEntry entry : client().list("")) {
      String name = entry.name();
      if (name.startsWith(prefix)) {
        if (isDirectory(entry)) {
          client().names(name).forEach(inside -> client().rmdir(name + "/" + inside));
          client().rmdir(name);
        } else {
          client().unlink(name);
        }
      }
    }
  }

  /** Asks where the listing does not tell. */
  private boolean isDirectory(DirectoryEntry entry) {
    return entry.type() == DT_UNKNOWN
        ? client().lstat(entry.name()).isDirectory()
        : entry.type() == DT_DIR;
  }

  private void attempt(Runnable action) {
    try {
      action.run();
    } catch (Inapplicable e) {
      inapplicable = e.getMessage();
    } catch (ClientIOException e) {
      if (e.serverDied()) {
        over = true;
        breach(
            Breach.Kind.NO_REPLY,
            Cause.SERVER_DIED,
            "the server died: " + e.getMessage()); // which ends with its output
      } else if (isCut(e)) {
        over = true;
        breach(Breach.Kind.NO_REPLY, Cause.NO_REPLY, e.getMessage() + lastOutput());
      } else {
        boolean failed = e.errno().filter(Errno.EIO::equals).isPresent();
        String taken = failed ? shortWrites() : "";
        breach(
            Breach.Kind.WRONG_ERROR,
            taken.isEmpty() ? Cause.CALL_FAILED : Cause.SHORT_WRITE,
            "a call failed that should not: " + e.getMessage() + taken);
      }
    }
  }

  /** The end of what the server, or the program behind it, printed. */
  private String lastOutput() {
    List<String> lines;
    try {
      lines = fs.server().report().standardError().lines().toList();
    } catch (RuntimeException e) {
      return "\nits output is unavailable: " + e.getMessage();
    }
    return lines.isEmpty()
        ? ""
        : "\nthe end of its output:\n"
            + String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()))
                .indent(2)
                .stripTrailing();
  }

  /**
   * Whether the connection is no more: the call's own time limit, the server's end, or the agent's
   * watchdog, whichever was first, after which the kernel fails every call.
   */
  private static boolean isCut(ClientIOException e) {
    return e.timedOut()
        || e.serverDied()
        || e.errno().filter(errno -> CUT.contains(errno)).isPresent();
  }

  /** A check does not apply to a filesystem. */
  static final class Inapplicable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Inapplicable(String reason) {
      super(reason, null, false, false);
    }
  }
}
