package org.fusefixture.internal.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.ServerService.ServedMount;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxMounts;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.mount.FuseConnection;
import org.fusefixture.internal.mount.FuseControl;
import org.fusefixture.internal.mount.MountInfo;
import org.fusefixture.internal.relay.ProgramFilesystem;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.jspecify.annotations.Nullable;

/** Makes mounts: directories, a server process, and the mount itself, or nothing of these. */
final class Mounter {
  /** At least this long may a filesystem take to be loaded, constructed, mounted and started. */
  private static final Duration SHORTEST_TIME = Duration.ofSeconds(20);

  private static final Duration EXIT_LIMIT = Duration.ofSeconds(5);

  private final SandboxLayout layout;
  private final ServerPool servers;
  private final FuseControl control;
  private final MountTable table;
  private final Consumer<AgentMount> serverExited;
  private final Set<String> visiblePaths = new TreeSet<>();

  /**
   * @param serverExited is told of servers that end while their mount is in use
   */
  Mounter(
      SandboxLayout layout,
      ServerPool servers,
      FuseControl control,
      MountTable table,
      Consumer<AgentMount> serverExited) {
    this.layout = layout;
    this.servers = servers;
    this.control = control;
    this.table = table;
    this.serverExited = serverExited;
  }

  /** Mounts and returns when the mount is ready: INIT answered, and in mountinfo. */
  MountDescription mount(MountSpec spec) {
    int number = table.nextNumber();
    Path mountPoint =
        spec.visiblePath() == null ? layout.mountPoint(number) : Path.of(spec.visiblePath());
    Path backing = layout.backing(number);
    ServerProcess server = servers.take(spec.measured());
    try {
      Files.createDirectories(mountPoint);
      Files.createDirectories(backing);
      remember(spec);
      if (spec.program() != null) {
        ProgramFilesystem.coverHelpers(layout.helpers(), spec.program());
        giveTo(spec.program().user(), backing);
      }
      ServedMount served = serve(server, spec, mountPoint, backing);
      requireMounted(mountPoint, served);
      AgentMount mount =
          new AgentMount(
              number, spec, mountPoint, server, served, control.connection(served.connection()));
      table.add(mount);
      server.exit().thenRun(() -> exited(mount));
      return mount.describe(backing);
    } catch (ControlException e) {
      throw withRemains(e, giveUp(server, mountPoint, backing));
    } catch (IOException | LinuxException e) {
      giveUp(server, mountPoint, backing);
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.MOUNT_REFUSED,
              "mount",
              "cannot prepare " + mountPoint + " and " + backing + ": " + e.getMessage()),
          e);
    } finally {
      servers.replenish();
    }
  }

  /**
   * Mounts again, at the same place and with the same backing directory, with a new server; the old
   * one is killed if it still runs.
   */
  MountDescription restart(AgentMount old) {
    old.end();
    endServer(old);
    Path backing = layout.backing(old.number());
    ServerProcess server = servers.take(old.spec().measured());
    try {
      ServedMount served = serve(server, old.spec(), old.mountPoint(), backing);
      requireMounted(old.mountPoint(), served);
      AgentMount mount = old.successor(server, served, control.connection(served.connection()));
      if (!table.replace(old, mount)) {
        throw new ControlException(
            ControlError.of(
                ControlError.Kind.BAD_REQUEST,
                "restart mount " + old.number(),
                "the mount was unmounted, or restarted by somebody else, meanwhile"));
      }
      server.exit().thenRun(() -> exited(mount));
      return mount.describe(backing);
    } catch (ControlException e) {
      throw withRemains(e, takeBack(server, old.mountPoint()));
    } finally {
      servers.replenish();
    }
  }

  private static void endServer(AgentMount old) {
    old.serverTrace(); // it goes with the process
    old.server().kill();
    old.server().awaitExit(EXIT_LIMIT);
    if (MountInfo.at(old.mountPoint()).filter(MountInfo::isFuse).isPresent()) {
      LinuxMounts.unmount(LinuxPath.of(old.mountPoint()), LinuxMounts.MNT_DETACH);
    }
  }

  private static void giveTo(@Nullable String user, Path directory) {
    if (user != null) {
      String[] ids = user.split(":");
      LinuxPaths.fchownat(
          Fd.WORKING_DIRECTORY,
          LinuxPath.of(directory),
          Integer.parseInt(ids[0]),
          Integer.parseInt(ids[1]),
          0);
    }
  }

  /** Every path at which a visible mount was made. */
  synchronized Set<String> visiblePaths() {
    return new TreeSet<>(visiblePaths);
  }

  private synchronized void remember(MountSpec spec) {
    if (spec.visiblePath() != null) {
      visiblePaths.add(spec.visiblePath());
    }
  }

  private static ServedMount serve(
      ServerProcess server, MountSpec spec, Path mountPoint, Path backing) {
    Duration asked = spec.requestTimeout();
    Duration usual = asked.compareTo(SHORTEST_TIME) > 0 ? asked : SHORTEST_TIME;
    if (spec.program() != null) { // it starts, and it answers INIT
      usual = usual.plus(spec.program().startLimit().multipliedBy(2));
    }
    Duration limit = StartLimit.of(usual).time();
    String call = "mount(" + spec.filesystem() + ", " + spec.mode() + ")";
    try {
      ServedMount served =
          server.call(
              call,
              limit,
              serving -> serving.mount(spec, mountPoint.toString(), backing.toString()));
      server.standsFor(served.programPid());
      return served;
    } catch (ControlException e) {
      if (e.kind() != ControlError.Kind.TIMEOUT) {
        throw e;
      }
      throw new ControlException(
          ControlError.of(
                  ControlError.Kind.TIMEOUT,
                  call,
                  "the filesystem was not mounted within " + limit.toMillis() + " ms")
              .withDetail(server.stacks().text()),
          e);
    }
  }

  private static void requireMounted(Path mountPoint, ServedMount served) {
    Optional<MountInfo> mount = MountInfo.at(mountPoint);
    if (mount.filter(found -> found.isFuse() && found.minor() == served.connection()).isEmpty()) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.MOUNT_REFUSED,
              "mount",
              "the server says that it mounted connection "
                  + served.connection()
                  + " on "
                  + mountPoint
                  + ", but mountinfo shows "
                  + mount));
    }
  }

  /** What a client sees of a mount. */
  MountDescription describe(AgentMount mount) {
    return mount.describe(layout.backing(mount.number()));
  }

  private void exited(AgentMount mount) {
    if (mount.server().isToBeRestarted()) {
      CompletableFuture.runAsync(() -> replace(mount));
    } else if (!mount.isEnding()) {
      serverExited.accept(mount);
    }
  }

  /** A fault has killed the server, so that another one takes its place. */
  private void replace(AgentMount mount) {
    try {
      if (!mount.isEnding()) {
        restart(mount);
      }
    } catch (ControlException | LinuxException e) {
      System.err.println("fuse-fixture agent: no server takes the place of that of " + mount);
      e.printStackTrace();
      serverExited.accept(mount);
    } finally {
      mount.server().succeeded().complete(null);
    }
  }

  /** Takes back what a mount that failed has left; what the server wrote to its standard error. */
  private String giveUp(ServerProcess server, Path mountPoint, Path backing) {
    String errors = takeBack(server, mountPoint);
    try {
      Files.deleteIfExists(mountPoint);
      SandboxLayout.remove(backing);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return errors;
  }

  /** As {@link #giveUp}, but for the directories. */
  private String takeBack(ServerProcess server, Path mountPoint) {
    server.kill();
    server.awaitExit(EXIT_LIMIT);
    try {
      Optional<MountInfo> mount = MountInfo.at(mountPoint).filter(MountInfo::isFuse);
      if (mount.isPresent()) {
        abort(mount.get());
        LinuxMounts.unmount(LinuxPath.of(mountPoint), LinuxMounts.MNT_DETACH);
      }
    } catch (LinuxException e) {
      return server.standardError() + System.lineSeparator() + e.getMessage();
    }
    return server.standardError();
  }

  /** It is mounted, so its number is its own. */
  private void abort(MountInfo mount) {
    try (FuseConnection connection = control.connection(mount.minor())) {
      connection.abort();
    }
  }

  private static ControlException withRemains(ControlException failure, String standardError) {
    if (standardError.isBlank() || failure.error().detail().contains(standardError)) {
      return failure;
    }
    String detail = failure.error().detail();
    return new ControlException(
        failure
            .error()
            .withDetail(
                (detail.isEmpty() ? "" : detail + System.lineSeparator())
                    + "standard error of the server:"
                    + System.lineSeparator()
                    + standardError),
        failure);
  }
}
