package org.fusefixture.internal.agent;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.attestation.ProbeFilesystem;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlChannel;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.ServerService;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.linux.LinuxMounts;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.mount.MountSpec;

/**
 * Main class that goes through the start of an agent and of servers, so that the virtual machine
 * can note which classes they load, and how it links them. It is what an archive of these is made
 * from.
 *
 * <p>Arguments: an empty directory for temporary files; {@code mount} where mounts can be made that
 * nobody else sees, which makes the better archive.
 */
public final class CdsTrainingRun {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String ROOT =
      CdsTrainingRun.class.getPackageName().replaceFirst("\\.internal\\..*", "");
  private static final String FOLDER = ROOT.replace('.', '/') + "/";
  private static final String CLASS = ".class";

  private CdsTrainingRun() {}

  public static void main(String[] arguments) throws IOException, URISyntaxException {
    SandboxLayout layout = new SandboxLayout(Path.of(arguments[0]));
    boolean mounts = arguments.length > 1 && arguments[1].equals("mount");
    Files.createDirectories(layout.temporary());
    System.setProperty("java.io.tmpdir", layout.temporary().toString());
    int number = 0;
    for (TransferMode mode : List.of(TransferMode.COPY, TransferMode.SPLICE)) {
      Path point = layout.mountPoint(++number);
      if (mounts) {
        Files.createDirectories(point);
      }
      trainServer(layout, MountSpec.of(ProbeFilesystem.class.getName(), mode), point, mounts);
    }
    openAgentChannel();
    loadAll();
    System.exit(0);
  }

  /** A mount on nothing comes as far as mount(2). */
  private static void trainServer(SandboxLayout layout, MountSpec spec, Path point, boolean mounts)
      throws IOException {
    ServerProcess server =
        ServerProcess.start(new ServerCommand(layout), false, new ChildProcesses());
    String backing = layout.root().toString();
    try {
      server.awaitReady(StartLimit.of(LIMIT));
      if (mounts) {
        server.call("mount", LIMIT, serving -> serving.mount(spec, point.toString(), backing));
        useAndUnmount(point);
        server.call("unmount", LIMIT, ServerService::unmount);
      } else {
        requireNoMount(server, spec, point, backing);
      }
      server.call("report", LIMIT, ServerService::report);
      server.call("leftovers", LIMIT, serving -> serving.guard().leftovers(0));
    } finally {
      server.stop();
    }
  }

  private static void useAndUnmount(Path point) throws IOException {
    try {
      Files.write(point.resolve("trained"), new byte[1 << 16]);
    } finally {
      LinuxMounts.unmount(LinuxPath.of(point), LinuxMounts.MNT_DETACH);
    }
  }

  private static void requireNoMount(
      ServerProcess server, MountSpec spec, Path point, String backing) {
    try {
      server.call("mount", LIMIT, serving -> serving.mount(spec, point.toString(), backing));
      throw new IllegalStateException("mounted on a directory that does not exist: " + point);
    } catch (ControlException e) {
      return; // as was to be expected
    }
  }

  /** Looks for all services of an agent, behind which there is nothing. */
  private static void openAgentChannel() throws IOException {
    Object service =
        Proxy.newProxyInstance(
            CdsTrainingRun.class.getClassLoader(),
            new Class<?>[] {AgentService.class},
            (proxy, method, values) -> stub(method.getReturnType()));
    PipedOutputStream other = new PipedOutputStream();
    ControlChannel.open(
            "test JVM",
            new PipedInputStream(other),
            new PipedOutputStream(new PipedInputStream()),
            service,
            AgentClient.class)
        .close();
  }

  private static Object stub(Class<?> type) {
    return type.isInterface()
        ? Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> null)
        : null;
  }

  /** What is not used here may be used by a mount. */
  private static void loadAll() throws IOException, URISyntaxException {
    Path location =
        Path.of(CdsTrainingRun.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    int found = 0;
    try (JarFile jar = new JarFile(location.toFile(), false)) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        String name = entry.getName();
        if (name.startsWith(FOLDER) && name.endsWith(CLASS)) {
          load(name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
          found++;
        }
      }
    }
    if (found == 0) {
      throw new IllegalStateException(location + " has no classes below " + FOLDER);
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, CdsTrainingRun.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return; // it is not archived, then
    }
  }
}
