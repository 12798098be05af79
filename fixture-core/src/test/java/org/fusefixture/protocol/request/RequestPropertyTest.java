package org.fusefixture.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.GoldenMessage;

class RequestPropertyTest {
  private static final String SEED = "7345281993";

  @Property(seed = SEED, tries = 2000)
  void arbitraryBytesAfterAHeader_areMalformedOrReadWithinTheirEnd(
      @ForAll("goldens") GoldenMessage golden, @ForAll @Size(max = 200) byte[] body) {
    ByteBuffer message = ByteBuffer.allocate(40 + body.length).order(ByteOrder.nativeOrder());
    message.putInt(0, message.capacity()).putInt(4, golden.opcode()).put(40, body);
    MalformedRequestsTest.requireSafe(golden, message.array());
  }

  @Property(seed = SEED, tries = 1000)
  void arbitraryBytes_areMalformedOrReadWithinTheirEnd(
      @ForAll("goldens") GoldenMessage golden, @ForAll @Size(max = 200) byte[] message) {
    MalformedRequestsTest.requireSafe(golden, message);
  }

  @Property(seed = SEED, tries = 2000)
  void goldenRequestsWithChangedBytes_areMalformedOrReadWithinTheirEnd(
      @ForAll("goldens") GoldenMessage golden,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 4, max = 255) Integer> places,
      @ForAll @Size(4) byte[] values) {
    byte[] message = golden.bytes().clone();
    for (int i = 0; i < places.size(); i++) {
      message[places.get(i) % message.length] = values[i];
    }
    ByteBuffer.wrap(message).order(ByteOrder.nativeOrder()).putInt(0, message.length);
    MalformedRequestsTest.requireSafe(golden, message);
  }

  @Property(seed = SEED, tries = 1500)
  void changedExtensions_areMalformedOrReadWithinTheirEnd(
      @ForAll @IntRange(min = 65, max = 144) int place,
      @ForAll @IntRange(max = 255) int value,
      @ForAll @IntRange(max = 12) int units) {
    GoldenMessage golden = GoldenMessage.named("requests/CREATE-extended");
    byte[] message = golden.buffer().put(place, (byte) value).putShort(36, (short) units).array();
    MalformedRequestsTest.requireSafe(golden, message);
  }

  @Property(seed = SEED, tries = 300)
  void names_roundTrip(@ForAll @StringLength(min = 1, max = 300) String name) {
    byte[] bytes =
        name.replace('\0', '-').replace('/', '-').getBytes(java.nio.charset.StandardCharsets.UTF_8);
    ByteBuffer message = ByteBuffer.allocate(41 + bytes.length).order(ByteOrder.nativeOrder());
    message.putInt(0, message.capacity()).putInt(4, Opcode.LOOKUP.number()).put(40, bytes);
    NameRequest request = new NameRequest();
    request.decode(message, message.capacity());
    assertThat(request.name().toBytes()).isEqualTo(bytes);
  }

  @Property(seed = SEED, tries = 300)
  void forgets_roundTrip(@ForAll @Size(max = 60) List<Long> pairs) {
    int count = pairs.size() / 2;
    ByteBuffer message = ByteBuffer.allocate(48 + count * 16).order(ByteOrder.nativeOrder());
    message.putInt(0, message.capacity()).putInt(4, 42).putInt(40, count).position(48);
    pairs.subList(0, count * 2).forEach(message::putLong);
    ForgetRequest request = ForgetRequest.batch();
    request.decode(message.clear(), message.capacity());
    assertThat(request.count()).isEqualTo(count);
    for (int i = 0; i < count; i++) {
      assertThat(request.nodeId(i).value()).isEqualTo(pairs.get(2 * i));
      assertThat(request.lookupCount(i)).isEqualTo(pairs.get(2 * i + 1));
    }
  }

  @Provide
  Arbitrary<GoldenMessage> goldens() {
    return Arbitraries.of(GoldenMessage.all("requests"));
  }
}
