package org.fusefixture.protocol.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fusefixture.protocol.request.AccessRequest;
import org.fusefixture.protocol.request.CopyFileRangeRequest;
import org.fusefixture.protocol.request.EmptyRequest;
import org.fusefixture.protocol.request.ExtentRequest;
import org.fusefixture.protocol.request.ForgetRequest;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.IoctlRequest;
import org.fusefixture.protocol.request.LockRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.MappingRequest;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Puts a number where the C compiler has a field, and nothing elsewhere: the accessor must find it.
 */
class RequestLayoutTest {

  /**
   * Of {@code tail} bytes after the structure, {@code "n" NUL} or records, for the view to accept.
   */
  record Field<Q extends Request>(
      String structure,
      String name,
      Q view,
      byte[] tail,
      int before,
      Function<Q, Object> accessor) {

    long read(ByteBuffer message) {
      view.decode(message, message.capacity());
      Object value = accessor.apply(view);
      if (value instanceof Number number) {
        return number.longValue();
      }
      return Long.parseUnsignedLong(value.toString());
    }

    @Override
    public String toString() {
      return structure + "." + name;
    }
  }

  private static final byte[] NOTHING = {};
  private static final byte[] NAME = {'n', 0};
  private static final byte[] TWO_NAMES = {'n', 0, 'm', 0};

  private static <Q extends Request> Field<Q> field(
      String structure, String name, Q view, Function<Q, Object> accessor) {
    return new Field<>(structure, name, view, NOTHING, 0, accessor);
  }

  private static <Q extends Request> Field<Q> named(
      String structure, String name, Q view, byte[] tail, Function<Q, Object> accessor) {
    return new Field<>(structure, name, view, tail, 0, accessor);
  }

  static Stream<Field<?>> fields() {
    return Stream.of(headerFields(), attributeFields(), nameFields(), fileFields(), otherFields())
        .flatMap(part -> part);
  }

  private static Stream<Field<?>> headerFields() {
    return Stream.of(
        field("fuse_in_header", "len", new EmptyRequest(), r -> 40),
        field("fuse_in_header", "opcode", new EmptyRequest(), EmptyRequest::opcode),
        field("fuse_in_header", "unique", new EmptyRequest(), EmptyRequest::unique),
        field("fuse_in_header", "nodeid", new EmptyRequest(), EmptyRequest::nodeId),
        field("fuse_in_header", "uid", new EmptyRequest(), EmptyRequest::uid),
        field("fuse_in_header", "gid", new EmptyRequest(), EmptyRequest::gid),
        field("fuse_in_header", "pid", new EmptyRequest(), EmptyRequest::pid));
  }

  private static Stream<Field<?>> attributeFields() {
    String s = "fuse_setattr_in";
    return Stream.of(
        field("fuse_getattr_in", "getattr_flags", new GetattrRequest(), GetattrRequest::flags),
        field("fuse_getattr_in", "fh", new GetattrRequest(), GetattrRequest::fileHandle),
        field(s, "valid", new SetattrRequest(), SetattrRequest::valid),
        field(s, "fh", new SetattrRequest(), SetattrRequest::fileHandle),
        field(s, "size", new SetattrRequest(), SetattrRequest::size),
        field(s, "lock_owner", new SetattrRequest(), SetattrRequest::lockOwner),
        field(s, "atime", new SetattrRequest(), SetattrRequest::atimeSeconds),
        field(s, "mtime", new SetattrRequest(), SetattrRequest::mtimeSeconds),
        field(s, "ctime", new SetattrRequest(), SetattrRequest::ctimeSeconds),
        field(s, "atimensec", new SetattrRequest(), SetattrRequest::atimeNanos),
        field(s, "mtimensec", new SetattrRequest(), SetattrRequest::mtimeNanos),
        field(s, "ctimensec", new SetattrRequest(), SetattrRequest::ctimeNanos),
        field(s, "mode", new SetattrRequest(), SetattrRequest::mode),
        field(s, "uid", new SetattrRequest(), SetattrRequest::newUid),
        field(s, "gid", new SetattrRequest(), SetattrRequest::newGid),
        field("fuse_statx_in", "getattr_flags", new StatxRequest(), StatxRequest::flags),
        field("fuse_statx_in", "fh", new StatxRequest(), StatxRequest::fileHandle),
        field("fuse_statx_in", "sx_flags", new StatxRequest(), StatxRequest::statxFlags),
        field("fuse_statx_in", "sx_mask", new StatxRequest(), StatxRequest::mask),
        field("fuse_access_in", "mask", new AccessRequest(), AccessRequest::mask),
        field("fuse_getxattr_in", "size", new XattrRequest.List(), XattrRequest.List::size),
        named("fuse_getxattr_in", "size", new XattrRequest.Get(), NAME, XattrRequest.Get::size),
        named(
            "fuse_setxattr_in",
            "flags",
            XattrRequest.Set.extended(),
            NAME,
            XattrRequest.Set::flags),
        named(
            "fuse_setxattr_in",
            "setxattr_flags",
            XattrRequest.Set.extended(),
            NAME,
            XattrRequest.Set::setxattrFlags));
  }

