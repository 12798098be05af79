package org.fusefixture.internal.linux;

import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * Functions of the C library, as jnr-ffi binds them; by subject, so that a process binds only what
 * it uses; those with six arguments are called through {@link SystemCall.SixArguments}. Addresses
 * and sizes are {@code long}: no object is made for a call. The interfaces are public because jnr
 * implements them from a class loader of its own.
 */
final class LibC {

  /** Open files. */
  public interface FileFunctions {
    int close(int fd);

    int dup3(int from, int to, int flags);

    long read(int fd, long address, long count);

    long write(int fd, long address, long count);

    long pread(int fd, long address, long count, long offset);

    long pwrite(int fd, long address, long count, long offset);

    long readv(int fd, long vectors, int count);

    long writev(int fd, long vectors, int count);

    int fsync(int fd);

    int fdatasync(int fd);

    int syncfs(int fd);

    int ftruncate(int fd, long length);

    int fallocate(int fd, int mode, long offset, long length);

    long lseek(int fd, long offset, int whence);

    int fcntl(int fd, int command, long argument);

    int ioctl(int fd, long request, long argument);

    int flock(int fd, int operation);

    int poll(long descriptors, long count, int milliseconds);

    int eventfd(int initial, int flags);
  }

  /** Sockets. */
  public interface SocketFunctions {
    int socketpair(int domain, int type, int protocol, @Out int[] ends);

    int setsockopt(int fd, int level, int name, @In int[] value, int size);

    int getsockopt(int fd, int level, int name, @Out int[] value, @In int[] size);

    long sendmsg(int fd, long message, int flags);

    int shutdown(int fd, int how);

    /** {@code syscall(number, ...)} for calls without a wrapper in older C libraries. */
    long syscall(long number, long first, long second, long third);
  }

  /** Names. */
  public interface PathFunctions {
    int openat(int directory, @In byte[] path, int flags, int mode);

    int statx(int directory, @In byte[] path, int flags, int mask, @Out byte[] status);

    int mkdirat(int directory, @In byte[] path, int mode);

    int mknodat(int directory, @In byte[] path, int mode, long device);

    int unlinkat(int directory, @In byte[] path, int flags);

    int renameat2(int fromDirectory, @In byte[] from, int toDirectory, @In byte[] to, int flags);

    int symlinkat(@In byte[] target, int directory, @In byte[] path);

    int linkat(int fromDirectory, @In byte[] from, int toDirectory, @In byte[] to, int flags);

    long readlinkat(int directory, @In byte[] path, @Out byte[] target, long size);

    int utimensat(int directory, @In byte[] path, @In long[] times, int flags);

    int futimens(int fd, @In long[] times);

    int fchownat(int directory, @In byte[] path, int uid, int gid, int flags);

    int fchmodat(int directory, @In byte[] path, int mode, int flags);

    int fchmod(int fd, int mode);

    int faccessat(int directory, @In byte[] path, int mode, int flags);

    int statfs(@In byte[] path, @Out byte[] statistics);

    int fstatfs(int fd, @Out byte[] statistics);

    long getdents64(int fd, @Out byte[] entries, long size);
  }

  /** Extended attributes. */
  public interface XattrFunctions {
    int setxattr(@In byte[] path, @In byte[] name, @In byte[] value, long size, int flags);

    int lsetxattr(@In byte[] path, @In byte[] name, @In byte[] value, long size, int flags);

    int fsetxattr(int fd, @In byte[] name, @In byte[] value, long size, int flags);

    long getxattr(@In byte[] path, @In byte[] name, @Out byte[] value, long size);

    long lgetxattr(@In byte[] path, @In byte[] name, @Out byte[] value, long size);

    long fgetxattr(int fd, @In byte[] name, @Out byte[] value, long size);

    long listxattr(@In byte[] path, @Out byte[] names, long size);

    long llistxattr(@In byte[] path, @Out byte[] names, long size);

    long flistxattr(int fd, @Out byte[] names, long size);

    int removexattr(@In byte[] path, @In byte[] name);

    int lremovexattr(@In byte[] path, @In byte[] name);

    int fremovexattr(int fd, @In byte[] name);
  }

  /** Pipes. */
  public interface PipeFunctions {
    int pipe2(@Out int[] ends, int flags);

    long vmsplice(int fd, long vectors, long count, int flags);

    long tee(int fdIn, int fdOut, long length, int flags);
  }

  /** Memory. */
  public interface MemoryFunctions {
    int munmap(long address, long length);

    int mprotect(long address, long length, int protection);

    int madvise(long address, long length, int advice);

    int msync(long address, long length, int flags);

    int mlock(long address, long length);

    int munlock(long address, long length);
  }

  /** Mounts and namespaces. */
  public interface MountFunctions {
    int mount(
        @In byte[] source, @In byte[] target, @In byte[] type, long flags, @In byte[] options);

    int umount2(@In byte[] target, int flags);

    int setns(int fd, int kind);

    int unshare(int flags);

    /** {@code syscall(number, text, flags)} for calls without a wrapper in older C libraries. */
    long syscall(long number, @In byte[] text, long flags);
  }

  /** Signals to threads, and what they do. */
  public interface SignalFunctions {
    int tgkill(int pid, int tid, int signal);

    long signal(int signal, long handler);

    int siginterrupt(int signal, int interrupts);
  }

  /** Copies of this process. */
  public interface CloneFunctions {
    int clone(long function, long stack, int flags, long argument);
  }

  /** Processes. */
  public interface ProcessFunctions {
    int getpid();

    int getppid();

    int gettid();

    int geteuid();

    int getegid();

    int kill(int pid, int signal);

    int waitpid(int pid, @Out int[] status, int options);

    int prctl(int option, long second, long third, long fourth, long fifth);

    int capget(@In int[] header, @Out int[] sets);

    int capset(@In int[] header, @In int[] sets);

    long sysconf(int name);

    int umask(int mask);

    int setfsuid(int uid);

    int setfsgid(int gid);

    int sched_setaffinity(int pid, long size, @In long[] mask);

    int clock_gettime(int clock, @Out long[] time);
  }

  private LibC() {}
}
