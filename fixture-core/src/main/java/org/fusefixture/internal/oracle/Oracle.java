package org.fusefixture.internal.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.fusefixture.internal.oracle.Operation.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Records, for one mount, what its client wrote to each file, and the names of the files.
 * Thread-safe.
 */
public final class Oracle {
  private final LongSupplier nanos;
  private final boolean pagesLent;
  private final long epoch;
  private final Map<String, FileHistory> files = new TreeMap<>();
  private long ticks;
  private long operations;

  /**
   * @param nanos a clock that does not go backwards, for example {@link System#nanoTime()}
   * @param pagesLent whether the kernel hands the client's pages themselves to the filesystem;
   *     where it hands over a copy, no later change of them can be seen
   */
  public Oracle(LongSupplier nanos, boolean pagesLent) {
    this.nanos = nanos;
    this.pagesLent = pagesLent;
    epoch = nanos.getAsLong();
  }

  /** The time for {@link FileHistory#expectation}; each event has a different one. */
  public synchronized long tick() {
    return now().tick();
  }

  boolean pagesAreLent() {
    return pagesLent;
  }

  synchronized Moment now() {
    return new Moment(++ticks, nanos.getAsLong() - epoch);
  }

  synchronized Operation begin(Operation.Change change, String call, long start, long limit) {
    return new Operation(++operations, change, call, start, limit, now());
  }

  /** The file of a name, or null if none was opened under it. */
  public synchronized @Nullable FileHistory find(String path) {
    return files.get(plain(path));
  }

  /**
   * A name was opened for the first time. A file that the client knows under another name is found
   * by its inode; any other file that is not empty has unknown content. A file that is empty where
   * the known one is not is another: some filesystems (rclone 1.60) make inode numbers from names,
   * and a new file gets the number that a renamed one had.
   *
   * @param inode its number
   * @param size of the file in bytes
   * @param truncated whether the call that opened it may have made it empty
   */
  public synchronized FileHistory opened(String path, long inode, long size, boolean truncated) {
    FileHistory known = files.get(plain(path));
    if (known == null) {
      known =
          files.values().stream()
              .filter(file -> file.inode() == inode)
              .filter(file -> truncated || size > 0 || file.mayBeEmpty())
              .findFirst()
              .orElse(null);
    }
    if (known == null) {
      known =
          size == 0
              ? new FileHistory(this, inode, Content.zeros(), new FileSize(0, 0, false))
              : new FileHistory(this, inode, Content.unknown(), new FileSize(size, size, true));
    }
    files.put(plain(path), known);
    return known;
  }

  /** A name was removed. */
  public synchronized void unlinked(String path) {
    files.remove(plain(path));
  }

  /** A file received an additional name. */
  public synchronized void linked(String existing, String path) {
    FileHistory known = files.get(plain(existing));
    if (known == null) {
      files.remove(plain(path));
    } else {
      files.put(plain(path), known);
    }
  }

  /** A file or directory was moved; what had the new name before is gone. */
  public synchronized void renamed(String from, String to) {
    FileHistory moved = files.get(plain(from));
    FileHistory replaced = files.get(plain(to));
    if (moved != null && moved == replaced) {
      return; // two names of one file: both stay (rename(2))
    }
    Map<String, FileHistory> taken = take(plain(from));
    take(plain(to));
    put(taken, plain(to));
  }

  /** Two files or directories exchanged their names. */
  public synchronized void exchanged(String one, String other) {
    Map<String, FileHistory> first = take(plain(one));
    Map<String, FileHistory> second = take(plain(other));
    put(first, plain(other));
    put(second, plain(one));
  }

  /** The names of all known files, sorted. */
  public synchronized List<String> paths() {
    return new ArrayList<>(files.keySet());
  }

  /** Removes a name and all names below it; the keys are the parts after the name. */
  private Map<String, FileHistory> take(String path) {
    Map<String, FileHistory> taken = new HashMap<>();
    for (String name : List.copyOf(files.keySet())) {
      if (name.equals(path) || name.startsWith(path + "/")) {
        taken.put(name.substring(path.length()), files.remove(name));
      }
    }
    return taken;
  }

  private void put(Map<String, FileHistory> taken, String path) {
    taken.forEach((rest, file) -> files.put(path + rest, file));
  }

  private static String plain(String path) {
    StringBuilder plain = new StringBuilder();
    for (String name : path.split("/")) {
      if (!name.isEmpty() && !name.equals(".")) {
        plain.append(plain.length() == 0 ? "" : "/").append(name);
      }
    }
    return plain.toString();
  }
}
