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
    Path directory = Files.createTempDirectory("acknowledged");
    try (AcknowledgedCalls run = new AcknowledgedCalls(directory)) {
      run.run(calls);
    } finally {
      Files.delete(directory);
    }
  }
}
