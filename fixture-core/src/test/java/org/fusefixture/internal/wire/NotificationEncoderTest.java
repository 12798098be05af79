package org.fusefixture.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.GoldenMessage;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each notification, byte by byte. */
class NotificationEncoderTest {
  private static final NodeId DIRECTORY = new NodeId(0x21);
  private static final NodeId NODE = new NodeId(0x42);
  private static final FileName NAME = FileName.of("gone");

  private static final Map<String, Supplier<ByteBuffer>> ENCODED =
      Map.of(
          "POLL", () -> NotificationEncoder.poll(0x3132333435363738L),
          "INVAL_INODE", () -> NotificationEncoder.invalidateInode(NODE, new Offset(-1), 0x2000),
          "INVAL_ENTRY", () -> NotificationEncoder.invalidateEntry(DIRECTORY, NAME, false),
          "INVAL_ENTRY-expire", () -> NotificationEncoder.invalidateEntry(DIRECTORY, NAME, true),
          "STORE",
              () ->
                  NotificationEncoder.store(
                      NODE, new Offset(0x3000), StandardCharsets.US_ASCII.encode("abc")),
          "RETRIEVE", () -> NotificationEncoder.retrieve(0x99, NODE, new Offset(0x3000), 0x1000),
          "DELETE", () -> NotificationEncoder.delete(DIRECTORY, NODE, NAME),
          "RESEND", NotificationEncoder::resend,
          "INC_EPOCH", NotificationEncoder::incrementEpoch,
          "PRUNE",
              () ->
                  NotificationEncoder.prune(
                      new LinkedHashSet<>(List.of(new NodeId(0x51), new NodeId(0x52)))));

  static List<GoldenMessage> goldens() {
    return GoldenMessage.all("notifications");
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void notification_isAsInItsDump(GoldenMessage golden) {
    ByteBuffer message = ENCODED.get(golden.name()).get();
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    HexFormat hex = HexFormat.ofDelimiter(" ");
    assertThat(hex.formatHex(bytes)).isEqualTo(hex.formatHex(golden.bytes()));
  }

  @ParameterizedTest
  @EnumSource(NotificationCode.class)
  void everyCode_hasADump(NotificationCode code) {
    assertThat(goldens())
        .anyMatch(
            golden ->
                golden.kind().equals(code.name()) && golden.buffer().getInt(4) == code.number());
  }

  @Test
  void storedBytes_areLeftToTheCaller() {
    ByteBuffer bytes = StandardCharsets.US_ASCII.encode("abc");
    NotificationEncoder.store(NODE, Offset.ZERO, bytes);
    assertThat(bytes.remaining()).isEqualTo(3);
  }
}
