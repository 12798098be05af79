package org.fusefixture.internal.client;

import static org.fusefixture.internal.client.ClientCall.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.exercise.ListingRequest;
import org.fusefixture.internal.linux.DirectoryEntry;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.report.ListingReport;

/**
 * Lists a directory while entries that were listed already are removed. What stays has to be shown
 * once (readdir(3) of POSIX), wherever the listing goes on.
 */
public final class ChangingDirectory {
  private static final int MODE = 0755;
  private static final int REGULAR = 0100644;

  /** Small, for many batches of few files: a page, the least that FUSE asks a server for. */
  private static final int BUFFER = 4096;

  private final CallProgress progress;
  private final ClientMount mount;

  public ChangingDirectory(CallProgress progress, ClientMount mount) {
    this.progress = progress;
    this.mount = mount;
  }

  /** Makes the directory, lists it, and removes it. */
  public ListingReport list(ListingRequest request) {
    String directory = request.directory();
    run("mkdir", directory, () -> LinuxPaths.mkdirat(mount.root(), path(directory), MODE));
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < request.files(); i++) {
      String name = String.format("%0200d", i);
      String file = directory + "/" + name;
      run("mknod", file, () -> LinuxPaths.mknodat(mount.root(), path(file), REGULAR, 0));
      names.add(name);
    }
    try (Fd opened =
        ClientCall.perform(
            progress,
            mount,
            "open(" + quoted(directory) + ", O_DIRECTORY)",
            () -> LinuxPaths.openat(mount.root(), path(directory), OpenFlag.O_DIRECTORY, 0))) {
      return list(directory, new TreeSet<>(names), opened);
    } finally {
      remove(directory, names);
    }
  }

  /** What is left of the directory, as far as it can be removed. */
  private void remove(String directory, Set<String> names) {
    for (String name : names) {
      removeQuietly(directory + "/" + name, 0);
    }
    removeQuietly(directory, LinuxPaths.AT_REMOVEDIR);
  }

  private void removeQuietly(String file, int flags) {
    try {
      run("unlinkat", file, () -> LinuxPaths.unlinkat(mount.root(), path(file), flags));
    } catch (ControlException e) {
      if (e.error().errno() == 0) {
        throw e;
      }
    }
  }

  private ListingReport list(String directory, Set<String> names, Fd opened) {
    List<String> shown = new ArrayList<>();
    int batches = 0;
    int removed = 0;
    List<String> batch;
    while (!(batch = next(directory, opened)).isEmpty()) {
      shown.addAll(batch);
      batches++;
      if (batches == 1) {
        for (int i = 0; i < batch.size(); i += 2) {
          String file = directory + "/" + batch.get(i);
          run("unlink", file, () -> LinuxPaths.unlinkat(mount.root(), path(file), 0));
          removed++;
        }
      }
    }
    List<String> twice = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    shown.stream().filter(name -> !seen.add(name)).forEach(twice::add);
    names.removeAll(seen);
    return new ListingReport(batches, removed, new ArrayList<>(names), twice);
  }

  private List<String> next(String directory, Fd opened) {
    List<String> names = new ArrayList<>();
    List<DirectoryEntry> entries =
        ClientCall.perform(
            progress,
            mount,
            "getdents64(" + quoted(directory) + ")",
            () -> LinuxPaths.readDirectory(opened, BUFFER));
    for (DirectoryEntry entry : entries) {
      if (!entry.isDots()) {
        names.add(entry.name().toString());
      }
    }
    return names;
  }

  private void run(String call, String file, Runnable action) {
    ClientCall.run(progress, mount, call + "(" + quoted(file) + ")", action);
  }

  private static LinuxPath path(String file) {
    return ClientMount.relative(file);
  }
}
