package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The generated pages are those of the code. If this fails, run {@link FaultReference}. */
class FaultReferenceTest {
  private static final int MOST_LINES = 250;
  private static final int WIDEST = 160;

  @Test
  void referencePage_isThatOfTheCode() throws IOException {
    assertPage(FaultReference.REFERENCE, FaultReference.reference());
  }

  @Test
  void examplesPage_isThatOfTheCode() throws IOException {
    assertPage(FaultReference.EXAMPLES, FaultReference.examples());
  }

  private static void assertPage(Path page, String generated) throws IOException {
    assertThat(Files.readString(page)).as("%s; run FaultReference", page).isEqualTo(generated);
    assertThat(generated.lines()).hasSizeLessThan(MOST_LINES);
    assertThat(generated.lines()).allMatch(line -> line.length() <= WIDEST);
  }
}
