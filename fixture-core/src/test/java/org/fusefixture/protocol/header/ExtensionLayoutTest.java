package org.fusefixture.protocol.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.RequestExtensions;
import org.junit.jupiter.api.Test;

/** Extensions that are put together as the C compiler lays them out are understood. */
class ExtensionLayoutTest {

  @Test
  void groups_areReadWhereTheCompilerHasThem() {
    KernelHeader header = KernelHeader.read();
    int head = (int) header.size("fuse_ext_header");
    int groups = head + header.offset("fuse_supp_groups", "groups");
    ByteBuffer extension = ByteBuffer.allocate(groups + 12).order(ByteOrder.nativeOrder());
    extension
        .putInt(header.offset("fuse_ext_header", "size"), groups + 12)
        .putInt(
            header.offset("fuse_ext_header", "type"), (int) header.require("FUSE_EXT_GROUPS", 38))
        .putInt(head + header.offset("fuse_supp_groups", "nr_groups"), 3)
        .putInt(groups, 7)
        .putInt(groups + 4, -8)
        .putInt(groups + 8, 9);
    assertThat(decode(header, extension).supplementaryGroups()).containsExactly(7, -8, 9);
  }

  @Test
  void securityContext_isReadWhereTheCompilerHasIt() {
    KernelHeader header = KernelHeader.read();
    int head = (int) header.size("fuse_secctx_header");
    int name = head + (int) header.size("fuse_secctx");
    ByteBuffer extension = ByteBuffer.allocate(name + 8).order(ByteOrder.nativeOrder());
    extension
        .putInt(header.offset("fuse_secctx_header", "size"), extension.capacity())
        .putInt(header.offset("fuse_secctx_header", "nr_secctx"), 1)
        .putInt(head + header.offset("fuse_secctx", "size"), 4)
        .put(name, new byte[] {'a', 'b', 'c', 0, 1, 2, 3, 4});
    assertThat(decode(header, extension).securityContexts())
        .singleElement()
        .satisfies(
            context -> {
              assertThat(context.name()).hasToString("abc");
              assertThat(context.value()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
            });
  }

  @Test
  void extensionOfAnUnknownType_isPassedOver() {
    KernelHeader header = KernelHeader.read();
    ByteBuffer extension = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
    extension.putInt(0, 16).putInt(4, 99);
    assertThat(decode(header, extension)).isEqualTo(RequestExtensions.NONE);
  }

  private static RequestExtensions decode(KernelHeader header, ByteBuffer extension) {
    int units = (extension.capacity() + 7) / 8;
    int start = (int) header.size("fuse_in_header") + 2;
    ByteBuffer message = ByteBuffer.allocate(start + units * 8).order(ByteOrder.nativeOrder());
    message
        .putInt(0, message.capacity())
        .putShort(header.offset("fuse_in_header", "total_extlen"), (short) units)
        .put(start - 2, (byte) 'n')
        .put(start, extension, 0, extension.capacity());
    NameRequest request = new NameRequest();
    request.decode(message, message.capacity());
    return request.extensions();
  }
}
