package org.fusefixture.errno;

import java.util.Optional;

/**
 * The error numbers of Linux, as on x86-64 and arm64 (include/uapi/asm-generic/errno.h, errno(3)).
 *
 * <p>Where the C library has two names for a number (EAGAIN and EWOULDBLOCK, EDEADLK and EDEADLOCK,
 * EOPNOTSUPP and ENOTSUP), the first is used here.
 */
public enum Errno {
  /**
   * The operation needs a privilege that the caller lacks, or is never permitted on such a file.
   */
  EPERM(1, "Operation not permitted"),
  /** A name of the path does not exist. */
  ENOENT(2, "No such file or directory"),
  /** There is no such process. */
  ESRCH(3, "No such process"),
  /** A signal interrupted the call. */
  EINTR(4, "Interrupted system call"),
  /** The device failed, or the data is lost. */
  EIO(5, "Input/output error"),
  /** There is no such device, or no data behind the position that lseek(2) searches from. */
  ENXIO(6, "No such device or address"),
  /** The arguments of execve(2), or a value, are too large. */
  E2BIG(7, "Argument list too long"),
  /** The file has no format that can be executed. */
  ENOEXEC(8, "Exec format error"),
  /** The descriptor is not open, or not open for this. */
  EBADF(9, "Bad file descriptor"),
  /** The caller has no such child process. */
  ECHILD(10, "No child processes"),
  /** Not now: a lock is held by another, or the call would have to wait. Also EWOULDBLOCK. */
  EAGAIN(11, "Resource temporarily unavailable"),
  /** The kernel has no memory for it. */
  ENOMEM(12, "Cannot allocate memory"),
  /** The permission bits or an ACL refuse it. */
  EACCES(13, "Permission denied"),
  /** An address is outside the memory of the caller. */
  EFAULT(14, "Bad address"),
  /** A block device is needed. */
  ENOTBLK(15, "Block device required"),
  /** It is in use, for example as a mount point. */
  EBUSY(16, "Device or resource busy"),
  /** The name exists already. */
  EEXIST(17, "File exists"),
  /** The two files are on different filesystems. */
  EXDEV(18, "Invalid cross-device link"),
  /** There is no such device, or it cannot do this. */
  ENODEV(19, "No such device"),
  /** It is no directory, where one is needed. */
  ENOTDIR(20, "Not a directory"),
  /** It is a directory, where none may be. */
  EISDIR(21, "Is a directory"),
  /** An argument is invalid. */
  EINVAL(22, "Invalid argument"),
  /** The system has too many open files. */
  ENFILE(23, "Too many open files in system"),
  /** The process has too many open files. */
  EMFILE(24, "Too many open files"),
  /** The file does not know this ioctl(2). */
  ENOTTY(25, "Inappropriate ioctl for device"),
  /** The file is being executed. */
  ETXTBSY(26, "Text file busy"),
  /** The file would become too large. */
  EFBIG(27, "File too large"),
  /** The filesystem has no room left. */
  ENOSPC(28, "No space left on device"),
  /** A pipe or socket has no positions. */
  ESPIPE(29, "Illegal seek"),
  /** The filesystem is mounted read-only. */
  EROFS(30, "Read-only file system"),
  /** The file has as many names as it may have. */
  EMLINK(31, "Too many links"),
  /** The other end of the pipe is closed. */
  EPIPE(32, "Broken pipe"),
  /** Numerical argument out of domain. */
  EDOM(33, "Numerical argument out of domain"),
  /** The result does not fit, for example the value of an attribute into the buffer. */
  ERANGE(34, "Numerical result out of range"),
  /** Waiting for the lock would never end. Also EDEADLOCK. */
  EDEADLK(35, "Resource deadlock avoided"),
  /** A name or path is too long. */
  ENAMETOOLONG(36, "File name too long"),
  /** There are no more locks. */
  ENOLCK(37, "No locks available"),
  /** The operation is not implemented; the kernel does not send it again. */
  ENOSYS(38, "Function not implemented"),
  /** The directory has entries. */
  ENOTEMPTY(39, "Directory not empty"),
  /** There are too many symbolic links on the path. */
  ELOOP(40, "Too many levels of symbolic links"),
  /** No message of desired type. */
  ENOMSG(42, "No message of desired type"),
  /** Identifier removed. */
  EIDRM(43, "Identifier removed"),
  /** Channel number out of range. */
  ECHRNG(44, "Channel number out of range"),
  /** Level 2 not synchronized. */
  EL2NSYNC(45, "Level 2 not synchronized"),
  /** Level 3 halted. */
  EL3HLT(46, "Level 3 halted"),
  /** Level 3 reset. */
  EL3RST(47, "Level 3 reset"),
  /** Link number out of range. */
  ELNRNG(48, "Link number out of range"),
  /** Protocol driver not attached. */
  EUNATCH(49, "Protocol driver not attached"),
  /** No CSI structure available. */
  ENOCSI(50, "No CSI structure available"),
  /** Level 2 halted. */
  EL2HLT(51, "Level 2 halted"),
  /** Invalid exchange. */
  EBADE(52, "Invalid exchange"),
  /** Invalid request descriptor. */
  EBADR(53, "Invalid request descriptor"),
  /** Exchange full. */
  EXFULL(54, "Exchange full"),
  /** No anode. */
  ENOANO(55, "No anode"),
  /** Invalid request code. */
  EBADRQC(56, "Invalid request code"),
  /** Invalid slot. */
  EBADSLT(57, "Invalid slot"),
  /** Bad font file format. */
  EBFONT(59, "Bad font file format"),
  /** Device not a stream. */
  ENOSTR(60, "Device not a stream"),
  /** There is no such extended attribute. */
  ENODATA(61, "No data available"),
  /** Timer expired. */
  ETIME(62, "Timer expired"),
  /** Out of streams resources. */
  ENOSR(63, "Out of streams resources"),
  /** Machine is not on the network. */
  ENONET(64, "Machine is not on the network"),
  /** Package not installed. */
  ENOPKG(65, "Package not installed"),
  /** Object is remote. */
  EREMOTE(66, "Object is remote"),
  /** Link has been severed. */
  ENOLINK(67, "Link has been severed"),
  /** Advertise error. */
  EADV(68, "Advertise error"),
  /** Srmount error. */
  ESRMNT(69, "Srmount error"),
  /** Communication error on send. */
  ECOMM(70, "Communication error on send"),
  /** The other side broke the protocol. */
  EPROTO(71, "Protocol error"),
  /** Multihop attempted. */
  EMULTIHOP(72, "Multihop attempted"),
  /** RFS specific error. */
  EDOTDOT(73, "RFS specific error"),
  /** The data does not have the form that it should have. */
  EBADMSG(74, "Bad message"),
  /** A number does not fit into the field that takes it. */
  EOVERFLOW(75, "Value too large for defined data type"),
  /** Name not unique on network. */
  ENOTUNIQ(76, "Name not unique on network"),
  /** File descriptor in bad state. */
  EBADFD(77, "File descriptor in bad state"),
  /** Remote address changed. */
  EREMCHG(78, "Remote address changed"),
  /** Can not access a needed shared library. */
  ELIBACC(79, "Can not access a needed shared library"),
  /** Accessing a corrupted shared library. */
  ELIBBAD(80, "Accessing a corrupted shared library"),
  /** .lib section in a.out corrupted. */
  ELIBSCN(81, ".lib section in a.out corrupted"),
  /** Attempting to link in too many shared libraries. */
  ELIBMAX(82, "Attempting to link in too many shared libraries"),
  /** Cannot exec a shared library directly. */
  ELIBEXEC(83, "Cannot exec a shared library directly"),
  /** Invalid or incomplete multibyte or wide character. */
  EILSEQ(84, "Invalid or incomplete multibyte or wide character"),
  /** Interrupted system call should be restarted. */
  ERESTART(85, "Interrupted system call should be restarted"),
  /** Streams pipe error. */
  ESTRPIPE(86, "Streams pipe error"),
  /** Too many users. */
  EUSERS(87, "Too many users"),
  /** Socket operation on non-socket. */
  ENOTSOCK(88, "Socket operation on non-socket"),
  /** Destination address required. */
  EDESTADDRREQ(89, "Destination address required"),
  /** The message is too long. */
  EMSGSIZE(90, "Message too long"),
  /** Protocol wrong type for socket. */
  EPROTOTYPE(91, "Protocol wrong type for socket"),
  /** Protocol not available. */
  ENOPROTOOPT(92, "Protocol not available"),
  /** Protocol not supported. */
  EPROTONOSUPPORT(93, "Protocol not supported"),
  /** Socket type not supported. */
  ESOCKTNOSUPPORT(94, "Socket type not supported"),
  /** The filesystem does not support it. Also ENOTSUP. */
  EOPNOTSUPP(95, "Operation not supported"),
  /** Protocol family not supported. */
  EPFNOSUPPORT(96, "Protocol family not supported"),
  /** Address family not supported by protocol. */
  EAFNOSUPPORT(97, "Address family not supported by protocol"),
  /** Address already in use. */
  EADDRINUSE(98, "Address already in use"),
  /** Cannot assign requested address. */
  EADDRNOTAVAIL(99, "Cannot assign requested address"),
  /** Network is down. */
  ENETDOWN(100, "Network is down"),
  /** Network is unreachable. */
  ENETUNREACH(101, "Network is unreachable"),
  /** Network dropped connection on reset. */
  ENETRESET(102, "Network dropped connection on reset"),
  /** The connection was aborted, see {@link org.fusefixture.protocol.InitFlag#ABORT_ERROR}. */
  ECONNABORTED(103, "Software caused connection abort"),
  /** Connection reset by peer. */
  ECONNRESET(104, "Connection reset by peer"),
  /** No buffer space available. */
  ENOBUFS(105, "No buffer space available"),
  /** Transport endpoint is already connected. */
  EISCONN(106, "Transport endpoint is already connected"),
  /** There is no server: the connection of the mount was aborted. */
  ENOTCONN(107, "Transport endpoint is not connected"),
  /** Cannot send after transport endpoint shutdown. */
  ESHUTDOWN(108, "Cannot send after transport endpoint shutdown"),
  /** Too many references: cannot splice. */
  ETOOMANYREFS(109, "Too many references: cannot splice"),
  /** Nobody answered in time. */
  ETIMEDOUT(110, "Connection timed out"),
  /** Connection refused. */
  ECONNREFUSED(111, "Connection refused"),
  /** Host is down. */
  EHOSTDOWN(112, "Host is down"),
  /** No route to host. */
  EHOSTUNREACH(113, "No route to host"),
  /** Operation already in progress. */
  EALREADY(114, "Operation already in progress"),
  /** Operation now in progress. */
  EINPROGRESS(115, "Operation now in progress"),
  /** A handle names a file that is gone. */
  ESTALE(116, "Stale file handle"),
  /** The filesystem is damaged and needs a check. */
  EUCLEAN(117, "Structure needs cleaning"),
  /** Not a XENIX named type file. */
  ENOTNAM(118, "Not a XENIX named type file"),
  /** No XENIX semaphores available. */
  ENAVAIL(119, "No XENIX semaphores available"),
  /** Is a named type file. */
  EISNAM(120, "Is a named type file"),
  /** Remote I/O error. */
  EREMOTEIO(121, "Remote I/O error"),
  /** The quota of the user or group is used up. */
  EDQUOT(122, "Disk quota exceeded"),
  /** No medium found. */
  ENOMEDIUM(123, "No medium found"),
  /** Wrong medium type. */
  EMEDIUMTYPE(124, "Wrong medium type"),
  /** The operation was cancelled. */
  ECANCELED(125, "Operation canceled"),
  /** Required key not available. */
  ENOKEY(126, "Required key not available"),
  /** Key has expired. */
  EKEYEXPIRED(127, "Key has expired"),
  /** Key has been revoked. */
  EKEYREVOKED(128, "Key has been revoked"),
  /** Key was rejected by service. */
  EKEYREJECTED(129, "Key was rejected by service"),
  /** Owner died. */
  EOWNERDEAD(130, "Owner died"),
  /** State not recoverable. */
  ENOTRECOVERABLE(131, "State not recoverable"),
  /** Operation not possible due to RF-kill. */
  ERFKILL(132, "Operation not possible due to RF-kill"),
  /** A page of the memory has a hardware error. */
  EHWPOISON(133, "Memory page has hardware error");

