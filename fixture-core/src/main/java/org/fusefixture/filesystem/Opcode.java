package org.fusefixture.filesystem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.fusefixture.protocol.ReplyShape;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.CreateReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.DirectoryReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.reply.ExtentReply;
import org.fusefixture.protocol.reply.InitReply;
import org.fusefixture.protocol.reply.IoctlReply;
import org.fusefixture.protocol.reply.LockReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.PollReply;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.reply.StatfsReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.reply.XattrReply;
import org.fusefixture.protocol.request.AccessRequest;
import org.fusefixture.protocol.request.CopyFileRangeRequest;
import org.fusefixture.protocol.request.EmptyRequest;
import org.fusefixture.protocol.request.EntryRequest;
import org.fusefixture.protocol.request.ExtentRequest;
import org.fusefixture.protocol.request.ForgetRequest;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.IoctlRequest;
import org.fusefixture.protocol.request.LockRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.MappingRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.PollRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.SessionRequest;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.protocol.request.StatxRequest;
import org.fusefixture.protocol.request.WriteRequest;
import org.fusefixture.protocol.request.XattrRequest;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the FUSE protocol up to 7.45, one row each: number (enum fuse_opcode of
 * include/uapi/linux/fuse.h), first minor version that has it, view of the request, reply, and the
 * method of {@link FuseFilesystem} that serves it; none if the session does.
 *
 * <p>What else is known of an operation follows from its request and its reply: whether it names an
 * entry of a directory or a range of a file, and what the reply carries.
 */
