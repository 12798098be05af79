package org.fusefixture.internal.client;

import static org.fusefixture.internal.client.ClientCall.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.linux.Dirent;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.report.ListingReport;

/**
 * Lists a directory, first in peace, then while entries that were listed already are removed. What
 * stays has to be shown once (readdir(3) of POSIX), wherever the listing goes on.
 */
public final class ChangingDirectory {
  private static final int MOST_FILES = 10_000;
  private static final int MODE = 0755;
  private static final int REGULAR = 0100644;

  /** Small, for many batches of few files: a page, the least that FUSE asks a server for. */
  private static final int BUFFER = 4096;

  private final ClientCall call;
  private final String directory;

  private ChangingDirectory(ClientCall call, String directory) {
    this.call = call;
    this.directory = directory;
  }

  /**
   * Makes a directory with files, lists it, and removes it.
   *
   * @param files from 1 to 10000
   */
  public static ListingReport list(ClientCall call, String directory, int files) {
    if (files < 1 || files > MOST_FILES) {
      throw new IllegalArgumentException("files (" + files + ") must be from 1 to " + MOST_FILES);
    }
    return new ChangingDirectory(call, directory).list(files);
  }

  private ListingReport list(int files) {
    run("mkdir", directory, () -> LinuxPaths.mkdirat(call.root(), path(directory), MODE));
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < files; i++) {
      String name = String.format("%0200d", i);
      String file = directory + "/" + name;
      run("mknod", file, () -> LinuxPaths.mknodat(call.root(), path(file), REGULAR, 0));
      names.add(name);
    }
    try (Fd unchanged = open();
        Fd changing = open()) {
      Set<String> skipped = new TreeSet<>(names);
      List<String> batch;
      while (!(batch = next(unchanged)).isEmpty()) {
        skipped.removeAll(batch);
      }
      return list(new TreeSet<>(names), List.copyOf(skipped), changing);
    } finally {
      remove(names);
    }
  }

  private Fd open() {
    return call.make(
        "open(" + quoted(directory) + ", O_DIRECTORY)",
        () -> LinuxPaths.openat(call.root(), path(directory), OpenFlag.O_DIRECTORY, 0));
  }

  /** What is left of the directory, as far as it can be removed. */
  private void remove(Set<String> names) {
    for (String name : names) {
      removeQuietly(directory + "/" + name, 0);
    }
    removeQuietly(directory, LinuxPaths.AT_REMOVEDIR);
  }

  private void removeQuietly(String file, int flags) {
    try {
      run("unlinkat", file, () -> LinuxPaths.unlinkat(call.root(), path(file), flags));
    } catch (ControlException e) {
      if (e.error().errno() == 0) {
        throw e;
      }
    }
  }

  private ListingReport list(Set<String> names, List<String> skipped, Fd opened) {
    List<String> shown = new ArrayList<>();
    int batches = 0;
    int removed = 0;
    List<String> batch;
    while (!(batch = next(opened)).isEmpty()) {
      shown.addAll(batch);
      batches++;
      if (batches == 1) {
        for (int i = 0; i < batch.size(); i += 2) {
          String file = directory + "/" + batch.get(i);
          run("unlink", file, () -> LinuxPaths.unlinkat(call.root(), path(file), 0));
          removed++;
        }
      }
    }
    List<String> twice = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    shown.stream().filter(name -> !seen.add(name)).forEach(twice::add);
    names.removeAll(seen);
    return new ListingReport(batches, skipped, removed, new ArrayList<>(names), twice);
  }

  private List<String> next(Fd opened) {
    List<String> names = new ArrayList<>();
    List<Dirent> entries =
        call.make(
            "getdents64(" + quoted(directory) + ")",
            () -> LinuxPaths.readDirectory(opened, BUFFER));
    for (Dirent entry : entries) {
      if (!entry.isDots()) {
        names.add(entry.name().toString());
      }
    }
    return names;
  }

  private void run(String name, String file, Runnable action) {
    call.run(name + "(" + quoted(file) + ")", action);
  }

  private static LinuxPath path(String file) {
    return ClientMount.relative(file);
  }
}
