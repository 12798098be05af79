package org.fusefixture.protocol.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.fusefixture.internal.wire.NotificationEncoder;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.ExtendedAttributes;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.FileLock;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.FilesystemStatistics;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.CapturingChannel;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each number of a reply or notification stands where the C compiler has its field. */
class ReplyLayoutTest {

  /**
   * A message with numbers that all differ.
   *
   * @param before bytes of the message before the structure
   * @param after bytes of it behind
   * @param fields {@code name=number}, apart by spaces
   */
  record Layout(String structure, byte[] message, int before, int after, String fields) {
    @Override
    public String toString() {
      return structure;
    }
  }

  /** One field of a layout. */
  record Place(Layout layout, String field, long value) {
    @Override
    public String toString() {
      return layout + "." + field;
    }
  }

  private static final Attributes ATTRIBUTES =
      new Attributes(
          101,
          102,
          103,
          Instant.ofEpochSecond(104, 107),
          Instant.ofEpochSecond(105, 108),
          Instant.ofEpochSecond(106, 109),
          0100644,
          111,
          112,
          113,
          0x1407,
          115,
          116);
  private static final String ATTRIBUTE_FIELDS =
      "ino=101 size=102 blocks=103 atime=104 mtime=105 ctime=106 atimensec=107 "
          + "mtimensec=108 ctimensec=109 mode=0x81a4 nlink=111 uid=112 gid=113 "
          + "rdev=0x1407 blksize=115 flags=116";
  private static final Entry ENTRY =
      new Entry(
          new NodeId(201),
          202,
          Duration.ofSeconds(203, 205),
          Duration.ofSeconds(204, 206),
          ATTRIBUTES);
  private static final FileName NAME = FileName.of("eight+++");

  static List<Layout> layouts() {
    List<Layout> layouts = new ArrayList<>();
    addReplies(layouts);
    addInodeReplies(layouts);
    addNotifications(layouts);
    return layouts;
  }

  private static void addReplies(List<Layout> layouts) {
    add(
        layouts,
        "fuse_open_out",
        new OpenReply(),
        r -> r.opened(new FileHandle(1), 2, 3),
        "fh=1 open_flags=2 backing_id=3");
    add(layouts, "fuse_write_out", new WriteReply(), r -> r.written(1), "size=1");
    add(
        layouts,
        "fuse_kstatfs",
        new StatfsReply(),
        r -> r.statistics(new FilesystemStatistics(1, 2, 3, 4, 5, 6, 7, 8)),
        "blocks=1 bfree=2 bavail=3 files=4 ffree=5 bsize=6 frsize=7 namelen=8");
    add(
        layouts,
        "fuse_getxattr_out",
        new XattrReply(),
        r -> r.value(ByteBuffer.allocate(9), 0),
        "size=9");
    add(
        layouts,
        "fuse_file_lock",
        new LockReply(),
        r -> r.lock(new FileLock(1, 2, 3, 4)),
        "start=1 end=2 type=3 pid=4");
    add(layouts, "fuse_lk_out", new LockReply(), r -> r.lock(new FileLock(1, 2, 3, 4)), "lk=1");
    add(layouts, "fuse_bmap_out", new ExtentReply.Bmap(), r -> r.block(1), "block=1");
    add(
        layouts,
        "fuse_ioctl_out",
        new IoctlReply(),
        r -> r.result(1, ByteBuffer.allocate(0)),
        "result=1");
    add(layouts, "fuse_poll_out", new PollReply(), r -> r.ready(1), "revents=1");
    add(
        layouts,
        "fuse_lseek_out",
        new ExtentReply.Lseek(),
        r -> r.found(new Offset(1)),
        "offset=1");
    add(
        layouts,
        "fuse_copy_file_range_out",
        WriteReply.wide(),
        r -> r.written(1),
        "bytes_copied=1");
    SessionParameters parameters =
        new SessionParameters(
            new ProtocolVersion(7, 2), 0x500000004L, 3, 6, 7, 8, 9, 10, 11, 12, 13);
    add(
        layouts,
        "fuse_init_out",
        new InitReply(),
        r -> r.accepted(parameters),
        "major=7 minor=2 max_readahead=3 flags=4 flags2=5 max_background=6 "
            + "congestion_threshold=7 max_write=8 time_gran=9 max_pages=10 "
            + "map_alignment=11 max_stack_depth=12 request_timeout=13");
    layouts.add(
        new Layout(
            "fuse_out_header",
            reply(new EmptyReply(), EmptyReply::ok),
            0,
            0,
            "len=16 error=0 unique=77"));
  }

