package org.fusefixture.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.protocol.ReplyShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replies of programs that break the protocol are looked at all the same: nothing throws or loops.
 */
class MalformedReplyTest {
  private static final int SIZE = ReplyHeader.SIZE + 2 * (EntryLayout.SIZE + 32);

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, -25, -152, 9, 1 << 20})
  void listing_ends_at_the_entry_whose_name_lies_outside(int nameLength) {
    ByteBuffer message = listing();
    message.putInt(ReplyHeader.SIZE + EntryLayout.SIZE + 32 + EntryLayout.SIZE + 16, nameLength);
    List<Long> looked = new ArrayList<>();
    ReplyFields.forEachLookup(ReplyShape.LISTING_WITH_ENTRIES, message, SIZE, looked::add);
    assertThat(looked).containsExactly(7L);
    assertThat(DirentRecord.decode(message, SIZE, true))
        .singleElement()
        .satisfies(entry -> assertThat(entry.text()).isEqualTo("ab"));
  }

  @Test
  void whole_listing_is_seen_whole() {
    List<Long> looked = new ArrayList<>();
    ReplyFields.forEachLookup(ReplyShape.LISTING_WITH_ENTRIES, listing(), SIZE, looked::add);
    assertThat(looked).containsExactly(7L, 7L);
    assertThat(DirentRecord.decode(listing(), SIZE, true)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void reply_that_is_too_short_is_told_as_text(ReplyShape shape) {
    ByteBuffer message = ByteBuffer.allocate(ReplyHeader.SIZE).order(ByteOrder.nativeOrder());
    String text = ReplyFields.result(shape, message, ReplyHeader.SIZE);
    assertThat(text).isEqualTo(shape.fixedSize() == 0 ? "0" : "0 bytes, fewer than a reply has");
  }

  private static ByteBuffer listing() {
    ByteBuffer message = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
    ReplyHeader.put(message, SIZE, 0, 2);
    for (int entry = 0; entry < 2; entry++) {
      int at = ReplyHeader.SIZE + entry * (EntryLayout.SIZE + 32);
      message.putLong(at, 7);
      message.putInt(at + EntryLayout.SIZE + 16, 2).put(at + EntryLayout.SIZE + 24, (byte) 'a');
      message.put(at + EntryLayout.SIZE + 25, (byte) 'b');
    }
    return message;
  }
}