  private static Stream<Field<?>> nameFields() {
    String c = "fuse_create_in";
    return Stream.of(
        named("fuse_mknod_in", "mode", new MakeRequest.Mknod(), NAME, MakeRequest.Mknod::mode),
        named("fuse_mknod_in", "rdev", new MakeRequest.Mknod(), NAME, MakeRequest.Mknod::device),
        named("fuse_mknod_in", "umask", new MakeRequest.Mknod(), NAME, MakeRequest.Mknod::umask),
        named("fuse_mkdir_in", "mode", new MakeRequest.Mkdir(), NAME, MakeRequest.Mkdir::mode),
        named("fuse_mkdir_in", "umask", new MakeRequest.Mkdir(), NAME, MakeRequest.Mkdir::umask),
        named(
            "fuse_rename_in",
            "newdir",
            RenameRequest.withoutFlags(),
            TWO_NAMES,
            RenameRequest::newDirectory),
        named(
            "fuse_rename2_in",
            "newdir",
            RenameRequest.withFlags(),
            TWO_NAMES,
            RenameRequest::newDirectory),
        named(
            "fuse_rename2_in", "flags", RenameRequest.withFlags(), TWO_NAMES, RenameRequest::flags),
        named(
            "fuse_link_in", "oldnodeid", new MakeRequest.Link(), NAME, MakeRequest.Link::existing),
        named(c, "flags", new MakeRequest.Create(), NAME, MakeRequest.Create::flags),
        named(c, "mode", new MakeRequest.Create(), NAME, MakeRequest.Create::mode),
        named(c, "umask", new MakeRequest.Create(), NAME, MakeRequest.Create::umask),
        named(c, "open_flags", new MakeRequest.Create(), NAME, MakeRequest.Create::openFlags),
        named(c, "flags", new MakeRequest.Tmpfile(), NAME, MakeRequest.Tmpfile::flags),
        named(c, "mode", new MakeRequest.Tmpfile(), NAME, MakeRequest.Tmpfile::mode),
        named(c, "umask", new MakeRequest.Tmpfile(), NAME, MakeRequest.Tmpfile::umask),
        named(c, "open_flags", new MakeRequest.Tmpfile(), NAME, MakeRequest.Tmpfile::openFlags));
  }

  private static Stream<Field<?>> fileFields() {
    String lk = "fuse_lk_in";
    return Stream.of(
        field("fuse_open_in", "flags", new OpenRequest(), OpenRequest::flags),
        field("fuse_open_in", "open_flags", new OpenRequest(), OpenRequest::openFlags),
        field("fuse_read_in", "fh", new ReadRequest(), ReadRequest::fileHandle),
        field("fuse_read_in", "offset", new ReadRequest(), ReadRequest::offset),
        field("fuse_read_in", "size", new ReadRequest(), ReadRequest::size),
        field("fuse_read_in", "read_flags", new ReadRequest(), ReadRequest::readFlags),
        field("fuse_read_in", "lock_owner", new ReadRequest(), ReadRequest::lockOwner),
        field("fuse_read_in", "flags", new ReadRequest(), ReadRequest::flags),
        field("fuse_write_in", "fh", new WriteRequest(), WriteRequest::fileHandle),
        field("fuse_write_in", "offset", new WriteRequest(), WriteRequest::offset),
        field("fuse_write_in", "write_flags", new WriteRequest(), WriteRequest::writeFlags),
        field("fuse_write_in", "lock_owner", new WriteRequest(), WriteRequest::lockOwner),
        field("fuse_write_in", "flags", new WriteRequest(), WriteRequest::flags),
        field(
            "fuse_release_in",
            "fh",
            new HandleRequest.Release(),
            HandleRequest.Release::fileHandle),
        field(
            "fuse_release_in", "flags", new HandleRequest.Release(), HandleRequest.Release::flags),
        field(
            "fuse_release_in",
            "release_flags",
            new HandleRequest.Release(),
            HandleRequest.Release::releaseFlags),
        field(
            "fuse_release_in",
            "lock_owner",
            new HandleRequest.Release(),
            HandleRequest.Release::lockOwner),
        field("fuse_flush_in", "fh", new HandleRequest.Flush(), HandleRequest.Flush::fileHandle),
        field(
            "fuse_flush_in",
            "lock_owner",
            new HandleRequest.Flush(),
            HandleRequest.Flush::lockOwner),
        field("fuse_fsync_in", "fh", new HandleRequest.Fsync(), HandleRequest.Fsync::fileHandle),
        field(
            "fuse_fsync_in", "fsync_flags", new HandleRequest.Fsync(), HandleRequest.Fsync::flags),
        field(lk, "fh", new LockRequest(), LockRequest::fileHandle),
        field(lk, "owner", new LockRequest(), LockRequest::lockOwner),
        field(lk, "lk", new LockRequest(), LockRequest::start),
        field(lk, "lk_flags", new LockRequest(), LockRequest::flags),
        field("fuse_poll_in", "fh", new PollRequest(), PollRequest::fileHandle),
        field("fuse_poll_in", "kh", new PollRequest(), PollRequest::pollHandle),
        field("fuse_poll_in", "flags", new PollRequest(), PollRequest::flags),
        field("fuse_poll_in", "events", new PollRequest(), PollRequest::events),
        field("fuse_lseek_in", "fh", new ExtentRequest.Lseek(), ExtentRequest.Lseek::fileHandle),
        field("fuse_lseek_in", "offset", new ExtentRequest.Lseek(), ExtentRequest.Lseek::offset),
        field("fuse_lseek_in", "whence", new ExtentRequest.Lseek(), ExtentRequest.Lseek::whence));
  }