  private static void addInodeReplies(List<Layout> layouts) {
    byte[] entry = reply(new EntryReply(), r -> r.entry(ENTRY));
    layouts.add(
        new Layout(
            "fuse_entry_out",
            entry,
            16,
            0,
            "nodeid=201 generation=202 entry_valid=203 attr_valid=204 "
                + "entry_valid_nsec=205 attr_valid_nsec=206"));
    layouts.add(new Layout("fuse_attr", entry, 16 + 40, 0, ATTRIBUTE_FIELDS));
    add(
        layouts,
        "fuse_attr_out",
        new AttributesReply(),
        r -> r.attributes(ATTRIBUTES, Duration.ofSeconds(1, 2)),
        "attr_valid=1 attr_valid_nsec=2 attr=101");
    byte[] statx =
        reply(
            new AttributesReply.Statx(),
            r ->
                r.attributes(
                    new ExtendedAttributes(ATTRIBUTES, Instant.ofEpochSecond(5, 6), 7, 8, 9),
                    Duration.ofSeconds(1, 2)));
    layouts.add(new Layout("fuse_statx_out", statx, 16, 0, "attr_valid=1 attr_valid_nsec=2"));
    layouts.add(
        new Layout(
            "fuse_statx",
            statx,
            16 + 32,
            0,
            "mask=7 attributes=8 attributes_mask=9 ino=101 size=102 blocks=103 "
                + "atime=104 mtime=105 ctime=106 btime=5 mode=0x81a4 nlink=111 uid=112 "
                + "gid=113 rdev_major=0x14 rdev_minor=7 blksize=115"));
    layouts.add(new Layout("fuse_sx_time", statx, 16 + 32 + 80, 176 - 16, "tv_sec=5 tv_nsec=6"));
    byte[] directory =
        reply(
            new DirectoryReply(),
            r -> {
              r.within(4096).add(NAME, 1, 0xf000, new Offset(2));
              r.send();
            });
    layouts.add(
        new Layout(
            "fuse_dirent", directory, 16, NAME.length(), "ino=1 off=2 namelen=8 type=15 name=101"));
    byte[] plus =
        reply(
            new DirectoryReply.Plus(),
            r -> {
              r.within(4096).add(NAME, ENTRY, new Offset(2));
              r.send();
            });
    layouts.add(new Layout("fuse_direntplus", plus, 16, NAME.length(), "entry_out=201 dirent=101"));
  }

  private static void addNotifications(List<Layout> layouts) {
    NodeId one = new NodeId(1);
    NodeId two = new NodeId(2);
    int name = NAME.length() + 1;
    note(layouts, "fuse_notify_poll_wakeup_out", NotificationEncoder.poll(1), 0, "kh=1");
    note(
        layouts,
        "fuse_notify_inval_inode_out",
        NotificationEncoder.invalidateInode(one, new Offset(2), 3),
        0,
        "ino=1 off=2 len=3");
    note(
        layouts,
        "fuse_notify_inval_entry_out",
        NotificationEncoder.invalidateEntry(two, NAME, true),
        name,
        "parent=2 namelen=8 flags=1");
    note(
        layouts,
        "fuse_notify_delete_out",
        NotificationEncoder.delete(one, two, NAME),
        name,
        "parent=1 child=2 namelen=8");
    note(
        layouts,
        "fuse_notify_store_out",
        NotificationEncoder.store(one, new Offset(2), ByteBuffer.allocate(3)),
        3,
        "nodeid=1 offset=2 size=3");
    note(
        layouts,
        "fuse_notify_retrieve_out",
        NotificationEncoder.retrieve(4, one, new Offset(2), 3),
        0,
        "notify_unique=4 nodeid=1 offset=2 size=3");
    note(
        layouts,
        "fuse_notify_prune_out",
        NotificationEncoder.prune(java.util.Set.of(one)),
        8,
        "count=1");
  }

  static Stream<Place> places() {
    List<Place> places = new ArrayList<>();
    for (Layout layout : layouts()) {
      for (String field : layout.fields().split(" ")) {
        String[] parts = field.split("=");
        places.add(new Place(layout, parts[0], Long.decode(parts[1])));
      }
    }
    return places.stream();
  }

  @ParameterizedTest
  @MethodSource("places")
  void number_standsWhereTheCompilerHasTheField(Place place) {
    KernelHeader header = KernelHeader.read();
    int offset = header.offset(place.layout().structure(), place.field());
    ByteBuffer message = ByteBuffer.wrap(place.layout().message()).order(ByteOrder.nativeOrder());
    int at = place.layout().before() + offset;
    int width =
        place.field().equals("name") ? 1 : header.width(place.layout().structure(), place.field());
    long found =
        switch (width) {
          case 1 -> message.get(at);
          case 2 -> Short.toUnsignedLong(message.getShort(at));
          case 4 -> Integer.toUnsignedLong(message.getInt(at));
          default -> message.getLong(at); // of a structure its first field
        };
    assertThat(found).isEqualTo(place.value());
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void structure_isAsLongAsTheCompilersOne(Layout layout) {
    long size = layout.message().length - layout.before() - layout.after();
    assertThat(size).isEqualTo(KernelHeader.read().size(layout.structure()));
  }

  private static <R extends Reply> void add(
      List<Layout> layouts, String structure, R reply, Consumer<R> answer, String fields) {
    layouts.add(new Layout(structure, reply(reply, answer), 16, 0, fields));
  }

  private static void note(
      List<Layout> layouts, String structure, ByteBuffer message, int after, String fields) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    layouts.add(new Layout(structure, bytes, 16, after, fields));
  }

  private static <R extends Reply> byte[] reply(R reply, Consumer<R> answer) {
    CapturingChannel channel = new CapturingChannel();
    reply.open(channel, CapturingChannel.room(8192), 77);
    answer.accept(reply);
    return channel.only();
  }
}
