package org.fusefixture.internal.control;

import java.util.List;
import org.fusefixture.internal.control.guard.KernelState;

/**
 * What a sandbox holds. After the last unmount, the first three are empty.
 *
 * @param mounts FUSE mounts, as lines of /proc/self/mountinfo
 * @param clientFiles files, page buffers and mappings that the client holds
 * @param servers server processes that serve a mount, with their identifiers
 * @param directories below {@code mnt/} and {@code backing/}
 * @param processes all of the PID namespace but the agent: "pid name state"
 * @param descriptors number of open file descriptors of the agent
 * @param threads number of threads of the agent
 * @param kernel what its kernel says, where it has one of its own
 */
public record Inventory(
    List<String> mounts,
    List<String> clientFiles,
    List<String> servers,
    List<String> directories,
    List<String> processes,
    int descriptors,
    int threads,
    KernelState kernel) {
  public Inventory {
    mounts = mounts == null ? List.of() : List.copyOf(mounts);
    clientFiles = clientFiles == null ? List.of() : List.copyOf(clientFiles);
    servers = servers == null ? List.of() : List.copyOf(servers);
    directories = directories == null ? List.of() : List.copyOf(directories);
    kernel = kernel == null ? KernelState.UNKNOWN : kernel;
    processes = processes == null ? List.of() : List.copyOf(processes);
  }
}
