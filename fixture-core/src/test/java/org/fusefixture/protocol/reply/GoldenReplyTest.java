package org.fusefixture.protocol.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.fusefixture.errno.Errno;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.ExtendedAttributes;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.FileLock;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.FilesystemStatistics;
import org.fusefixture.protocol.GoldenMessage;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.SessionParameters;
import org.junit.jupiter.api.Test;

/** Each reply, byte by byte. */
class GoldenReplyTest {
  private static final long UNIQUE = 0x1122334455667788L;
  private static final Attributes ATTRIBUTES =
      new Attributes(
          0x42,
          0x300000001L,
          0x1800001,
          Instant.ofEpochSecond(0x60000001, 101),
          Instant.ofEpochSecond(-2, 999_999_999),
          Instant.ofEpochSecond(0x60000003, 103),
          0100644,
          3,
          -2,
          1001,
          0x12300fff,
          4096,
          1);
  private static final Duration VALIDITY = Duration.ofMillis(6250);
  private static final Entry ENTRY =
      new Entry(new NodeId(0x77), 9, Duration.ofMillis(5500), VALIDITY, ATTRIBUTES);
  private static final FileHandle HANDLE = new FileHandle(0x0102030405060708L);

  private final CapturingChannel channel = new CapturingChannel();

  @Test
  void error() {
    open(DataReply::new).fail(Errno.ENOENT);
    assertSent("error");
  }

  @Test
  void empty() {
    open(EmptyReply::new).ok();
    assertSent("empty");
  }

  @Test
  void entry() {
    open(EntryReply::new).entry(ENTRY);
    assertSent("entry");
  }

  @Test
  void negativeEntry() {
    open(EntryReply::new).negative(Duration.ofSeconds(2, 1));
    assertSent("entry-negative");
  }

  @Test
  void attributes() {
    open(AttributesReply::new).attributes(ATTRIBUTES, VALIDITY);
    assertSent("attributes");
  }

  @Test
  void dataOfABuffer() {
    open(DataReply::new).data(ascii("hello"));
    assertSent("data");
  }

  @Test
  void dataInRoom() {
    DataReply reply = open(DataReply::new);
    reply.room().put(ascii("hello"));
    reply.filled();
    assertSent("data");
  }

  @Test
  void linkTarget() {
    open(DataReply::new).target(LinkTarget.of("hello"));
    assertSent("data");
  }

  @Test
  void openFile() {
    open(OpenReply::new).opened(HANDLE, OpenReply.FOPEN_DIRECT_IO | OpenReply.FOPEN_NONSEEKABLE);
    assertSent("open");
  }

  @Test
  void openPassthroughFile() {
    open(OpenReply::new).opened(HANDLE, OpenReply.FOPEN_PASSTHROUGH, 3);
    assertSent("open-passthrough");
  }

  @Test
  void created() {
    open(CreateReply::new)
        .created(ENTRY, HANDLE, OpenReply.FOPEN_DIRECT_IO | OpenReply.FOPEN_NONSEEKABLE);
    assertSent("create");
  }

  @Test
  void written() {
    open(WriteReply::new).written(0xfffff000L);
    assertSent("write");
  }

  @Test
  void statistics() {
    open(StatfsReply::new)
        .statistics(new FilesystemStatistics(1000, 900, 800, 700, 600, 4096, 512, 255));
    assertSent("statfs");
  }

  @Test
  void xattrSize() {
    open(XattrReply::new).value(ByteBuffer.allocate(9), 0);
    assertSent("xattr-size");
  }

  @Test
  void xattrValue() {
    open(XattrReply::new).value(ByteBuffer.wrap(new byte[] {'a', 0, 'b'}), 3);
    assertSent("xattr-value");
  }

  @Test
  void lock() {
    open(LockReply::new).lock(new FileLock(0x1000, Long.MAX_VALUE, FileLock.WRITE, 4322));
    assertSent("lock");
  }

  @Test
  void block() {
    open(ExtentReply.Bmap::new).block(0x0a0b0c0d0eL);
    assertSent("bmap");
  }

  @Test
  void ioctl() {
    open(IoctlReply::new).result(-3, ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertSent("ioctl");
  }

  @Test
  void poll() {
    open(PollReply::new).ready(5);
    assertSent("poll");
  }

  @Test
  void lseek() {
    open(ExtentReply.Lseek::new).found(new Offset(0x300000000L));
    assertSent("lseek");
  }

  @Test
  void copied() {
    open(WriteReply::wide).written(0x300000000L);
    assertSent("copy-file-range-64");
  }

  @Test
  void statx() {
    open(AttributesReply.Statx::new)
        .attributes(
            new ExtendedAttributes(
                ATTRIBUTES, Instant.ofEpochSecond(0x5fffffff, 77), 0xfff, 0x10, 0x30),
            VALIDITY);
    assertSent("statx");
  }

  @Test
  void directory() {
    DirectoryReply reply = open(DirectoryReply::new).within(4096);
    assertThat(reply.add(FileName.of("."), 0x41, 0040755, new Offset(1))).isTrue();
    assertThat(reply.add(FileName.of("file.txt"), 0x42, 0100644, new Offset(2))).isTrue();
    assertThat(reply.add(FileName.of("longer name"), 0x43, 0120777, new Offset(-5))).isTrue();
    reply.send();
    assertSent("readdir");
  }

  @Test
  void directoryPlus() {
    DirectoryReply.Plus reply = open(DirectoryReply.Plus::new).within(4096);
    assertThat(reply.addWithoutLookup(FileName.of("."), 0x41, 0040755, new Offset(1))).isTrue();
    assertThat(reply.add(FileName.of("file.txt"), ENTRY, new Offset(2))).isTrue();
    reply.send();
    assertSent("readdirplus");
  }

  @Test
  void init() {
    open(InitReply::new)
        .accepted(
            new SessionParameters(
                ProtocolVersion.NEWEST,
                0x80060400001L,
                0x20000,
                64,
                48,
                1 << 20,
                1,
                256,
                12,
                1,
                30));
    assertSent("init");
  }

  @Test
  void initAgain() {
    open(InitReply::new).tryAgainWith(ProtocolVersion.NEWEST);
    assertSent("init-again");
  }

  private <R extends Reply> R open(Supplier<R> kind) {
    R reply = kind.get();
    reply.open(channel, CapturingChannel.room(4096 + Reply.HEADER_SIZE), UNIQUE);
    return reply;
  }

  private void assertSent(String dump) {
    HexFormat hex = HexFormat.ofDelimiter(" ");
    assertThat(hex.formatHex(channel.only()))
        .isEqualTo(hex.formatHex(GoldenMessage.named("replies/" + dump).bytes()));
  }

  private static ByteBuffer ascii(String text) {
    return StandardCharsets.US_ASCII.encode(text);
  }
}