public enum Opcode {
  /** Finds an entry of a directory. */
  LOOKUP(1, 1, NameRequest::new, EntryReply::new, FuseFilesystem::lookup),
  /** Gives up lookups of one inode. */
  FORGET(2, 1, ForgetRequest::single, Reply.None::new, Opcode::forget),
  /** Asks for the attributes of an inode. */
  GETATTR(3, 1, GetattrRequest::new, AttributesReply::new, FuseFilesystem::getattr),
  /** Changes attributes of an inode. */
  SETATTR(4, 1, SetattrRequest::new, AttributesReply::new, FuseFilesystem::setattr),
  /** Reads the target of a symbolic link. */
  READLINK(5, 1, EmptyRequest::new, DataReply::new, FuseFilesystem::readlink),
  /** Makes a symbolic link. */
  SYMLINK(6, 1, MakeRequest.Symlink::new, EntryReply::new, FuseFilesystem::symlink),
  /** Makes a file node. */
  MKNOD(8, 1, MakeRequest.Mknod::new, EntryReply::new, FuseFilesystem::mknod),
  /** Makes a directory. */
  MKDIR(9, 1, MakeRequest.Mkdir::new, EntryReply::new, FuseFilesystem::mkdir),
  /** Removes a name of a file. */
  UNLINK(10, 1, NameRequest::new, EmptyReply::new, FuseFilesystem::unlink),
  /** Removes an empty directory. */
  RMDIR(11, 1, NameRequest::new, EmptyReply::new, FuseFilesystem::rmdir),
  /** Moves an entry, as rename(2). */
  RENAME(12, 1, RenameRequest::withoutFlags, EmptyReply::new, FuseFilesystem::rename),
  /** Gives an inode another name. */
  LINK(13, 1, MakeRequest.Link::new, EntryReply::new, FuseFilesystem::link),
  /** Opens a file. */
  OPEN(14, 1, OpenRequest::new, OpenReply::new, FuseFilesystem::open),
  /** Reads a file. */
  READ(15, 1, ReadRequest::new, DataReply::new, FuseFilesystem::read),
  /** Writes a file. */
  WRITE(16, 1, WriteRequest::new, WriteReply::new, FuseFilesystem::write),
  /** Asks for the sizes of the filesystem. */
  STATFS(17, 1, EmptyRequest::new, StatfsReply::new, FuseFilesystem::statfs),
  /** The last reference to an open file is gone. */
  RELEASE(18, 1, HandleRequest.Release::new, EmptyReply::new, FuseFilesystem::release),
  /** Makes a file durable. */
  FSYNC(20, 1, HandleRequest.Fsync::new, EmptyReply::new, FuseFilesystem::fsync),
  /** Sets an extended attribute. */
  SETXATTR(21, 1, XattrRequest.Set::negotiated, EmptyReply::new, FuseFilesystem::setxattr),
  /** Asks for an extended attribute, or its size. */
  GETXATTR(22, 1, XattrRequest.Get::new, XattrReply::new, FuseFilesystem::getxattr),
  /** Asks for the names of the extended attributes, or their size. */
  LISTXATTR(23, 1, XattrRequest.List::new, XattrReply::new, FuseFilesystem::listxattr),
  /** Removes an extended attribute. */
  REMOVEXATTR(24, 1, XattrRequest.Remove::new, EmptyReply::new, FuseFilesystem::removexattr),
  /** A descriptor of an open file was closed. */
  FLUSH(25, 1, HandleRequest.Flush::new, EmptyReply::new, FuseFilesystem::flush),
  /** Starts the session. */
  INIT(26, 1, SessionRequest.Init::new, InitReply::new),
  /** Opens a directory. */
  OPENDIR(27, 1, OpenRequest::new, OpenReply::new, FuseFilesystem::opendir),
  /** Lists a directory. */
  READDIR(28, 1, ReadRequest::new, DirectoryReply::new, FuseFilesystem::readdir),
  /** The last reference to an open directory is gone. */
  RELEASEDIR(29, 1, HandleRequest.Release::new, EmptyReply::new, FuseFilesystem::releasedir),
  /** Makes a directory durable. */
  FSYNCDIR(30, 2, HandleRequest.Fsync::new, EmptyReply::new, FuseFilesystem::fsyncdir),
  /** Asks for a lock that conflicts. */
  GETLK(31, 7, LockRequest::new, LockReply::new, FuseFilesystem::getlk),
  /** Sets or clears a lock at once, or not at all. */
  SETLK(32, 7, LockRequest::new, EmptyReply::new, FuseFilesystem::setlk),
  /** Sets a lock, and waits for it. */
  SETLKW(33, 7, LockRequest::new, EmptyReply::new, FuseFilesystem::setlkw),
  /** Checks what the caller may do. */
  ACCESS(34, 3, AccessRequest::new, EmptyReply::new, FuseFilesystem::access),
  /** Makes a regular file and opens it. */
  CREATE(35, 3, MakeRequest.Create::new, CreateReply::new, FuseFilesystem::create),
  /** The caller of a request got a signal. */
  INTERRUPT(36, 7, SessionRequest.Interrupt::new, Reply.None::new),
  /** Finds the block of the device that holds a block of a file. */
  BMAP(37, 8, ExtentRequest.Bmap::new, ExtentReply.Bmap::new, FuseFilesystem::bmap),
  /** Ends the session. */
  DESTROY(38, 8, EmptyRequest::new, EmptyReply::new),
  /** Serves an ioctl(2). */
  IOCTL(39, 11, IoctlRequest::new, IoctlReply::new, FuseFilesystem::ioctl),
  /** Asks what a file is ready for. */
  POLL(40, 11, PollRequest::new, PollReply::new, FuseFilesystem::poll),
  /** Brings what the server asked for with a RETRIEVE notification. */
  NOTIFY_REPLY(41, 15, SessionRequest.NotifyReply::new, Reply.None::new),
  /** Gives up lookups of several inodes. */
  BATCH_FORGET(42, 16, ForgetRequest::batch, Reply.None::new, Opcode::forget),
  /** Reserves or frees space of a file. */
  FALLOCATE(43, 19, ExtentRequest.Fallocate::new, EmptyReply::new, FuseFilesystem::fallocate),
  /** Lists a directory with the inodes of its entries. */
  READDIRPLUS(44, 21, ReadRequest::new, DirectoryReply.Plus::new, FuseFilesystem::readdirplus),
  /** Moves an entry, as renameat2(2) with its flags. */
  RENAME2(45, 23, RenameRequest::withFlags, EmptyReply::new, FuseFilesystem::rename),
  /** Finds data or a hole. */
  LSEEK(46, 24, ExtentRequest.Lseek::new, ExtentReply.Lseek::new, FuseFilesystem::lseek),
  /** Copies within the filesystem, less than 4 GiB. */
  COPY_FILE_RANGE(
      47, 28, CopyFileRangeRequest::new, WriteReply::new, FuseFilesystem::copyFileRange),
  /** Maps a range of a file into the DAX window (virtiofs). */
  SETUPMAPPING(48, 31, MappingRequest.Setup::new, EmptyReply::new, FuseFilesystem::setupMapping),
  /** Takes ranges out of the DAX window (virtiofs). */
  REMOVEMAPPING(49, 31, MappingRequest.Remove::new, EmptyReply::new, FuseFilesystem::removeMapping),
  /** Makes the whole filesystem durable. */
  SYNCFS(50, 34, EmptyRequest::padded, EmptyReply::new, FuseFilesystem::syncfs),
  /** Makes an unnamed regular file and opens it. */
  TMPFILE(51, 37, MakeRequest.Tmpfile::new, CreateReply::new, FuseFilesystem::tmpfile),
  /** Asks for the attributes of an inode as in statx(2). */
  STATX(52, 39, StatxRequest::new, AttributesReply.Statx::new, FuseFilesystem::statx),
  /** Copies within the filesystem, any number of bytes. */
  COPY_FILE_RANGE_64(
      53, 45, CopyFileRangeRequest::new, WriteReply::wide, FuseFilesystem::copyFileRange64);

  /** Serves a request by a method of a filesystem. */
  @FunctionalInterface
  private interface Call<Q extends Request, R extends Reply> {
    void serve(FuseFilesystem filesystem, Q request, R reply);
  }

  private static final List<Optional<Opcode>> BY_NUMBER = index();

