package org.fusefixture.sample.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.sample.kernel.TestClient.ROOT;

import java.nio.file.Path;
import java.util.Map;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.sample.kernel.TestClient;
import org.fusefixture.sample.kernel.TestKernel;
import org.junit.jupiter.api.Test;

class ReplyFirstFileSystemTest {
  private final TestKernel kernel =
      new TestKernel(
          new ReplyFirstFileSystem(new FilesystemContext(Path.of("unused"), Map.of(), 1)));
  private final TestClient client = new TestClient(kernel);

  @Test
  void pagesChangedAfterTheReply_areStored() {
    long node = client.create(ROOT, "a", 0644).node();
    byte[] pages = {1, 1, 1, 1};
    kernel.onReply(() -> pages[2] = 2);

    assertThat(client.write(node, 0, pages).u32(0)).isEqualTo(4);

    assertThat(client.read(node, 0, 10)).containsExactly(1, 1, 2, 1);
  }
}
