package org.fusefixture.internal.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fusefixture.internal.client.ClientFiles;
import org.fusefixture.internal.client.ClientForks;
import org.fusefixture.internal.client.ClientMemory;
import org.fusefixture.internal.control.AgentService.Inventory;
import org.fusefixture.internal.linux.ProcessStatus;
import org.fusefixture.internal.mount.MountInfo;

/** Counts what the sandbox holds. */
final class InventoryTaker {
  private final KernelObserver kernel = new KernelObserver();
  private final SandboxLayout layout;
  private final MountTable mounts;
  private final Mounter mounter;
  private final ServerPool servers;
  private final ClientFiles files;
  private final ClientMemory pages;
  private final ClientForks forks;
  private final ClientProcesses clients;

  InventoryTaker(
      SandboxLayout layout,
      MountTable mounts,
      Mounter mounter,
      ServerPool servers,
      ClientFiles files,
      ClientMemory pages,
      ClientForks forks,
      ClientProcesses clients) {
    this.forks = forks;
    this.clients = clients;
    this.layout = layout;
    this.mounts = mounts;
    this.mounter = mounter;
    this.servers = servers;
    this.files = files;
    this.pages = pages;
  }

  Inventory take() {
    List<String> held = new ArrayList<>(files.list());
    held.addAll(pages.list());
    held.addAll(forks.list());
    held.addAll(clients.list());
    return new Inventory(
        fuseMounts(),
        held,
        mounts.all().stream().map(AgentMount::toString).toList(),
        layout.leftovers(),
        processes(),
        descriptors(),
        Thread.getAllStackTraces().size(),
        kernel.look());
  }

  private List<String> fuseMounts() {
    Set<String> visible = mounter.visiblePaths();
    return MountInfo.all().stream()
        .filter(MountInfo::isFuse)
        .filter(
            mount ->
                Path.of(mount.mountPoint()).startsWith(layout.root())
                    || visible.contains(mount.mountPoint()))
        .map(mount -> mount.mountPoint() + " " + mount.type() + " connection " + mount.minor())
        .toList();
  }

  /** All of the PID namespace where it is the sandbox's own, otherwise the agent's descendants. */
  private List<String> processes() {
    Set<Long> expected = new HashSet<>();
    expected.add(servers.sparePid());
    for (AgentMount mount : mounts.all()) {
      expected.add(mount.server().pid());
      mount.server().helpers().forEach(expected::add);
    }
    Set<Long> descendants = new HashSet<>();
    ProcessHandle.current().descendants().forEach(process -> descendants.add(process.pid()));
    boolean ownNamespace = ProcessHandle.current().pid() == 1;
    return ChildProcesses.all().stream()
        .filter(process -> ownNamespace || descendants.contains(process.pid()))
        .filter(process -> !expected.contains(process.pid()))
        .map(ProcessStatus::toString)
        .toList();
  }

  private static int descriptors() {
    try (Stream<Path> entries = Files.list(Path.of("/proc/self/fd"))) {
      return (int) entries.count() - 1; // one of them is that of the list itself
    } catch (IOException e) {
      throw new IllegalStateException("cannot list /proc/self/fd", e);
    }
  }
}
