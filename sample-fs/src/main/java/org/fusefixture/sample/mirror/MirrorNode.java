package org.fusefixture.sample.mirror;

import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.FileStatus;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.protocol.NodeId;

/**
 * An inode of the backing filesystem that the kernel knows. It is held by a descriptor (O_PATH), so
 * that renaming and unlinking it change nothing here, and its number is not used for another inode.
 */
final class MirrorNode {
  /**
   * What makes two names one inode.
   *
   * @param device filesystem
   * @param inode number within it
   */
  record Identity(long device, long inode) {
    static Identity of(FileStatus status) {
      return new Identity(status.device(), status.inode());
    }
  }

  private final NodeId nodeId;
  private final Fd descriptor;
  private final Identity identity;
  private long lookups;

  MirrorNode(NodeId nodeId, Fd descriptor, Identity identity) {
    this.nodeId = nodeId;
    this.descriptor = descriptor;
    this.identity = identity;
  }

  NodeId nodeId() {
    return nodeId;
  }

  Identity identity() {
    return identity;
  }

  /** The inode itself, for system calls that take a descriptor of a directory. */
  Fd descriptor() {
    return descriptor;
  }

  /**
   * The inode by a name of procfs, for system calls that need a path; also a symbolic link is meant
   * itself (proc_pid_fd(5)).
   */
  LinuxPath path() {
    return LinuxPath.of(descriptor);
  }

  FileStatus status() {
    return LinuxPaths.status(descriptor);
  }

  // Guarded by the table that this belongs to.

  void remember() {
    lookups++;
  }

  long lookups() {
    return lookups;
  }

  /** Takes lookups back, and tells whether none are left. */
  boolean forget(long count) {
    lookups -= Math.min(lookups, count);
    return lookups == 0;
  }
}
