package org.fusefixture.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.protocol.GoldenMessage;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Walks all rows of {@link Opcode}, so that a new one cannot be forgotten. */
@Timeout(60)
class EveryOpcodeTest {
  private static final SessionParameters PARAMETERS =
      new SessionParameters(
          ProtocolVersion.NEWEST, InitFlag.SETXATTR_EXT.mask(), 0, 12, 9, 1 << 20, 1, 256, 0, 0, 0);

  /** Their requests are a header alone, or a header and padding. */
  private static final Set<Opcode> WITHOUT_ARGUMENTS =
      EnumSet.of(Opcode.READLINK, Opcode.STATFS, Opcode.DESTROY, Opcode.SYNCFS);

  private final TraceRecorder recorder = new TraceRecorder();

  @ParameterizedTest
  @EnumSource(Opcode.class)
  void request_isShownWithItsArguments(Opcode opcode) {
    GoldenMessage golden = GoldenMessage.named("requests/" + opcode);
    int length = golden.bytes().length;

    recorder.request(1, golden.buffer(), length, length, false);

    TraceEvent event = events().get(0);
    assertThat(event.name()).isEqualTo(opcode.name());
    assertThat(event.toString()).contains(opcode + "#" + Long.toUnsignedString(event.unique()));
    assertThat(event.arguments()).isNotEqualTo(length + " bytes");
    assertThat(event.arguments().isEmpty()).isEqualTo(WITHOUT_ARGUMENTS.contains(opcode));
  }

  @ParameterizedTest
  @EnumSource(Opcode.class)
  void reply_isShownWithItsResult(Opcode opcode) {
    ByteBuffer reply = ByteBuffer.allocateDirect(400).order(ByteOrder.nativeOrder());

    recorder.reply(opcode.number(), 8, 2, 1, reply.putInt(0, 400), 400, false);

    assertThat(events().get(0).result()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GETLK | fh 72623859790382856, F_WRLCK 4096..8191, flock",
        "LISTXATTR | room for 512 bytes",
        "IOCTL | fh 72623859790382856, command 0x80086601, argument 0x7fff12345678, 4 bytes in, 8"
            + " bytes out",
        "POLL | events 0x5, to be notified",
        "STATX | mask 0xfff",
        "TMPFILE | mode 0100640, flags 020300002",
        "BMAP | block 43135012110 of 512 bytes",
        "SETUPMAPPING | bytes at",
        "COPY_FILE_RANGE_64 | bytes at",
      })
  void arguments_areThoseOfTheMessage(Opcode opcode, String arguments) {
    GoldenMessage golden = GoldenMessage.named("requests/" + opcode);
    int length = golden.bytes().length;

    recorder.request(1, golden.buffer(), length, length, false);

    assertThat(events().get(0).arguments()).contains(arguments);
  }

  @ParameterizedTest
  @CsvSource({"LSEEK, lseek, 12884901888", "COPY_FILE_RANGE_64, copy-file-range-64, 12884901888"})
  void result_isThatOfTheMessage(Opcode opcode, String message, String result) {
    GoldenMessage golden = GoldenMessage.named("replies/" + message);

    recorder.reply(opcode.number(), 8, 2, 1, golden.buffer(), golden.bytes().length, false);

    assertThat(events().get(0).result()).isEqualTo(result);
  }

  private List<TraceEvent> events() {
    return new Trace(TransferMode.SPLICE, recorder.events(PARAMETERS), 0).events();
  }
}
