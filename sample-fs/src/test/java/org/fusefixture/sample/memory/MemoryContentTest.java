package org.fusefixture.sample.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.sample.kernel.TestClient.ROOT;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.assertj.core.api.Assertions;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.sample.kernel.Message;
import org.junit.jupiter.api.Test;

/** Content of files of the memory filesystem. */
class MemoryContentTest extends MemoryFileSystemFixture {
  @Test
  void fullFilesystem_writesWhatFitsAndThenRefuses() {
    long node = client.create(ROOT, "a", 0644).node();
    assertThat(client.write(node, 1 << 19, new byte[1 << 20]).u32(0)).isEqualTo(1 << 20);
    assertThat(errorOf(client.write(node, 0, bytes("x")))).isEqualTo(Errno.ENOSPC);
    assertThat(errorOf(client.fallocate(node, 0, 0, 4096))).isEqualTo(Errno.ENOSPC);
    client.fallocate(node, 3, 1 << 19, 4096).ok();
    assertThat(client.write(node, 0, bytes("x")).u32(0)).isEqualTo(1);
  }

  @Test
  void copyOfARange_keepsHoles() {
    long from = client.create(ROOT, "from", 0644).node();
    long to = client.create(ROOT, "to", 0644).node();
    client.write(from, 0, bytes("head")).ok();
    client.write(from, 200_000, bytes("tail")).ok();
    client.write(to, 0, "?".repeat(300_000).getBytes(StandardCharsets.UTF_8)).ok();

    assertThat(client.copy(from, 0, to, 0, 1 << 20).u64(0)).isEqualTo(200_004);
    assertThat(client.read(to, 0, 200_004)).isEqualTo(client.read(from, 0, 200_004));
    assertThat(client.stat(to).size()).isEqualTo(300_000);
    assertThat(client.seek(to, 4096, 3).u64(0)).isLessThanOrEqualTo(200_000).isGreaterThan(190_000);
  }

  @Test
  void openWithTruncation_emptiesTheFile() {
    long node = client.create(ROOT, "a", 0644).node();
    client.write(node, 0, bytes("old")).ok();
    kernel.call(Opcode.OPEN, node, Message.empty().u32(01001, 0)).ok();
    assertThat(client.stat(node).size()).isZero();
  }

  @Test
  void storedContent_isSeenWithoutTheKernel() throws IOException {
    long directory = client.mkdir(ROOT, "d", 0755).node();
    long node = client.create(directory, "f", 0644).node();
    client.write(node, 0, bytes("stored")).ok();

    assertThat(filesystem.storedSize("d/f")).isEqualTo(6);
    ByteBuffer target = ByteBuffer.allocate(10);
    assertThat(filesystem.readStored("/d/f", 1, target)).isEqualTo(5);
    assertThat(new String(target.array(), 0, 5, StandardCharsets.UTF_8)).isEqualTo("tored");
    assertThat(filesystem.readStored("d/f", 6, target)).isEqualTo(-1);
    Assertions.assertThatThrownBy(() -> filesystem.storedSize("d/none"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void pagesChangedAfterTheReply_areNotSeen() {
    long node = client.create(ROOT, "a", 0644).node();
    byte[] pages = bytes("first");
    kernel.onReply(() -> System.arraycopy(bytes("later"), 0, pages, 0, 5));
    client.write(node, 0, pages).ok();
    assertThat(client.read(node, 0, 5)).isEqualTo(bytes("first"));
  }
}
