package org.fusefixture.internal.client;

import static org.fusefixture.internal.client.ClientCall.quoted;

import org.fusefixture.comparison.WorkloadSpec;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.OpenFlag;

/** The file of one thread of a workload. */
final class WorkloadFile {
  private static final int MODE = 0600;
  private static final String PREFIX = "fuse-fixture-workload-";

  private WorkloadFile() {}

  static String path(int thread) {
    return PREFIX + thread;
  }

  /** Opens it; for reads it is first filled, unless it is long enough. */
  static Fd open(ClientCall call, WorkloadSpec workload, int thread, NativeBuffer buffer) {
    String path = path(thread);
    Fd file = open(call, workload, path);
    if (workload.operation() == WorkloadSpec.Operation.WRITE) {
      return file;
    }
    boolean filled;
    try {
      filled = fill(call, workload, path, file, buffer);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
    if (!filled) {
      return file;
    }
    // What was just written is in the page cache, which the next open(2) empties (fuse_finish_open
    // of
    // fs/fuse/file.c, Linux 6.12), unless the filesystem asks to keep it.
    file.close();
    return open(call, workload, path);
  }

  private static Fd open(ClientCall call, WorkloadSpec workload, String path) {
    int flags =
        OpenFlag.O_CREAT
            | OpenFlag.O_RDWR
            | OpenFlag.O_CLOEXEC
            | (workload.direct() ? OpenFlag.O_DIRECT : 0);
    return call.make(
        "open(" + quoted(path) + ", flags 0" + Integer.toOctalString(flags) + ")",
        () -> LinuxPaths.openat(call.root(), ClientMount.relative(path), flags, MODE));
  }

  /** Removes it, if it is there. */
  static void remove(ClientCall call, int thread) {
    String path = path(thread);
    call.run(
        "unlink(" + quoted(path) + ")",
        () -> {
          try {
            LinuxPaths.unlinkat(call.root(), ClientMount.relative(path), 0);
          } catch (LinuxException e) {
            if (!e.is(Errno.ENOENT)) {
              throw e;
            }
          }
        });
  }

  /** Whether anything was missing. */
  private static boolean fill(
      ClientCall call, WorkloadSpec workload, String path, Fd file, NativeBuffer buffer) {
    long size = call.make("fstat(" + quoted(path) + ")", () -> LinuxPaths.status(file).size());
    int block = workload.blockSize();
    if (size >= workload.fileSize()) {
      return false;
    }
    for (long at = size / block * block; at < workload.fileSize(); at += block) {
      long offset = at;
      call.run(
          "pwrite(" + quoted(path) + ", " + block + " bytes at " + offset + ")",
          () -> LinuxFiles.pwriteFully(file, buffer.address(), block, offset));
    }
    call.run("fsync(" + quoted(path) + ")", () -> LinuxFiles.fsync(file));
    return true;
  }
}
