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
  LOOKUP(1, 1, NameRequest::new, EntryReply::new, FuseFilesystem::lookup),
  FORGET(2, 1, ForgetRequest::single, Reply.None::new, Opcode::forget),
  GETATTR(3, 1, GetattrRequest::new, AttributesReply::new, FuseFilesystem::getattr),
  SETATTR(4, 1, SetattrRequest::new, AttributesReply::new, FuseFilesystem::setattr),
  READLINK(5, 1, EmptyRequest::new, DataReply::new, FuseFilesystem::readlink),
  SYMLINK(6, 1, MakeRequest.Symlink::new, EntryReply::new, FuseFilesystem::symlink),
  MKNOD(8, 1, MakeRequest.Mknod::new, EntryReply::new, FuseFilesystem::mknod),
  MKDIR(9, 1, MakeRequest.Mkdir::new, EntryReply::new, FuseFilesystem::mkdir),
  UNLINK(10, 1, NameRequest::new, EmptyReply::new, FuseFilesystem::unlink),
  RMDIR(11, 1, NameRequest::new, EmptyReply::new, FuseFilesystem::rmdir),
  RENAME(12, 1, RenameRequest::withoutFlags, EmptyReply::new, FuseFilesystem::rename),
  LINK(13, 1, MakeRequest.Link::new, EntryReply::new, FuseFilesystem::link),
  OPEN(14, 1, OpenRequest::new, OpenReply::new, FuseFilesystem::open),
  READ(15, 1, ReadRequest::new, DataReply::new, FuseFilesystem::read),
  WRITE(16, 1, WriteRequest::new, WriteReply::new, FuseFilesystem::write),
  STATFS(17, 1, EmptyRequest::new, StatfsReply::new, FuseFilesystem::statfs),
  RELEASE(18, 1, HandleRequest.Release::new, EmptyReply::new, FuseFilesystem::release),
  FSYNC(20, 1, HandleRequest.Fsync::new, EmptyReply::new, FuseFilesystem::fsync),
  SETXATTR(21, 1, XattrRequest.Set::negotiated, EmptyReply::new, FuseFilesystem::setxattr),
  GETXATTR(22, 1, XattrRequest.Get::new, XattrReply::new, FuseFilesystem::getxattr),
  LISTXATTR(23, 1, XattrRequest.List::new, XattrReply::new, FuseFilesystem::listxattr),
  REMOVEXATTR(24, 1, XattrRequest.Remove::new, EmptyReply::new, FuseFilesystem::removexattr),
  FLUSH(25, 1, HandleRequest.Flush::new, EmptyReply::new, FuseFilesystem::flush),
  INIT(26, 1, SessionRequest.Init::new, InitReply::new),
  OPENDIR(27, 1, OpenRequest::new, OpenReply::new, FuseFilesystem::opendir),
  READDIR(28, 1, ReadRequest::new, DirectoryReply::new, FuseFilesystem::readdir),
  RELEASEDIR(29, 1, HandleRequest.Release::new, EmptyReply::new, FuseFilesystem::releasedir),
  FSYNCDIR(30, 2, HandleRequest.Fsync::new, EmptyReply::new, FuseFilesystem::fsyncdir),
  GETLK(31, 7, LockRequest::new, LockReply::new, FuseFilesystem::getlk),
  SETLK(32, 7, LockRequest::new, EmptyReply::new, FuseFilesystem::setlk),
  SETLKW(33, 7, LockRequest::new, EmptyReply::new, FuseFilesystem::setlkw),
  ACCESS(34, 3, AccessRequest::new, EmptyReply::new, FuseFilesystem::access),
  CREATE(35, 3, MakeRequest.Create::new, CreateReply::new, FuseFilesystem::create),
  INTERRUPT(36, 7, SessionRequest.Interrupt::new, Reply.None::new),
  BMAP(37, 8, ExtentRequest.Bmap::new, ExtentReply.Bmap::new, FuseFilesystem::bmap),
  DESTROY(38, 8, EmptyRequest::new, EmptyReply::new),
  IOCTL(39, 11, IoctlRequest::new, IoctlReply::new, FuseFilesystem::ioctl),
  POLL(40, 11, PollRequest::new, PollReply::new, FuseFilesystem::poll),
  NOTIFY_REPLY(41, 15, SessionRequest.NotifyReply::new, Reply.None::new),
  BATCH_FORGET(42, 16, ForgetRequest::batch, Reply.None::new, Opcode::forget),
  FALLOCATE(43, 19, ExtentRequest.Fallocate::new, EmptyReply::new, FuseFilesystem::fallocate),
  READDIRPLUS(44, 21, ReadRequest::new, DirectoryReply.Plus::new, FuseFilesystem::readdirplus),
  RENAME2(45, 23, RenameRequest::withFlags, EmptyReply::new, FuseFilesystem::rename),
  LSEEK(46, 24, ExtentRequest.Lseek::new, ExtentReply.Lseek::new, FuseFilesystem::lseek),
  COPY_FILE_RANGE(
      47, 28, CopyFileRangeRequest::new, WriteReply::new, FuseFilesystem::copyFileRange),
  SETUPMAPPING(48, 31, MappingRequest.Setup::new, EmptyReply::new, FuseFilesystem::setupMapping),
  REMOVEMAPPING(49, 31, MappingRequest.Remove::new, EmptyReply::new, FuseFilesystem::removeMapping),
  SYNCFS(50, 34, EmptyRequest::padded, EmptyReply::new, FuseFilesystem::syncfs),
  TMPFILE(51, 37, MakeRequest.Tmpfile::new, CreateReply::new, FuseFilesystem::tmpfile),
  STATX(52, 39, StatxRequest::new, AttributesReply.Statx::new, FuseFilesystem::statx),
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
    namesInodes =
        aboutEntry || shape.hasEntry() || shape == ReplyShape.LISTING_WITH_ENTRIES;
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }

  /** First minor version of the protocol that has the operation. */
  public int sinceMinor() {
    return sinceMinor;
  }

  /**
   * Whether the kernel waits for an answer. It does not for INTERRUPT, which may be answered all
   * the same: by EAGAIN to get it again, or by ENOSYS to get no more.
   */
  public boolean hasReply() {
    return shape != ReplyShape.NONE;
  }

  /** What a successful reply carries. */
  public ReplyShape shape() {
    return shape;
  }

  /** Whether the request names an entry of a directory: it is an {@link EntryRequest}. */
  public boolean isAboutEntry() {
    return aboutEntry;
  }

  /** Whether the request or its reply ties names to inodes, or lookups to them. */
  public boolean namesInodes() {
    return namesInodes;
  }

  /** Whether the request names a range of bytes of a file. */
  public boolean hasRange() {
    return hasRange;
  }

  /** Whether the session serves the operation, and no filesystem sees it. */
  public boolean isServedBySession() {
    return call == null;
  }

  /**
   * A new view of a request of this kind.
   *
   * @param negotiated what the session agreed on, which decides the layout of some requests
   */
  public Request newRequest(SessionParameters negotiated) {
    return request.apply(negotiated);
  }

  /** A new reply of this kind. */
  public Reply newReply() {
    return reply.get();
  }

  /**
   * Calls the method of a filesystem.
   *
   * @param decoded made by {@link #newRequest} of this row
   * @param answer made by {@link #newReply} of this row
   */
  public void serve(FuseFilesystem filesystem, Request decoded, Reply answer) {
    if (call == null) {
      throw new IllegalStateException(this + " is served by the session");
    }
    call.serve(filesystem, decoded, answer);
  }

  /** The operation with this number, if the protocol has one. Makes no object. */
  public static Optional<Opcode> of(int number) {
    return number >= 0 && number < BY_NUMBER.size() ? BY_NUMBER.get(number) : Optional.empty();
  }

  /** The operation with this name, if the protocol has one. */
  public static Optional<Opcode> named(String name) {
    return Arrays.stream(values()).filter(opcode -> opcode.name().equals(name)).findFirst();
  }

  /** The operations of which a condition holds, in the order of their numbers. */
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
