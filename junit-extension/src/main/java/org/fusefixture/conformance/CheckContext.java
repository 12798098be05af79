package org.fusefixture.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.fusefixture.errno.Errno;
import org.fusefixture.junit.Client;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.FileOption;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.oracle.Breach;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.IntegrityVerdict.Damage;
import org.fusefixture.oracle.IntegrityVerdict.DamagedSector;
import org.fusefixture.posix.DirectoryEntry;

/** What a check works with: the mount, seeded random numbers, and the list of breaches. */
final class CheckContext {
  private static final long PARALLEL_LIMIT_SECONDS = 60;
  private static final int MOST_DESCRIBED = 2;

  /** Of getdents64(2). */
  private static final int DT_UNKNOWN = 0;

  private static final int DT_DIR = 4;

  /** What calls fail with on a connection that was aborted (fs/fuse/dev.c, Linux 6.12). */
  private static final Set<Errno> CUT = Set.of(Errno.ECONNABORTED, Errno.ENOTCONN);

  private final MountedFilesystem fs;
  private final Random random;
  private final List<Breach> breaches = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final Set<String> blamed = new HashSet<>();
  private String check = "";
  private boolean over;

  CheckContext(MountedFilesystem fs, long seed) {
    this.fs = fs;
    random = new Random(seed);
  }

  MountedFilesystem fs() {
    return fs;
  }

  Client client() {
    return fs.client();
  }

  Random random() {
    return random;
  }

  List<Breach> breaches() {
    return breaches;
  }

  List<String> skipped() {
    return skipped;
  }

  /** Whether nothing more can be tried, because the connection is cut or the server is dead. */
  boolean isOver() {
    return over;
  }

  /** A path of this check alone. */
  String path(String name) {
    return check.replace(' ', '-') + "-" + name;
  }

  ClientFile open(String name, FileOption... options) {
    return client().open(path(name), options);
  }

  /** Tries something, and judges all that was written so far. */
  void run(Check next) {
    check = next.name();
    attempt(() -> next.action().on(this));
    if (!over) {
      attempt(this::judge);
    }
    if (!over) {
      attempt(this::clear);
    }
  }

  void breach(Breach.Kind kind, String text) {
    breaches.add(new Breach(kind, check, text));
  }

  /** Notes a breach unless something holds. */
  void require(boolean holds, Breach.Kind kind, Supplier<String> text) {
    if (!holds) {
      breach(kind, text.get());
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
          () -> call + " should fail with " + expected + ", but: " + e.getMessage());
      return;
    }
    breach(Breach.Kind.WRONG_ERROR, call + " should fail with " + expected + ", but succeeded");
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
    IntegrityVerdict verdict = fs.integrity();
    verdict
        .damage()
        .forEach(
            (damage, count) -> {
              if (isNew(verdict, damage)) {
                breach(Breach.Kind.of(damage), describe(verdict, damage, count));
              }
            });
  }

  /** What is wrong once stays wrong: each file is blamed once for each class. */
  private boolean isNew(IntegrityVerdict verdict, Damage damage) {
    boolean found = false;
    boolean described = false;
    for (DamagedSector sector : verdict.first()) {
      if (sector.damage() == damage) {
        described = true;
        found |= blamed.add(damage + " " + sector.path());
      }
    }
    return found || !described;
  }

  private static String describe(IntegrityVerdict verdict, Damage damage, long count) {
    List<DamagedSector> some =
        verdict.first().stream().filter(sector -> sector.damage() == damage).toList();
    StringBuilder text = new StringBuilder();
    text.append(count).append(count == 1 ? " place" : " places");
    some.stream().limit(MOST_DESCRIBED).forEach(sector -> text.append("\n").append(sector));
    if (some.isEmpty()) {
      text.append("\n").append(damage.meaning());
    }
    return text.toString();
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
      skipped.add(check + ": " + e.getMessage());
    } catch (ClientIOException e) {
      if (e.serverDied()) {
        over = true;
        breach(Breach.Kind.NO_REPLY, "the server died: " + e.getMessage());
      } else if (isCut(e)) {
        over = true;
        breach(Breach.Kind.NO_REPLY, e.getMessage());
      } else {
        breach(Breach.Kind.WRONG_ERROR, "a call failed that should not: " + e.getMessage());
      }
    }
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
