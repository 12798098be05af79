package org.fusefixture.internal.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fusefixture.internal.control.CommandService;
import org.fusefixture.internal.control.MountService.UnmountResult;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.mount.MountDescription;

/**
 * A command that the user gives after {@code --}, run inside the sandbox.
 *
 * @param words with {mountpoint} where the mount point belongs
 * @param limit after which it is ended
 */
record CommandOnMount(List<String> words, Duration limit) {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(60);
  private static final String MOUNT_POINT = "{mountpoint}";
  private static final int RUN = 1;

  /** Runs it: in the current directory, if the sandbox shares our files. */
  CommandService.Ended run(Sandbox sandbox, SandboxKey key, MountDescription mount) {
    List<String> arguments =
        words.stream().map(word -> word.replace(MOUNT_POINT, mount.mountPoint())).toList();
    boolean sharesFiles = key.isolation() == Isolation.PROCESS && key.kernel() == Kernel.HOST;
    CommandService.Command asked =
        new CommandService.Command(
            RUN,
            arguments,
            Map.of(),
            sharesFiles ? Path.of("").toAbsolutePath().toString() : "",
            limit.toMillis());
    return sandbox
        .control()
        .call("run", limit.plus(CALL_LIMIT), agent -> agent.commands().run(asked));
  }

  /** Says what did not end well, and with which status to end for it. */
  int status(CommandService.Ended result, UnmountResult end, PrintWriter err) {
    if (!end.clean()) {
      err.println(
          "fuse-fixture: the mount did not end cleanly: server "
              + end.serverExit()
              + (end.aborted() ? "; its connection was aborted" : "")
              + end.notes().stream().map(note -> "; " + note).collect(joining()));
    }
    end.losses().forEach(loss -> err.println("fuse-fixture: at the end, " + loss));
    if (result.timedOut()) {
      err.println(
          "fuse-fixture: the command was ended after "
              + limit.toSeconds()
              + " s; for more time give --timeout");
      return ExitCodes.TIMED_OUT;
    }
    boolean well = end.clean() && end.losses().isEmpty();
    return result.status() == 0 && !well ? ExitCodes.UNAVAILABLE : result.status();
  }
}
