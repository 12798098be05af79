package org.fusefixture.sample.discard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.sample.kernel.TestClient.ROOT;

import java.nio.file.Path;
import java.util.Map;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.sample.kernel.TestClient;
import org.fusefixture.sample.kernel.TestKernel;
import org.junit.jupiter.api.Test;

class DiscardFileSystemTest {
  private final TestClient client =
      new TestClient(
          new TestKernel(
              new DiscardFileSystem(new FilesystemContext(Path.of("unused"), Map.of(), 1))));

  @Test
  void writtenFile_isAsLongAsItsWritesAndReadsAsZeros() {
    long node = client.create(ROOT, "a", 0644).node();
    assertThat(client.write(node, 1L << 40, new byte[] {1, 2, 3}).u32(0)).isEqualTo(3);

    assertThat(client.stat(node).size()).isEqualTo((1L << 40) + 3);
    assertThat(client.stat(node).blocks()).isZero();
    assertThat(client.read(node, 1L << 40, 10)).containsExactly(0, 0, 0);
    client.write(node, 0, new byte[1]).ok();
    assertThat(client.stat(node).size()).isEqualTo((1L << 40) + 3);
  }
}