  private static Stream<Field<?>> otherFields() {
    String copy = "fuse_copy_file_range_in";
    String map = "fuse_setupmapping_in";
    return Stream.of(
        field("fuse_forget_in", "nlookup", ForgetRequest.single(), r -> r.lookupCount(0)),
        new Field<>(
            "fuse_forget_one", "nodeid", ForgetRequest.batch(), NOTHING, 8, r -> r.nodeId(0)),
        new Field<>(
            "fuse_forget_one", "nlookup", ForgetRequest.batch(), NOTHING, 8, r -> r.lookupCount(0)),
        new Field<>(
            "fuse_removemapping_one",
            "moffset",
            new MappingRequest.Remove(),
            NOTHING,
            4,
            r -> r.windowOffset(0)),
        new Field<>(
            "fuse_removemapping_one",
            "len",
            new MappingRequest.Remove(),
            NOTHING,
            4,
            r -> r.length(0)),
        field(
            "fuse_interrupt_in",
            "unique",
            new SessionRequest.Interrupt(),
            SessionRequest.Interrupt::interrupted),
        field("fuse_bmap_in", "block", new ExtentRequest.Bmap(), ExtentRequest.Bmap::block),
        field("fuse_bmap_in", "blocksize", new ExtentRequest.Bmap(), ExtentRequest.Bmap::blockSize),
        field("fuse_ioctl_in", "fh", new IoctlRequest(), IoctlRequest::fileHandle),
        field("fuse_ioctl_in", "flags", new IoctlRequest(), IoctlRequest::flags),
        field("fuse_ioctl_in", "cmd", new IoctlRequest(), IoctlRequest::command),
        field("fuse_ioctl_in", "arg", new IoctlRequest(), IoctlRequest::argument),
        field("fuse_ioctl_in", "out_size", new IoctlRequest(), IoctlRequest::outputSize),
        field(
            "fuse_fallocate_in",
            "fh",
            new ExtentRequest.Fallocate(),
            ExtentRequest.Fallocate::fileHandle),
        field(
            "fuse_fallocate_in",
            "offset",
            new ExtentRequest.Fallocate(),
            ExtentRequest.Fallocate::offset),
        field(
            "fuse_fallocate_in",
            "length",
            new ExtentRequest.Fallocate(),
            ExtentRequest.Fallocate::length),
        field(
            "fuse_fallocate_in",
            "mode",
            new ExtentRequest.Fallocate(),
            ExtentRequest.Fallocate::mode),
        field(copy, "fh_in", new CopyFileRangeRequest(), CopyFileRangeRequest::fileHandle),
        field(copy, "off_in", new CopyFileRangeRequest(), CopyFileRangeRequest::offset),
        field(copy, "nodeid_out", new CopyFileRangeRequest(), CopyFileRangeRequest::targetNodeId),
        field(copy, "fh_out", new CopyFileRangeRequest(), CopyFileRangeRequest::targetFileHandle),
        field(copy, "off_out", new CopyFileRangeRequest(), CopyFileRangeRequest::targetOffset),
        field(copy, "len", new CopyFileRangeRequest(), CopyFileRangeRequest::length),
        field(copy, "flags", new CopyFileRangeRequest(), CopyFileRangeRequest::flags),
        field(map, "fh", new MappingRequest.Setup(), MappingRequest.Setup::fileHandle),
        field(map, "foffset", new MappingRequest.Setup(), MappingRequest.Setup::fileOffset),
        field(map, "len", new MappingRequest.Setup(), MappingRequest.Setup::length),
        field(map, "flags", new MappingRequest.Setup(), MappingRequest.Setup::flags),
        field(map, "moffset", new MappingRequest.Setup(), MappingRequest.Setup::windowOffset),
        field("fuse_syncfs_in", "padding", EmptyRequest.padded(), r -> PATTERN),
        field(
            "fuse_notify_retrieve_in",
            "offset",
            new SessionRequest.NotifyReply(),
            SessionRequest.NotifyReply::offset));
  }