  private final int number;
  private final int sinceMinor;
  private final Function<SessionParameters, ? extends Request> request;
  private final Supplier<? extends Reply> reply;
  private final @Nullable Call<Request, Reply> call;
  private final ReplyShape shape;
  private final boolean aboutEntry;
  private final boolean hasRange;
  private final boolean namesInodes;

  /** A row that the session serves. */
  Opcode(
      int number,
      int sinceMinor,
      Supplier<? extends Request> request,
      Supplier<? extends Reply> reply) {
    this(number, sinceMinor, parameters -> request.get(), reply, null);
  }

  <Q extends Request, R extends Reply> Opcode(
      int number,
      int sinceMinor,
      Supplier<Q> request,
      Supplier<R> reply,
      @Nullable Call<Q, R> call) {
    this(number, sinceMinor, parameters -> request.get(), reply, call);
  }

  @SuppressWarnings(
      "unchecked") // the row's own suppliers make the request and the reply that the call gets
  <Q extends Request, R extends Reply> Opcode(
      int number,
      int sinceMinor,
      Function<SessionParameters, Q> request,
      Supplier<R> reply,
      @Nullable Call<Q, R> call) {
    this.number = number;
    this.sinceMinor = sinceMinor;
    this.request = request;
    this.reply = reply;
    this.call = (Call<Request, Reply>) call;
    shape = reply.get().shape();
    Request view = request.apply(SessionParameters.baseline());
    aboutEntry = view instanceof EntryRequest;
    hasRange = view.hasRange() && !shape.isListing();
    namesInodes = aboutEntry || shape.hasEntry() || shape == ReplyShape.LISTING_WITH_ENTRIES;
  }

  /** {@return the number on the wire} */
  public int number() {
    return number;
  }

  /** {@return the first minor version of the protocol that has the operation} */
  public int sinceMinor() {
    return sinceMinor;
  }

  /**
   * {@return whether the kernel waits for an answer} It does not for INTERRUPT, which may be
   * answered all the same: by EAGAIN to get it again, or by ENOSYS to get no more.
   */
  public boolean hasReply() {
    return shape != ReplyShape.NONE;
  }

  /** {@return what a successful reply carries} */
  public ReplyShape shape() {
    return shape;
  }

  /** {@return whether the request names an entry of a directory: it is an {@link EntryRequest}} */
  public boolean isAboutEntry() {
    return aboutEntry;
  }

  /** {@return whether the request or its reply ties names to inodes, or lookups to them} */
  public boolean namesInodes() {
    return namesInodes;
  }

  /** {@return whether the request names a range of bytes of a file} */
  public boolean hasRange() {
    return hasRange;
  }

  /** {@return whether the session serves the operation, and no filesystem sees it} */
  public boolean isServedBySession() {
    return call == null;
  }

  /**
   * {@return a new view of a request of this kind}
   *
   * @param negotiated what the session agreed on, which decides the layout of some requests
   */
  public Request newRequest(SessionParameters negotiated) {
    return request.apply(negotiated);
  }

  /** {@return a new reply of this kind} */
  public Reply newReply() {
    return reply.get();
  }

  /**
   * Calls the method of a filesystem.
   *
   * @param filesystem that serves the request
   * @param decoded made by {@link #newRequest} of this row
   * @param answer made by {@link #newReply} of this row
   */
  public void serve(FuseFilesystem filesystem, Request decoded, Reply answer) {
    if (call == null) {
      throw new IllegalStateException(this + " is served by the session");
    }
    call.serve(filesystem, decoded, answer);
  }

  /**
   * {@return the operation with this number, if the protocol has one} Makes no object.
   *
   * @param number on the wire
   */
  public static Optional<Opcode> of(int number) {
    return number >= 0 && number < BY_NUMBER.size() ? BY_NUMBER.get(number) : Optional.empty();
  }

  /**
   * {@return the operation with this name, if the protocol has one}
   *
   * @param name of the constant, for example {@code READ}
   */
  public static Optional<Opcode> named(String name) {
    return Arrays.stream(values()).filter(opcode -> opcode.name().equals(name)).findFirst();
  }

  /**
   * {@return the operations of which a condition holds, in the order of their numbers}
   *
   * @param condition that an operation fulfils
   */
  public static Set<Opcode> where(Predicate<Opcode> condition) {
    Set<Opcode> opcodes = EnumSet.allOf(Opcode.class);
    opcodes.removeIf(condition.negate());
    return Collections.unmodifiableSet(opcodes);
  }

  private static List<Optional<Opcode>> index() {
    List<Optional<Opcode>> index = new ArrayList<>();
    for (Opcode opcode : values()) {
      while (index.size() < opcode.number) {
        index.add(Optional.empty());
      }
      index.add(Optional.of(opcode));
    }
    return index;
  }

  private static void forget(FuseFilesystem filesystem, ForgetRequest request, Reply.None none) {
    for (int index = 0; index < request.count(); index++) {
      filesystem.forget(request.nodeId(index), request.lookupCount(index));
    }
  }
}
