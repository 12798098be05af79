package org.fusefixture.internal.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.mount.MountSpec;

/** Main class of a JVM that mounts visibly, says so, and waits to be killed. */
final class MountAndWait {
  private MountAndWait() {}

  /**
   * @param arguments the isolation
   */
  public static void main(String[] arguments) throws Exception {
    SandboxKey key = new SandboxKey(Isolation.valueOf(arguments[0]), Kernel.HOST, true);
    Sandbox sandbox = Sandboxes.shared().open(key);
    Path path = sandbox.visibleDirectory().orElseThrow().resolve("mount");
    Files.createDirectory(path);
    MountSpec spec =
        MountSpec.of(NotesFileSystem.class.getName(), TransferMode.SPLICE)
            .withVisiblePath(path.toString());
    sandbox.control().call("mount", Duration.ofSeconds(60), agent -> agent.mounts().mount(spec));
    Files.writeString(path.resolve("note"), "here");
    System.out.println("mounted " + path);
    System.out.println("sandbox " + sandbox.description());
    System.out.flush();
    new CountDownLatch(1).await();
  }
}
