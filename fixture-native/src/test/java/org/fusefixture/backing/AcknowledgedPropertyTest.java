package org.fusefixture.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Nothing is lost that an fsync or a clean end with power has acknowledged, or the end says what
 * is. The number of sequences is jqwik's: {@code -Djqwik.tries.default=10000}.
 */
class AcknowledgedPropertyTest {
  private static final String SEED = "20261129";

  @Provide
  Arbitrary<List<AcknowledgedCalls.Call>> calls() {
    return AcknowledgedCalls.arbitrary();
  }

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void acknowledgedCalls_areOnTheDiskOrTheEndSaysWhatIsNot(
      @ForAll("calls") List<AcknowledgedCalls.Call> calls) throws IOException {
    String disk = System.getProperty("fusefixture.disk");
    Path directory = disk == null ? Files.createTempDirectory("acknowledged") : Path.of(disk);
    try (AcknowledgedCalls run = new AcknowledgedCalls(directory)) {
      run.run(calls);
    } finally {
      if (disk == null) {
        Files.delete(directory);
      }
    }
  }
}