  private static final Errno[] BY_NUMBER = index();

  private final int number;
  private final String description;

  Errno(int number, String description) {
    this.number = number;
    this.description = description;
  }

  /** {@return the positive number, as in errno} */
  public int number() {
    return number;
  }

  /** {@return what strerror(3) says in the C locale} */
  public String description() {
    return description;
  }

  /**
   * {@return the error with this positive number, if Linux has one}
   *
   * @param number positive, as in errno
   */
  public static Optional<Errno> of(int number) {
    return number > 0 && number < BY_NUMBER.length
        ? Optional.ofNullable(BY_NUMBER[number])
        : Optional.empty();
  }

  /**
   * {@return the name and number for messages, also for a number that Linux does not define: "EIO
   * (5)"}
   *
   * @param number positive, as in errno
   */
  public static String describe(int number) {
    return of(number).map(Errno::toString).orElseGet(() -> "errno " + number);
  }

  @Override
  public String toString() {
    return name() + " (" + number + ")";
  }

  private static Errno[] index() {
    int highest = 0;
    for (Errno errno : values()) {
      highest = Math.max(highest, errno.number);
    }
    Errno[] index = new Errno[highest + 1];
    for (Errno errno : values()) {
      index[errno.number] = errno;
    }
    return index;
  }
}
