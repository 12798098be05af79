package org.fusefixture.internal.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.CommandService.Command;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;

/** Main class of a JVM that boots a guest, keeps a mount of it busy, and waits to be killed. */
final class GuestAndWait {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private GuestAndWait() {}

  /**
   * @param arguments the isolation
   */
  public static void main(String[] arguments) throws Exception {
    SandboxKey key = SandboxKey.of(Isolation.valueOf(arguments[0]), Kernel.PATCHED);
    say("booting " + owner());
    Sandbox sandbox = Sandboxes.shared().open(key);
    MountSpec spec = MountSpec.of(NotesFileSystem.class.getName(), TransferMode.SPLICE);
    MountDescription mount =
        sandbox.control().call("mount", LIMIT, agent -> agent.mounts().mount(spec));
    List<String> command =
        List.of("sh", "-c", "while :; do echo busy >" + mount.mountPoint() + "/note; done");
    sandbox
        .agent()
        .commands()
        .run(new Command(1, command, Map.of(), "", Duration.ofMinutes(5).toMillis()))
        .whenComplete((result, failure) -> System.exit(failure == null ? 0 : 1));
    say("busy " + sandbox.description());
    new CountDownLatch(1).await();
  }

  /** As the containers of this JVM are labelled: its number and the time of its start. */
  private static String owner() {
    ProcessHandle self = ProcessHandle.current();
    return self.pid() + "@" + self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