  private static final long PATTERN = 0x0102030405060708L;

  @ParameterizedTest
  @MethodSource("fields")
  void accessor_readsWhereTheCompilerHasTheField(Field<?> field) {
    KernelHeader header = KernelHeader.read();
    boolean isHeader = field.structure().equals("fuse_in_header");
    int size = isHeader ? 0 : (int) header.size(field.structure());
    int start = isHeader ? 0 : 40 + field.before();
    int length = 40 + field.before() + size + field.tail().length;
    ByteBuffer message = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    message.put(length - field.tail().length, field.tail());
    if (field.before() > 0) {
      message.putInt(40, 1); // one record
    }
    int at = start + header.offset(field.structure(), field.name());
    int width = header.width(field.structure(), field.name());
    long pattern = width >= Long.BYTES ? PATTERN : PATTERN & 0xffffffffL;
    if (width >= Long.BYTES) {
      message.putLong(at, pattern);
    } else {
      message.putInt(at, (int) pattern);
    }
    message.putInt(0, length);
    long expected = field.name().equals("len") && isHeader ? length : pattern;
    assertThat(field.read(message)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("dataSizes")
  void sizeOfData_isReadWhereTheCompilerHasIt(Field<?> field) {
    KernelHeader header = KernelHeader.read();
    int length = 40 + (int) header.size(field.structure()) + field.tail().length;
    ByteBuffer message = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    message.put(length - field.tail().length, field.tail()).putInt(0, length);
    message.putInt(40 + header.offset(field.structure(), field.name()), 3);
    assertThat(field.read(message)).isEqualTo(3);
  }

  static Stream<Field<?>> dataSizes() {
    byte[] three = {1, 2, 3};
    return Stream.of(
        named("fuse_write_in", "size", new WriteRequest(), three, WriteRequest::size),
        named("fuse_ioctl_in", "in_size", new IoctlRequest(), three, IoctlRequest::inputSize),
        named(
            "fuse_setxattr_in",
            "size",
            XattrRequest.Set.extended(),
            new byte[] {'n', 0, 1, 2, 3},
            XattrRequest.Set::size),
        named(
            "fuse_notify_retrieve_in",
            "size",
            new SessionRequest.NotifyReply(),
            three,
            SessionRequest.NotifyReply::size),
        named(
            "fuse_batch_forget_in",
            "count",
            ForgetRequest.batch(),
            new byte[3 * 16],
            ForgetRequest::count),
        named(
            "fuse_removemapping_in",
            "count",
            new MappingRequest.Remove(),
            new byte[3 * 16],
            MappingRequest.Remove::count));
  }

  @ParameterizedTest
  @MethodSource("initFields")
  void initRequest_isReadWhereTheCompilerHasIt(
      String name, Function<SessionRequest.Init, Long> accessor) {
    KernelHeader header = KernelHeader.read();
    int size = (int) header.size("fuse_init_in");
    ByteBuffer message = ByteBuffer.allocate(40 + size).order(ByteOrder.nativeOrder());
    message.putInt(0, message.capacity());
    message.putInt(40 + header.offset("fuse_init_in", "major"), 7);
    message.putInt(40 + header.offset("fuse_init_in", "flags"), 1 << 30);
    int at = 40 + header.offset("fuse_init_in", name);
    message.putInt(at, message.getInt(at) | 0x07);
    SessionRequest.Init request = new SessionRequest.Init();
    request.decode(message, message.capacity());
    assertThat(accessor.apply(request)).isEqualTo(7);
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> initFields() {
    return Stream.of(
        init("major", r -> (long) r.version().major()),
        init("minor", r -> (long) r.version().minor()),
        init("max_readahead", r -> (long) r.maxReadahead()),
        init("flags", r -> r.flags() & 0xff),
        init("flags2", r -> r.flags() >>> 32));
  }

  private static org.junit.jupiter.params.provider.Arguments init(
      String name, Function<SessionRequest.Init, Long> accessor) {
    return org.junit.jupiter.params.provider.Arguments.of(name, accessor);
  }
}
