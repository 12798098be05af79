package org.fusefixture.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.GoldenMessage;
import org.fusefixture.protocol.MalformedRequestException;
import org.fusefixture.protocol.SessionParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedRequestsTest {

  static List<GoldenMessage> goldens() {
    return GoldenMessage.all("requests");
  }

  @ParameterizedTest
  @EnumSource(Opcode.class)
  void everyOperation_hasAGoldenRequest(Opcode opcode) {
    assertThat(goldens())
        .anyMatch(
            golden -> golden.kind().equals(opcode.name()) && golden.opcode() == opcode.number());
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void goldenRequest_showsNothingBeyondItsEnd(GoldenMessage golden) {
    Request one = decode(golden, RequestAccessors.before(golden.bytes(), 0x5a));
    Request other = decode(golden, RequestAccessors.before(golden.bytes(), 0xa5));
    assertThat(RequestAccessors.values(one)).isEqualTo(RequestAccessors.values(other));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void requestThatIsCutAnywhere_isMalformed(GoldenMessage golden) {
    for (int length = 0; length < golden.bytes().length; length++) {
      int came = length;
      MalformedRequestException refused =
          catchThrowableOfType(
              MalformedRequestException.class, () -> request(golden).decode(golden.buffer(), came));
      assertThat(refused).as("cut to %s bytes", came).isNotNull();
      assertThat(refused).hasMessageContaining(Integer.toString(came));
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void requestThatIsCutAnywhereAndSaysSo_isMalformedOrReadWithinItsEnd(GoldenMessage golden) {
    for (int length = 40; length < golden.bytes().length; length++) {
      byte[] cut = new byte[length];
      golden.buffer().get(0, cut);
      ByteBuffer.wrap(cut).order(ByteOrder.nativeOrder()).putInt(0, length);
      requireSafe(golden, cut);
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void requestWithBytesTooMany_isMalformed(GoldenMessage golden) {
    for (int more : new int[] {1, 7, 8, 16}) {
      ByteBuffer longer =
          ByteBuffer.allocate(golden.bytes().length + more).order(ByteOrder.nativeOrder());
      longer.put(golden.bytes()).clear().putInt(0, longer.capacity());
      assertThat(catchMalformed(request(golden), longer)).as("%s bytes more", more).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void extensionsLongerThanTheMessage_areMalformed(GoldenMessage golden) {
    ByteBuffer message = golden.buffer().putShort(36, (short) 0xffff);
    assertThat(catchMalformed(request(golden), message)).hasMessageContaining("524280");
  }

  @ParameterizedTest
  @CsvSource({
    "WRITE, 56",
    "READ, 56",
    "GETXATTR, 40",
    "LISTXATTR, 40",
    "SETXATTR, 40",
    "NOTIFY_REPLY, 56",
    "IOCTL, 64",
    "IOCTL, 68",
    "BMAP, 48",
    "BATCH_FORGET, 40",
    "REMOVEMAPPING, 40"
  })
  void hugeSize_isMalformedAndNamedAsAnUnsignedNumber(String name, int at) {
    GoldenMessage golden = GoldenMessage.named("requests/" + name);
    assertThat(catchMalformed(request(golden), golden.buffer().putInt(at, -2)))
        .hasMessageContaining("4294967294")
        .hasMessageContaining("opcode " + golden.opcode())
        .hasMessageContaining("unique");
  }

  @ParameterizedTest
  @CsvSource({
    "WRITE, 56, 4",
    "WRITE, 56, 6",
    "SETXATTR, 40, 2",
    "SETXATTR, 40, 4",
    "IOCTL, 64, 5",
    "NOTIFY_REPLY, 56, 2",
    "BATCH_FORGET, 40, 1",
    "BATCH_FORGET, 40, 3",
    "BATCH_FORGET, 40, 0",
    "REMOVEMAPPING, 40, 1",
    "REMOVEMAPPING, 40, 3",
    "BATCH_FORGET, 40, 268435458"
  })
  void sizeThatLies_isMalformed(String name, int at, int lie) {
    GoldenMessage golden = GoldenMessage.named("requests/" + name);
    assertThat(catchMalformed(request(golden), golden.buffer().putInt(at, lie))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "WRITE, 48",
    "FALLOCATE, 48",
    "FALLOCATE, 56",
    "COPY_FILE_RANGE, 48",
    "COPY_FILE_RANGE, 72",
    "COPY_FILE_RANGE_64, 80"
  })
  void positionBeyondAnyFile_isMalformed(String name, int at) {
    GoldenMessage golden = GoldenMessage.named("requests/" + name);
    assertThat(catchMalformed(request(golden), golden.buffer().putLong(at, Long.MIN_VALUE)))
        .hasMessageContaining("9223372036854775808");
  }

  static Stream<String> namedRequests() {
    return Stream.of(
        "LOOKUP",
        "SYMLINK",
        "MKNOD",
        "MKDIR",
        "UNLINK",
        "RMDIR",
        "RENAME",
        "LINK",
        "CREATE",
        "RENAME2",
        "TMPFILE",
        "GETXATTR",
        "REMOVEXATTR");
  }

  @ParameterizedTest
  @MethodSource("namedRequests")
  void lastStringWithoutNul_isMalformed(String name) {
    GoldenMessage golden = GoldenMessage.named("requests/" + name);
    ByteBuffer message = golden.buffer().put(golden.bytes().length - 1, (byte) 'x');
    assertThat(catchMalformed(request(golden), message)).hasMessageContaining("no NUL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "/", ""})
  void nameThatIsNone_isMalformed(String name) {
    assertThat(catchMalformed(new NameRequest(), lookup(name))).hasMessageContaining("byte 40");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "...", " ", "\u00e4\u20ac", "a\nb"})
  void unusualName_isDecoded(String name) {
    ByteBuffer message = lookup(name);
    NameRequest request = new NameRequest();
    request.decode(message, message.limit());
    assertThat(request.name()).hasToString(name);
  }

  @Test
  void nameThatIsNotUtf8_keepsItsBytes() {
    ByteBuffer message = lookup("xy").put(40, (byte) 0xff).put(41, (byte) 0xfe);
    NameRequest request = new NameRequest();
    request.decode(message, message.limit());
    assertThat(request.name().toBytes()).containsExactly(0xff, 0xfe);
  }

  @Test
  void nameAsLongAsTheKernelSends_isDecoded() {
    ByteBuffer message = lookup("n".repeat(4095));
    NameRequest request = new NameRequest();
    request.decode(message, message.limit());
    assertThat(request.name().length()).isEqualTo(4095);
  }

  @Test
  void longerName_isMalformedAndCounted() {
    assertThat(catchMalformed(new NameRequest(), lookup("n".repeat(4096))))
        .hasMessageContaining("4096 bytes instead of 1 to 4095");
  }

  @ParameterizedTest
  @CsvSource({"0", "256"})
  void attributeNameOfAnImpossibleLength_isMalformed(int length) {
    assertThat(catchMalformed(new XattrRequest.Remove(), lookup("x".repeat(length))))
        .hasMessageContaining(length + " bytes instead of 1 to 255");
  }

  @Test
  void dataWithExtensions_isMalformed() {
    GoldenMessage golden = GoldenMessage.named("requests/WRITE");
    ByteBuffer message = ByteBuffer.allocate(93).order(ByteOrder.nativeOrder());
    message.put(golden.bytes()).clear().putInt(0, 93).putShort(36, (short) 1);
    message.putInt(85, 8).putInt(89, 77);
    assertThat(catchMalformed(new WriteRequest(), message)).hasMessageContaining("extensions");
  }

  @Test
  void messageThatIsNotInTheBuffer_isTheCallersFault() {
    ByteBuffer message = lookup("abc");
    message.limit(42);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NameRequest().decode(message, message.capacity()))
        .withMessageContaining("only 42");
  }

  @Test
  void foreignByteOrder_isTheCallersFault() {
    ByteOrder other =
        ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
            ? ByteOrder.LITTLE_ENDIAN
            : ByteOrder.BIG_ENDIAN;
    ByteBuffer message = lookup("abc").order(other);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NameRequest().decode(message, message.limit()));
  }

  @Test
  void initOfAnImpossibleSize_isMalformed() {
    GoldenMessage golden = GoldenMessage.named("requests/INIT");
    ByteBuffer message = golden.buffer().putInt(0, 100);
    message.limit(100);
    assertThat(catchMalformed(new SessionRequest.Init(), message)).hasMessageContaining("60 bytes");
  }

  static Request request(GoldenMessage golden) {
    SessionParameters parameters =
        golden.name().endsWith("-compat") ? RequestAccessors.COMPATIBLE : RequestAccessors.EXTENDED;
    return Opcode.of(golden.opcode()).orElseThrow().newRequest(parameters);
  }

  /** Refused, or read without an exception and without a look at what follows. */
  static void requireSafe(GoldenMessage golden, byte[] message) {
    UnaryOperator<Request> decoded =
        request -> {
          try {
            request.decode(RequestAccessors.before(message, 0x5a), message.length);
            return request;
          } catch (MalformedRequestException expected) {
            return null;
          }
        };
    Request one = decoded.apply(request(golden));
    if (one == null) {
      return;
    }
    Request other = request(golden);
    other.decode(RequestAccessors.before(message, 0xa5), message.length);
    assertThat(RequestAccessors.values(one)).isEqualTo(RequestAccessors.values(other));
  }

  private static Request decode(GoldenMessage golden, ByteBuffer message) {
    Request request = request(golden);
    request.decode(message, golden.bytes().length);
    return request;
  }

  private static MalformedRequestException catchMalformed(Request request, ByteBuffer message) {
    return catchThrowableOfType(
        MalformedRequestException.class, () -> request.decode(message, message.limit()));
  }

  private static ByteBuffer lookup(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer message = ByteBuffer.allocate(40 + bytes.length + 1).order(ByteOrder.nativeOrder());
    return message.putInt(0, message.capacity()).putInt(4, 1).put(40, bytes);
  }
}
