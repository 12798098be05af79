package org.fusefixture.sample.memory;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.sample.kernel.Answer;
import org.fusefixture.sample.kernel.TestClient;
import org.fusefixture.sample.kernel.TestKernel;

/** A small memory filesystem, its clock, and a client that is root. */
abstract class MemoryFileSystemFixture {
  final ManualClock clock = new ManualClock();
  final MemoryFileSystem filesystem =
      Fixtures.memory(clock, Map.of("capacity", "1m", "inodes", "50"));
  final TestKernel kernel = new TestKernel(filesystem).as(0, 0);
  final TestClient client = new TestClient(kernel);

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Errno errorOf(Answer answer) {
    return answer.error().orElse(null);
  }
}
