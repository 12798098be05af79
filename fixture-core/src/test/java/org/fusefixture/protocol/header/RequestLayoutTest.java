package org.fusefixture.protocol.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fusefixture.protocol.request.AccessRequest;
import org.fusefixture.protocol.request.BatchForgetRequest;
import org.fusefixture.protocol.request.BmapRequest;
import org.fusefixture.protocol.request.CopyFileRangeRequest;
import org.fusefixture.protocol.request.CreateRequest;
import org.fusefixture.protocol.request.EmptyRequest;
import org.fusefixture.protocol.request.FallocateRequest;
import org.fusefixture.protocol.request.FlushRequest;
import org.fusefixture.protocol.request.ForgetRequest;
import org.fusefixture.protocol.request.FsyncRequest;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.GetxattrRequest;
import org.fusefixture.protocol.request.InitRequest;
import org.fusefixture.protocol.request.InterruptRequest;
import org.fusefixture.protocol.request.IoctlRequest;
import org.fusefixture.protocol.request.LinkRequest;
import org.fusefixture.protocol.request.ListxattrRequest;
import org.fusefixture.protocol.request.LockRequest;
import org.fusefixture.protocol.request.LseekRequest;
import org.fusefixture.protocol.request.MkdirRequest;
import org.fusefixture.protocol.request.MknodRequest;
import org.fusefixture.protocol.request.NotifyReplyRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.PollRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.ReleaseRequest;
import org.fusefixture.protocol.request.RemoveMappingRequest;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.protocol.request.SetupMappingRequest;
import org.fusefixture.protocol.request.SetxattrRequest;
import org.fusefixture.protocol.request.StatxRequest;
import org.fusefixture.protocol.request.SyncfsRequest;
import org.fusefixture.protocol.request.TmpfileRequest;
import org.fusefixture.protocol.request.WriteRequest;
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
        field("fuse_getxattr_in", "size", new ListxattrRequest(), ListxattrRequest::size),
        named("fuse_getxattr_in", "size", new GetxattrRequest(), NAME, GetxattrRequest::size),
        named(
            "fuse_setxattr_in", "flags", SetxattrRequest.extended(), NAME, SetxattrRequest::flags),
        named(
            "fuse_setxattr_in",
            "setxattr_flags",
            SetxattrRequest.extended(),
            NAME,
            SetxattrRequest::setxattrFlags));
  }

  private static Stream<Field<?>> nameFields() {
    String c = "fuse_create_in";
    return Stream.of(
        named("fuse_mknod_in", "mode", new MknodRequest(), NAME, MknodRequest::mode),
        named("fuse_mknod_in", "rdev", new MknodRequest(), NAME, MknodRequest::device),
        named("fuse_mknod_in", "umask", new MknodRequest(), NAME, MknodRequest::umask),
        named("fuse_mkdir_in", "mode", new MkdirRequest(), NAME, MkdirRequest::mode),
        named("fuse_mkdir_in", "umask", new MkdirRequest(), NAME, MkdirRequest::umask),
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
        named("fuse_link_in", "oldnodeid", new LinkRequest(), NAME, LinkRequest::existing),
        named(c, "flags", new CreateRequest(), NAME, CreateRequest::flags),
        named(c, "mode", new CreateRequest(), NAME, CreateRequest::mode),
        named(c, "umask", new CreateRequest(), NAME, CreateRequest::umask),
        named(c, "open_flags", new CreateRequest(), NAME, CreateRequest::openFlags),
        named(c, "flags", new TmpfileRequest(), NAME, TmpfileRequest::flags),
        named(c, "mode", new TmpfileRequest(), NAME, TmpfileRequest::mode),
        named(c, "umask", new TmpfileRequest(), NAME, TmpfileRequest::umask),
        named(c, "open_flags", new TmpfileRequest(), NAME, TmpfileRequest::openFlags));
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
        field("fuse_release_in", "fh", new ReleaseRequest(), ReleaseRequest::fileHandle),
        field("fuse_release_in", "flags", new ReleaseRequest(), ReleaseRequest::flags),
        field(
            "fuse_release_in", "release_flags", new ReleaseRequest(), ReleaseRequest::releaseFlags),
        field("fuse_release_in", "lock_owner", new ReleaseRequest(), ReleaseRequest::lockOwner),
        field("fuse_flush_in", "fh", new FlushRequest(), FlushRequest::fileHandle),
        field("fuse_flush_in", "lock_owner", new FlushRequest(), FlushRequest::lockOwner),
        field("fuse_fsync_in", "fh", new FsyncRequest(), FsyncRequest::fileHandle),
        field("fuse_fsync_in", "fsync_flags", new FsyncRequest(), FsyncRequest::flags),
        field(lk, "fh", new LockRequest(), LockRequest::fileHandle),
        field(lk, "owner", new LockRequest(), LockRequest::lockOwner),
        field(lk, "lk", new LockRequest(), LockRequest::start),
        field(lk, "lk_flags", new LockRequest(), LockRequest::flags),
        field("fuse_poll_in", "fh", new PollRequest(), PollRequest::fileHandle),
        field("fuse_poll_in", "kh", new PollRequest(), PollRequest::pollHandle),
        field("fuse_poll_in", "flags", new PollRequest(), PollRequest::flags),
        field("fuse_poll_in", "events", new PollRequest(), PollRequest::events),
        field("fuse_lseek_in", "fh", new LseekRequest(), LseekRequest::fileHandle),
        field("fuse_lseek_in", "offset", new LseekRequest(), LseekRequest::offset),
        field("fuse_lseek_in", "whence", new LseekRequest(), LseekRequest::whence));
  }

  private static Stream<Field<?>> otherFields() {
    String copy = "fuse_copy_file_range_in";
    String map = "fuse_setupmapping_in";
    return Stream.of(
        field("fuse_forget_in", "nlookup", new ForgetRequest(), ForgetRequest::lookupCount),
        new Field<>(
            "fuse_forget_one", "nodeid", new BatchForgetRequest(), NOTHING, 8, r -> r.nodeId(0)),
        new Field<>(
            "fuse_forget_one",
            "nlookup",
            new BatchForgetRequest(),
            NOTHING,
            8,
            r -> r.lookupCount(0)),
        new Field<>(
            "fuse_removemapping_one",
            "moffset",
            new RemoveMappingRequest(),
            NOTHING,
            4,
            r -> r.windowOffset(0)),
        new Field<>(
            "fuse_removemapping_one",
            "len",
            new RemoveMappingRequest(),
            NOTHING,
            4,
            r -> r.length(0)),
        field("fuse_interrupt_in", "unique", new InterruptRequest(), InterruptRequest::interrupted),
        field("fuse_bmap_in", "block", new BmapRequest(), BmapRequest::block),
        field("fuse_bmap_in", "blocksize", new BmapRequest(), BmapRequest::blockSize),
        field("fuse_ioctl_in", "fh", new IoctlRequest(), IoctlRequest::fileHandle),
        field("fuse_ioctl_in", "flags", new IoctlRequest(), IoctlRequest::flags),
        field("fuse_ioctl_in", "cmd", new IoctlRequest(), IoctlRequest::command),
        field("fuse_ioctl_in", "arg", new IoctlRequest(), IoctlRequest::argument),
        field("fuse_ioctl_in", "out_size", new IoctlRequest(), IoctlRequest::outputSize),
        field("fuse_fallocate_in", "fh", new FallocateRequest(), FallocateRequest::fileHandle),
        field("fuse_fallocate_in", "offset", new FallocateRequest(), FallocateRequest::offset),
        field("fuse_fallocate_in", "length", new FallocateRequest(), FallocateRequest::length),
        field("fuse_fallocate_in", "mode", new FallocateRequest(), FallocateRequest::mode),
        field(copy, "fh_in", new CopyFileRangeRequest(), CopyFileRangeRequest::fileHandle),
        field(copy, "off_in", new CopyFileRangeRequest(), CopyFileRangeRequest::offset),
        field(copy, "nodeid_out", new CopyFileRangeRequest(), CopyFileRangeRequest::targetNodeId),
        field(copy, "fh_out", new CopyFileRangeRequest(), CopyFileRangeRequest::targetFileHandle),
        field(copy, "off_out", new CopyFileRangeRequest(), CopyFileRangeRequest::targetOffset),
        field(copy, "len", new CopyFileRangeRequest(), CopyFileRangeRequest::length),
        field(copy, "flags", new CopyFileRangeRequest(), CopyFileRangeRequest::flags),
        field(map, "fh", new SetupMappingRequest(), SetupMappingRequest::fileHandle),
        field(map, "foffset", new SetupMappingRequest(), SetupMappingRequest::fileOffset),
        field(map, "len", new SetupMappingRequest(), SetupMappingRequest::length),
        field(map, "flags", new SetupMappingRequest(), SetupMappingRequest::flags),
        field(map, "moffset", new SetupMappingRequest(), SetupMappingRequest::windowOffset),
        field("fuse_syncfs_in", "padding", new SyncfsRequest(), r -> PATTERN),
        field(
            "fuse_notify_retrieve_in",
            "offset",
            new NotifyReplyRequest(),
            NotifyReplyRequest::offset));
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
            SetxattrRequest.extended(),
            new byte[] {'n', 0, 1, 2, 3},
            SetxattrRequest::size),
        named(
            "fuse_notify_retrieve_in",
            "size",
            new NotifyReplyRequest(),
            three,
            NotifyReplyRequest::size),
        named(
            "fuse_batch_forget_in",
            "count",
            new BatchForgetRequest(),
            new byte[3 * 16],
            BatchForgetRequest::count),
        named(
            "fuse_removemapping_in",
            "count",
            new RemoveMappingRequest(),
            new byte[3 * 16],
            RemoveMappingRequest::count));
  }

  @ParameterizedTest
  @MethodSource("initFields")
  void initRequest_isReadWhereTheCompilerHasIt(String name, Function<InitRequest, Long> accessor) {
    KernelHeader header = KernelHeader.read();
    int size = (int) header.size("fuse_init_in");
    ByteBuffer message = ByteBuffer.allocate(40 + size).order(ByteOrder.nativeOrder());
    message.putInt(0, message.capacity());
    message.putInt(40 + header.offset("fuse_init_in", "major"), 7);
    message.putInt(40 + header.offset("fuse_init_in", "flags"), 1 << 30);
    int at = 40 + header.offset("fuse_init_in", name);
    message.putInt(at, message.getInt(at) | 0x07);
    InitRequest request = new InitRequest();
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
      String name, Function<InitRequest, Long> accessor) {
    return org.junit.jupiter.params.provider.Arguments.of(name, accessor);
  }
}
