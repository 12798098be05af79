package org.fusefixture.internal.linux;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.OpenDescriptor;

/** Sockets of the family AF_UNIX, and descriptors that travel between processes. */
public final class LinuxSockets {
  private static final int AF_UNIX = 1;
  private static final int SOCK_SEQPACKET = 5;
  private static final int SOCK_CLOEXEC = 02000000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int SO_SNDBUFFORCE = 32;
  private static final int SCM_RIGHTS = 1;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int SHUT_RDWR = 2;

  /** Numbers from 403 on are the same on every architecture (asm-generic/unistd.h). */
  private static final long SYS_PIDFD_OPEN = 434;

  private static final long SYS_PIDFD_GETFD = 438;

  private static final LibC.SocketFunctions C = SystemCall.bind(LibC.SocketFunctions.class);

  /** The two ends of a new pair; what is written at one end is read at the other, and back. */
  public record Ends(Fd ours, Fd theirs) {}

  /** A pair of SOCK_SEQPACKET (unix(7)): whole messages, in order, none lost. */
  public static Ends messagePair() {
    int[] ends = new int[2];
    SystemCall.perform(
        "socketpair",
        () -> C.socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends),
        "SOCK_SEQPACKET");
    return new Ends(Fd.owned(ends[0]), Fd.owned(ends[1]));
  }

  /**
   * Asks for room for messages that are sent and not received yet: SO_SNDBUFFORCE, and where
   * CAP_NET_ADMIN is missing, SO_SNDBUF up to net.core.wmem_max (socket(7)).
   *
   * @return what the socket has by then, in bytes; the kernel counts its own structures in
   */
  public static int setSendBuffer(OpenDescriptor socket, int size) {
    int[] value = {size};
    SystemCall.enter();
    long forced =
        SystemCall.result(
            C.setsockopt(socket.descriptor(), SOL_SOCKET, SO_SNDBUFFORCE, value, Integer.BYTES));
    if (forced < 0) {
      SystemCall.perform(
          "setsockopt",
          () -> C.setsockopt(socket.descriptor(), SOL_SOCKET, SO_SNDBUF, value, Integer.BYTES),
          socket,
          "SO_SNDBUF",
          size);
    }
    int[] got = new int[1];
    SystemCall.perform(
        "getsockopt",
        () ->
            C.getsockopt(
                socket.descriptor(), SOL_SOCKET, SO_SNDBUF, got, new int[] {Integer.BYTES}),
        socket,
        "SO_SNDBUF");
    return got[0];
  }

  /**
   * Sends a descriptor, with one byte of data (SCM_RIGHTS of unix(7)).
   *
   * <p>{@code struct msghdr} and {@code struct cmsghdr} as on 64-bit Linux.
   */
  public static void sendDescriptor(OpenDescriptor socket, OpenDescriptor passed) {
    try (NativeBuffer memory = NativeBuffer.allocate(LinuxProcesses.pageSize())) {
      ByteBuffer bytes = memory.bytes();
      int vector = 64;
      int control = 128;
      int data = 192;
      int controlSize = 16 + Integer.BYTES;
      bytes.putLong(vector, memory.address() + data).putLong(vector + 8, 1);
      bytes.putLong(control, controlSize).putInt(control + 8, SOL_SOCKET);
      bytes.putInt(control + 12, SCM_RIGHTS).putInt(control + 16, passed.descriptor());
      bytes.putLong(16, memory.address() + vector).putLong(24, 1);
      bytes.putLong(32, memory.address() + control).putLong(40, (controlSize + 7) & ~7);
      SystemCall.perform(
          "sendmsg",
          () -> C.sendmsg(socket.descriptor(), memory.address(), MSG_NOSIGNAL),
          socket,
          "SCM_RIGHTS " + passed);
    }
  }

  /** Ends both directions: who reads gets what is there and then the end, who writes EPIPE. */
  public static void shutdown(OpenDescriptor socket) {
    SystemCall.perform("shutdown", () -> C.shutdown(socket.descriptor(), SHUT_RDWR), socket);
  }

  /**
   * A copy of another process's descriptor (pidfd_getfd(2), since Linux 5.6); asks for the right to
   * trace that process (ptrace(2)).
   */
  public static Fd descriptorOf(int pid, int descriptor) {
    try (Fd process =
        Fd.owned(
            (int)
                SystemCall.perform(
                    "pidfd_open", () -> C.syscall(SYS_PIDFD_OPEN, pid, 0, 0), "pid " + pid))) {
      return Fd.owned(
          (int)
              SystemCall.perform(
                  "pidfd_getfd",
                  () -> C.syscall(SYS_PIDFD_GETFD, process.descriptor(), descriptor, 0),
                  "pid " + pid,
                  "fd " + descriptor));
    }
  }

  private LinuxSockets() {}
}
