package org.fusefixture.internal.sandbox.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.sandbox.host.RuntimeDirectory;

/** Finds out why a process sandbox cannot run on this machine, if it cannot. */
final class ProcessObstacles {
  private static final List<String> TOOLS = List.of("setpriv", "unshare", "mount", "umount", "sh");

  private final String system;
  private final Path device;
  private final boolean root;
  private final String path;
  private final boolean controlFilesystem;
  private final NamespaceTrial trial;

  /**
   * @param system name of the operating system, as {@code os.name}
   * @param device of FUSE
   * @param root whether the user is root
   * @param path where programs are searched, as {@code PATH}
   * @param controlFilesystem whether fusectl is mounted
   */
  ProcessObstacles(
      String system,
      Path device,
      boolean root,
      String path,
      boolean controlFilesystem,
      NamespaceTrial trial) {
    this.system = system;
    this.device = device;
    this.root = root;
    this.path = path;
    this.controlFilesystem = controlFilesystem;
    this.trial = trial;
  }

  /** Tries to create the namespaces. */
  @FunctionalInterface
  interface NamespaceTrial {
    /**
     * @param user whether in a user namespace
     * @return the failure; empty if it succeeded
     */
    Optional<String> failure(boolean user);
  }

  static ProcessObstacles ofThisMachine() {
    String system = System.getProperty("os.name", "");
    return new ProcessObstacles(
        system,
        Path.of("/dev/fuse"),
        "Linux".equals(system) && RuntimeDirectory.userNumber() == 0,
        System.getenv().getOrDefault("PATH", ""),
        hasControlFilesystem(),
        Unshare::failure);
  }

  Optional<String> find(boolean visible) {
    if (!"Linux".equals(system)) {
      return Optional.of("this is " + system + ", and FUSE mounts need Linux; use a Linux machine");
    }
    if (!Files.exists(device)) {
      return Optional.of(
          device
              + " is missing: load the module (modprobe fuse), or give the container the device");
    }
    if (!Files.isReadable(device) || !Files.isWritable(device)) {
      return Optional.of(device + " cannot be opened by this user: chmod 666 it, or run as root");
    }
    if (visible && !root) {
      return Optional.of("a visible mount changes the host's mounts: run the tests as root");
    }
    if (!root && !controlFilesystem) {
      // fusectl cannot be mounted in user namespaces: no FS_USERNS_MOUNT in fs/fuse/control.c
      // (6.18).
      return Optional.of(
          "not root, and the control filesystem of FUSE, which ends a hang, is not mounted: as"
              + " root, run mount -t fusectl none /sys/fs/fuse/connections");
    }
    return TOOLS.stream()
        .filter(tool -> !isOnPath(tool))
        .findFirst()
        .map(tool -> tool + " is not on PATH: install util-linux and mount")
        .or(() -> trial.failure(!root).map(this::whyNoNamespaces));
  }

  private String whyNoNamespaces(String failure) {
    return root
        ? "no mount and PID namespaces (" + failure + "): run with CAP_SYS_ADMIN"
        : "not root, and no user namespaces ("
            + failure
            + "): run as root, or allow them (user.max_user_namespaces, AppArmor)";
  }

  private static boolean hasControlFilesystem() {
    try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
      return mounts.anyMatch(line -> line.contains(" - fusectl "));
    } catch (IOException e) {
      return false; // no /proc, and so no Linux
    }
  }

  private boolean isOnPath(String tool) {
    for (String directory : path.split(":")) {
      if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, tool))) {
        return true;
      }
    }
    return false;
  }

  /** Creates the namespaces of a sandbox for a moment, to find out whether this is permitted. */
  static final class Unshare {
    private static final Duration USUAL_TIME = Duration.ofSeconds(5);

    private Unshare() {}

    /** See {@link ProcessObstacles.NamespaceTrial}. */
    static Optional<String> failure(boolean user) {
      List<String> command = new ArrayList<>(List.of("unshare"));
      if (user) {
        command.addAll(List.of("--user", "--map-root-user"));
      }
      command.addAll(List.of("--mount", "--pid", "--fork", "--mount-proc", "--", "true"));
      Process process;
      try {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
      } catch (IOException e) {
        return Optional.of(e.getMessage());
      }
      StartLimit limit = StartLimit.of(USUAL_TIME);
      try {
        if (!process.waitFor(limit.time().toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
          return Optional.of("unshare did not end within " + limit);
        }
        String output =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.exitValue() == 0
            ? Optional.empty()
            : Optional.of(output.isEmpty() ? "status " + process.exitValue() : output);
      } catch (IOException e) {
        return Optional.of(e.getMessage());
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        return Optional.of("interrupted");
      }
    }
  }
}
