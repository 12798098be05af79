package org.fusefixture.internal.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Set;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FilesystemOptions;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.request.SessionRequest;
import org.fusefixture.protocol.request.XattrRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NegotiationTest {
  /** What Linux 6.18 offers. */
  private static final long LINUX_6_18 = 0x5fd73fffffbL;

  /** What Linux 6.12 with the ported feature offers. */
  private static final long PATCHED = 0x9fd73fffffbL;

  private static final FilesystemOptions DEFAULTS = FilesystemOptions.defaults();

  @Test
  void currentKernel_givesItsVersionAndTheWishesThatItOffers() throws Exception {
    SessionParameters agreed = negotiate(init(7, 45, LINUX_6_18), DEFAULTS, TransferMode.COPY);
    assertThat(agreed.version()).isEqualTo(new ProtocolVersion(7, 45));
    assertThat(InitFlag.in(agreed.flags()))
        .containsExactlyInAnyOrder(
            InitFlag.ASYNC_READ,
            InitFlag.BIG_WRITES,
            InitFlag.AUTO_INVAL_DATA,
            InitFlag.ASYNC_DIO,
            InitFlag.PARALLEL_DIROPS,
            InitFlag.MAX_PAGES,
            InitFlag.SETXATTR_EXT);
    assertThat(agreed.maxWrite()).isEqualTo(1 << 20);
    assertThat(agreed.maxPages()).isEqualTo(256);
    assertThat(agreed.maxBackground()).isEqualTo(64);
    assertThat(agreed.congestionThreshold()).isEqualTo(48);
  }

  @Test
  void newerMinor_isBroughtDownToOurs() throws Exception {
    assertThat(negotiate(init(7, 99, LINUX_6_18), DEFAULTS, TransferMode.COPY).version())
        .isEqualTo(ProtocolVersion.NEWEST);
  }

  @Test
  void absurdMinor_isAnUnsignedNumber() throws Exception {
    assertThat(negotiate(init(7, -1, LINUX_6_18), DEFAULTS, TransferMode.COPY).version())
        .isEqualTo(ProtocolVersion.NEWEST);
  }

  @ParameterizedTest
  @CsvSource({"6, 45", "0, 0", "7, 30", "7, 0"})
  void olderVersion_isRefusedWithEprotoAndItsNumber(int major, int minor) {
    NegotiationRefusedException refused =
        refused(init(major, minor, LINUX_6_18), TransferMode.COPY);
    assertThat(refused.errno()).isEqualTo(Errno.EPROTO);
    assertThat(refused.reason()).contains("FUSE " + major + "." + minor, "7.31", "Linux 1.2.3");
  }

  @Test
  void newerMajor_needsAnotherInit() {
    SessionRequest.Init newer = init(8, 0, -1L);
    assertThat(Negotiation.needsAnotherInit(newer)).isTrue();
    assertThat(Negotiation.needsAnotherInit(init(-1, 0, -1L))).isTrue();
    assertThat(Negotiation.needsAnotherInit(init(7, 31, 0))).isFalse();
    assertThat(Negotiation.needsAnotherInit(init(6, 0, 0))).isFalse();
    assertThat(refused(newer, TransferMode.COPY).errno()).isEqualTo(Errno.EPROTO);
    assertThat(newer.flags()).as("the rest of an unknown INIT is not read").isZero();
  }

  @Test
  void newerMajorOfAnyShape_isDecoded() {
    ByteBuffer message = message(8, 1, 8 + 3);
    SessionRequest.Init request = new SessionRequest.Init();
    request.decode(message, message.capacity());
    assertThat(request.version()).isEqualTo(new ProtocolVersion(8, 1));
    assertThat(request.maxReadahead()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"31, false", "32, false", "33, true", "45, true"})
  void setxattrExt_isAgreedSince33AndDecidesTheLayout(int minor, boolean extended)
      throws Exception {
    SessionParameters agreed = negotiate(init(7, minor, LINUX_6_18), DEFAULTS, TransferMode.COPY);
    assertThat(agreed.has(InitFlag.SETXATTR_EXT)).isEqualTo(extended);
    XattrRequest.Set request = XattrRequest.Set.negotiated(agreed);
    // size 1, flags 2, (setxattr_flags 1, padding), "a", NUL, "b"
    ByteBuffer message = ByteBuffer.allocate(extended ? 59 : 51).order(ByteOrder.nativeOrder());
    message.putInt(0, message.capacity()).putInt(4, 21).putInt(40, 1).putInt(44, 2);
    if (extended) {
      message.putInt(48, 1);
    }
    message.put(message.capacity() - 3, (byte) 'a').put(message.capacity() - 1, (byte) 'b');
    request.decode(message, message.capacity());
    assertThat(request.name()).hasToString("a");
    assertThat(request.value()).isEqualTo(ByteBuffer.wrap(new byte[] {'b'}));
    assertThat(request.flags()).isEqualTo(2);
    assertThat(request.setxattrFlags()).isEqualTo(extended ? 1 : 0);
  }

  @Test
  void flags2_needVersion36() throws Exception {
    FilesystemOptions wishes = DEFAULTS.withInitFlag(InitFlag.DIRECT_IO_ALLOW_MMAP);
    SessionParameters old = negotiate(init(7, 35, LINUX_6_18), wishes, TransferMode.COPY);
    assertThat(old.flags() >>> 31).isZero();
    assertThat(old.has(InitFlag.INIT_EXT)).isFalse();
    SessionParameters current = negotiate(init(7, 39, LINUX_6_18), wishes, TransferMode.COPY);
    assertThat(current.has(InitFlag.DIRECT_IO_ALLOW_MMAP)).isTrue();
    assertThat(current.has(InitFlag.INIT_EXT)).isTrue();
  }

  @Test
  void flags2WithoutInitExt_areNotBelieved() throws Exception {
    FilesystemOptions wishes = DEFAULTS.withInitFlag(InitFlag.DIRECT_IO_ALLOW_MMAP);
    long offered = LINUX_6_18 & ~InitFlag.INIT_EXT.mask();
    SessionParameters agreed = negotiate(init(7, 45, offered), wishes, TransferMode.COPY);
    assertThat(agreed.flags() >>> 31).isZero();
  }

  @Test
  void securityContext_isNotAgreedWhereItsLengthIsNotSent() throws Exception {
    FilesystemOptions wishes = DEFAULTS.withInitFlag(InitFlag.SECURITY_CTX);
    assertThat(negotiate(init(7, 38, LINUX_6_18), wishes, TransferMode.COPY).flags() >>> 31)
        .isZero();
    assertThat(
            negotiate(init(7, 39, LINUX_6_18), wishes, TransferMode.COPY)
                .has(InitFlag.SECURITY_CTX))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(InitFlag.class)
  void flagThatIsNotOffered_isNotAgreed(InitFlag flag) throws Exception {
    Set<InitFlag> sessions = Set.of(InitFlag.INIT_EXT, InitFlag.MAX_PAGES, InitFlag.SETXATTR_EXT);
    FilesystemOptions wishes = DEFAULTS;
    try {
      wishes = DEFAULTS.withInitFlag(flag);
    } catch (IllegalArgumentException sessionFlag) {
      assertThat(sessionFlag).hasMessageContaining(flag.name());
    }
    SessionParameters agreed =
        negotiate(init(7, 45, -1L & ~flag.mask()), wishes, TransferMode.COPY);
    assertThat(agreed.has(flag)).isFalse();
    boolean ofTheMode = flag.name().startsWith("SPLICE") || flag == InitFlag.OVER_IO_URING;
    SessionParameters all = negotiate(init(7, 45, -1L), wishes, TransferMode.COPY);
    boolean wished = wishes.initFlags().contains(flag) || sessions.contains(flag);
    if (flag != InitFlag.INIT_EXT) {
      assertThat(all.has(flag)).isEqualTo(wished && !ofTheMode);
    }
  }

  @Test
  void smallerMaxWrite_givesItsPages() throws Exception {
    SessionParameters agreed =
        negotiate(init(7, 45, LINUX_6_18), DEFAULTS.withMaxWrite(15 * 4096), TransferMode.COPY);
    assertThat(agreed.maxPages()).isEqualTo(15);
    assertThat(agreed.maxWrite()).isEqualTo(15 * 4096);
  }

  @Test
  void withoutMaxPages_writesAreBoundedBy32Pages() throws Exception {
    long offered = LINUX_6_18 & ~InitFlag.MAX_PAGES.mask();
    SessionParameters agreed = negotiate(init(7, 45, offered), DEFAULTS, TransferMode.COPY);
    assertThat(agreed.maxWrite()).isEqualTo(128 * 1024);
    assertThat(agreed.maxPages()).isEqualTo(32);
  }

  @ParameterizedTest
  @CsvSource({"4096, 4096", "0, 0", "-1, 131072", "1048576, 131072"})
  void readahead_isTheSmallerAsUnsignedNumbers(int kernel, int agreed) throws Exception {
    ByteBuffer message = message(7, 45, 64).putInt(48, kernel);
    SessionRequest.Init request = new SessionRequest.Init();
    request.decode(message, message.capacity());
    assertThat(negotiate(request, DEFAULTS, TransferMode.COPY).maxReadahead()).isEqualTo(agreed);
  }

  @ParameterizedTest
  @CsvSource({"COPY, false", "SPLICE, true", "SPLICE_USER_PAGES, true"})
  void spliceFlags_areAgreedInSpliceModes(TransferMode mode, boolean splices) throws Exception {
    SessionParameters agreed = negotiate(init(7, 41, PATCHED), DEFAULTS, mode);
    assertThat(agreed.has(InitFlag.SPLICE_READ)).isEqualTo(splices);
    assertThat(agreed.has(InitFlag.SPLICE_WRITE)).isEqualTo(splices);
    assertThat(agreed.has(InitFlag.SPLICE_MOVE)).isEqualTo(splices);
    assertThat(agreed.has(InitFlag.SPLICE_READ_USER_PAGES))
        .isEqualTo(mode == TransferMode.SPLICE_USER_PAGES);
    assertThat(agreed.has(InitFlag.INIT_EXT)).isEqualTo(mode == TransferMode.SPLICE_USER_PAGES);
  }

  @Test
  void userPagesNotOffered_areRefusedWithKernelVersionAndBit() {
    NegotiationRefusedException refused =
        refused(init(7, 45, LINUX_6_18), TransferMode.SPLICE_USER_PAGES);
    assertThat(refused.errno()).isEqualTo(Errno.EOPNOTSUPP);
    assertThat(refused.reason())
        .contains("SPLICE_READ_USER_PAGES", "bit 43", "Linux 1.2.3", "FUSE 7.45", "0x5fd73fffffb");
  }

  @Test
  void userPagesOfferedInUnreadableFlags2_areRefused() {
    long offered = PATCHED & ~InitFlag.INIT_EXT.mask();
    assertThat(refused(init(7, 41, offered), TransferMode.SPLICE_USER_PAGES).reason())
        .contains("bit 43");
    assertThat(refused(init(7, 35, PATCHED), TransferMode.SPLICE_USER_PAGES).reason())
        .contains("bit 43");
  }

  @Test
  void spliceNotOffered_isRefusedInSpliceModes() {
    long offered = PATCHED & ~InitFlag.SPLICE_READ.mask();
    assertThat(refused(init(7, 41, offered), TransferMode.SPLICE).reason())
        .contains("SPLICE_READ", "bit 9", "mode COPY");
  }

  @Test
  void fieldsThatBelongToFlags_areSetWithThem() throws Exception {
    FilesystemOptions wishes =
        DEFAULTS
            .withInitFlag(InitFlag.PASSTHROUGH)
            .withInitFlag(InitFlag.MAP_ALIGNMENT)
            .withRequestTimeout(Duration.ofSeconds(30));
    SessionParameters agreed = negotiate(init(7, 45, LINUX_6_18), wishes, TransferMode.COPY);
    assertThat(agreed.maxStackDepth()).isEqualTo(agreed.has(InitFlag.PASSTHROUGH) ? 1 : 0);
    assertThat(agreed.mapAlignment()).isEqualTo(agreed.has(InitFlag.MAP_ALIGNMENT) ? 12 : 0);
    assertThat(agreed.requestTimeout()).isEqualTo(30);
    SessionParameters old = negotiate(init(7, 42, LINUX_6_18), wishes, TransferMode.COPY);
    assertThat(old.requestTimeout()).isZero();
  }

  @Test
  void withoutAKernelRelease_theRunningKernelIsNamed() {
    NegotiationRefusedException refused =
        catchThrowableOfType(
            NegotiationRefusedException.class,
            () -> Negotiation.negotiate(init(7, 9, 0), DEFAULTS, TransferMode.COPY));
    assertThat(refused.reason()).contains(System.getProperty("os.version"));
  }

  private static SessionParameters negotiate(
      SessionRequest.Init request, FilesystemOptions options, TransferMode mode)
      throws NegotiationRefusedException {
    return Negotiation.negotiate(request, options, mode, "1.2.3");
  }

  private static NegotiationRefusedException refused(
      SessionRequest.Init request, TransferMode mode) {
    return catchThrowableOfType(
        NegotiationRefusedException.class, () -> negotiate(request, DEFAULTS, mode));
  }

  private static SessionRequest.Init init(int major, int minor, long flags) {
    ByteBuffer message =
        message(major, minor, 64)
            .putInt(48, 1 << 20)
            .putInt(52, (int) flags)
            .putInt(56, (int) (flags >>> 32));
    SessionRequest.Init request = new SessionRequest.Init();
    request.decode(message, message.capacity());
    return request;
  }

  private static ByteBuffer message(int major, int minor, int bodySize) {
    ByteBuffer message = ByteBuffer.allocate(40 + bodySize).order(ByteOrder.nativeOrder());
    return message
        .putInt(0, message.capacity())
        .putInt(4, 26)
        .putLong(8, 2)
        .putInt(40, major)
        .putInt(44, minor);
  }
}
