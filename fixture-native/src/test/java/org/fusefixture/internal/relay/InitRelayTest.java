package org.fusefixture.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.fusefixture.internal.serving.NegotiationRefusedException;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.request.SessionRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** INIT on its way to a program and back. */
class InitRelayTest {
  private static final int KERNEL_MINOR = 44;
  private static final int PAYLOAD = 1 << 20;
  private static final long OFFERED = -1L;

  @Test
  void what_needs_the_device_is_not_offered() {
    ByteBuffer message = new InitRelay(request(), PAYLOAD).forProgram();
    long low = Integer.toUnsignedLong(message.getInt(52));
    Set<InitFlag> offered = InitFlag.in(low | (long) message.getInt(56) << 32);
    assertThat(offered)
        .doesNotContain(
            InitFlag.SPLICE_READ,
            InitFlag.SPLICE_WRITE,
            InitFlag.SPLICE_MOVE,
            InitFlag.SPLICE_READ_USER_PAGES,
            InitFlag.PASSTHROUGH,
            InitFlag.OVER_IO_URING)
        .contains(InitFlag.MAX_PAGES, InitFlag.WRITEBACK_CACHE, InitFlag.INIT_EXT);
    assertThat(message.limit()).isEqualTo(104);
  }

  @ParameterizedTest
  @CsvSource({
    // minor, bytes, max_write, max_pages: agreed max_write, agreed max_pages
    "38, 64, 1048576, 256, 1048576, 256",
    "38, 64, 4194304, 1024, 1048576, 256",
    "28, 64, 131072, 0, 131072, 1",
    "19, 24, 4096, 256, 4096, 32",
    "22, 24, 131072, 256, 131072, 32",
  })
  void sizes_are_those_of_the_program_as_far_as_the_socket_carries_them(
      int minor, int bytes, int maxWrite, int maxPages, int agreedWrite, int agreedPages)
      throws Exception {
    ByteBuffer answer = answer(minor, bytes, maxWrite, InitFlag.MAX_PAGES.mask());
    if (bytes > 24) {
      answer.putShort(ReplyHeader.SIZE + 28, (short) maxPages);
    }
    SessionParameters agreed = new InitRelay(request(), PAYLOAD).agreed(answer);
    assertThat(agreed.version().minor()).isEqualTo(minor);
    assertThat(agreed.maxWrite()).isEqualTo(agreedWrite);
    assertThat(agreed.maxPages()).isEqualTo(agreedPages);
  }

  @Test
  void small_socket_limits_both_directions() throws Exception {
    ByteBuffer answer = answer(38, 64, PAYLOAD, InitFlag.MAX_PAGES.mask());
    answer.putShort(ReplyHeader.SIZE + 28, (short) 256);
    SessionParameters agreed = new InitRelay(request(), 65536).agreed(answer);
    assertThat(agreed.maxWrite()).isEqualTo(65536);
    assertThat(agreed.maxPages()).isEqualTo(16);
  }

  @Test
  void flags_that_were_not_offered_are_not_agreed_on() throws Exception {
    long asked = InitFlag.SPLICE_READ.mask() | InitFlag.WRITEBACK_CACHE.mask();
    SessionParameters agreed =
        new InitRelay(request(), PAYLOAD).agreed(answer(38, 64, 4096, asked));
    assertThat(agreed.has(InitFlag.SPLICE_READ)).isFalse();
    assertThat(agreed.has(InitFlag.WRITEBACK_CACHE)).isTrue();
  }

  @Test
  void program_that_is_newer_than_the_kernel_speaks_the_kernels_version() throws Exception {
    SessionParameters agreed = new InitRelay(request(), PAYLOAD).agreed(answer(99, 64, 4096, 0));
    assertThat(agreed.version().minor()).isEqualTo(KERNEL_MINOR);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24, 39})
  void answer_that_is_too_short_is_refused_with_its_size(int length) {
    ByteBuffer answer = answer(38, 64, 4096, 0).limit(length);
    assertThatThrownBy(() -> new InitRelay(request(), PAYLOAD).agreed(answer))
        .isInstanceOf(NegotiationRefusedException.class)
        .hasMessageContaining(length + " bytes");
  }

  @Test
  void error_and_another_major_version_are_refused() {
    ByteBuffer failed = answer(38, 64, 4096, 0);
    ReplyHeader.setError(failed, -71);
    assertThatThrownBy(() -> new InitRelay(request(), PAYLOAD).agreed(failed))
        .hasMessageContaining("error -71");
    ByteBuffer other = answer(38, 64, 4096, 0).putInt(ReplyHeader.SIZE, 8);
    assertThatThrownBy(() -> new InitRelay(request(), PAYLOAD).agreed(other))
        .hasMessageContaining("speaks FUSE 8.38");
  }

  private static SessionRequest.Init request() {
    ByteBuffer message = ByteBuffer.allocate(104).order(ByteOrder.nativeOrder());
    message.putInt(0, 104).putInt(4, 26).putLong(8, 2);
    message.putInt(40, 7).putInt(44, KERNEL_MINOR).putInt(48, 131072);
    message.putInt(52, (int) OFFERED).putInt(56, (int) (OFFERED >>> 32));
    SessionRequest.Init request = new SessionRequest.Init();
    request.decode(message, 104);
    return request;
  }

  private static ByteBuffer answer(int minor, int bytes, int maxWrite, long flags) {
    ByteBuffer answer =
        ByteBuffer.allocate(ReplyHeader.SIZE + bytes).order(ByteOrder.nativeOrder());
    ReplyHeader.put(answer, ReplyHeader.SIZE + bytes, 0, 2);
    answer.putInt(ReplyHeader.SIZE, 7).putInt(ReplyHeader.SIZE + 4, minor);
    answer.putInt(ReplyHeader.SIZE + 12, (int) flags).putInt(ReplyHeader.SIZE + 20, maxWrite);
    return answer;
  }
}
