package org.fusefixture.internal.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fusefixture.internal.client.ClientCall;
import org.fusefixture.internal.client.ClientFiles;
import org.fusefixture.internal.client.ClientMemory;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.MountService.UnmountResult;
import org.fusefixture.internal.control.ServerService;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxMounts;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.mount.MountInfo;

/**
 * Ends mounts: cleanly if that is possible, by force if it is not, and in any case completely. A
 * mount has ended when it is gone from mountinfo, its server has exited, its connection is gone and
 * its directories are removed.
 */
final class Unmounter {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  /**
   * Where the connection was aborted, most likely because the server hangs, and will not answer.
   */
  private static final Duration ABORTED_LIMIT = Duration.ofSeconds(2);

  private static final Duration GONE_LIMIT = Duration.ofSeconds(3);

  private final SandboxLayout layout;
  private final TimedCalls calls;
  private final ClientFiles files;
  private final ClientMemory pages;
  private final ClientProcesses processes;
  private final AgentGuardEndpoint guard;

  /**
   * @param guard is told what the filesystem left in its server
   */
  Unmounter(
      SandboxLayout layout,
      TimedCalls calls,
      ClientFiles files,
      ClientMemory pages,
      ClientProcesses processes,
      AgentGuardEndpoint guard) {
    this.processes = processes;
    this.layout = layout;
    this.calls = calls;
    this.files = files;
    this.pages = pages;
    this.guard = guard;
  }

  /** Unmounts; to be called once for each mount. */
  UnmountResult unmount(AgentMount mount) {
    long start = System.nanoTime();
    mount.end();
    List<String> notes = new ArrayList<>();
    List<String> losses = new ArrayList<>();
    boolean hadServer = mount.server().isAlive();
    if (!hadServer) {
      notes.add("the server had ended before: " + mount.server().exit().join());
    }
    releaseClient(mount, notes);
    boolean undisturbed = timed(mount, notes, call -> unmountPlainly(call, mount)) && hadServer;
    boolean detached = detachIfMounted(mount, notes);
    if (hadServer && undisturbed) {
      endSession(mount, notes, losses);
    }
    String exit = mount.server().stop();
    awaitConnectionGone(mount, notes);
    mount.connection().close();
    removeDirectories(mount, notes);
    boolean clean =
        undisturbed
            && !detached
            && !mount.isAborted()
            && exit.equals("status 0")
            && notes.isEmpty();
    return new UnmountResult(
        clean,
        mount.isAborted(),
        detached,
        exit,
        losses,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
        notes);
  }

  private void releaseClient(AgentMount mount, List<String> notes) {
    processes.endAll(mount);
    mount.predecessors().forEach(this::releasePredecessor);
    List<String> failures = new ArrayList<>();
    timed(
        mount,
        notes,
        call -> {
          pages.freeMappings(call);
          failures.addAll(files.closeAll(call));
        });
    if (mount.server().isAlive()) {
      notes.addAll(failures); // closing the files of a dead server fails as a matter of course
    }
    mount.client().close();
  }

  /** Its server is dead: every call fails, as a matter of course. */
  private void releasePredecessor(AgentMount old) {
    timed(
        old,
        new ArrayList<>(),
        call -> {
          pages.freeMappings(call);
          files.closeAll(call);
        });
    old.client().close();
    old.connection().abort();
    old.connection().close();
  }

  private void unmountPlainly(ClientCall call, AgentMount mount) {
    if (isMounted(mount)) {
      call.enter("umount2(\"" + mount.mountPoint() + "\", 0)");
      LinuxMounts.unmount(LinuxPath.of(mount.mountPoint()), LinuxMounts.UMOUNT_NOFOLLOW);
    }
  }

  /** Where a plain unmount did not do it: abort, so that nobody hangs, and take the mount away. */
  private boolean detachIfMounted(AgentMount mount, List<String> notes) {
    if (!isMounted(mount)) {
      return false;
    }
    mount.abort("the mount could not be unmounted: " + String.join("; ", notes));
    try {
      LinuxMounts.unmount(LinuxPath.of(mount.mountPoint()), LinuxMounts.MNT_DETACH);
    } catch (LinuxException e) {
      notes.add(e.getMessage());
    }
    return true;
  }

  private void endSession(AgentMount mount, List<String> notes, List<String> losses) {
    Duration limit = mount.isAborted() ? ABORTED_LIMIT : STOP_LIMIT;
    try {
      end(mount, limit, losses);
      guard.keepLeftovers(mount, limit);
    } catch (ControlException e) {
      notes.add("the server did not end its session: " + e.getMessage());
      mount.abort("the session did not end within " + limit.toMillis() + " ms");
    }
  }

  private static void end(AgentMount mount, Duration limit, List<String> losses) {
    try {
      mount.remember(mount.server().call("unmount", limit, ServerService::unmount));
    } catch (ControlException e) {
      if (e.kind() != ControlError.Kind.FILESYSTEM_FAILED) {
        throw e;
      }
      losses.add(e.error().message());
    }
  }

  private void awaitConnectionGone(AgentMount mount, List<String> notes) {
    long deadline = System.nanoTime() + GONE_LIMIT.toNanos();
    while (!mount.connection().isGone()) {
      if (System.nanoTime() > deadline) {
        mount.connection().abort();
        notes.add(
            "connection "
                + mount.connection().number()
                + " is still there after the server has ended: somebody holds the mount, perhaps"
                + " in another mount namespace");
        return;
      }
      Pauses.shortly();
    }
  }

  private void removeDirectories(AgentMount mount, List<String> notes) {
    try {
      if (!isMounted(mount)) {
        Files.deleteIfExists(mount.mountPoint());
      }
      SandboxLayout.remove(layout.backing(mount.number()));
    } catch (IOException e) {
      notes.add("cannot remove the directories of mount " + mount.number() + ": " + e);
    }
  }

  private static boolean isMounted(AgentMount mount) {
    return MountInfo.all().stream()
        .anyMatch(
            info ->
                info.isFuse()
                    && info.minor() == mount.connection().number()
                    && info.mountPoint().equals(mount.mountPoint().toString()));
  }

  /** Runs a step under the mount's time limit; whether it went well. */
  private boolean timed(AgentMount mount, List<String> notes, Consumer<ClientCall> step) {
    Function<ClientCall, Void> body =
        call -> {
          step.accept(call);
          return null;
        };
    CompletableFuture<Void> done = calls.on(mount, mount.requestTimeout(), body);
    try {
      done.get(mount.requestTimeout().toMillis() * 4 + 10_000, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      notes.add(firstLine(e.getCause().getMessage()));
    } catch (TimeoutException e) {
      notes.add("a step of the unmount did not end: " + mount);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      notes.add("interrupted");
    }
    return false;
  }

  private static String firstLine(String text) {
    return String.valueOf(text).lines().findFirst().orElse("");
  }
}
