package org.fusefixture.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fusefixture.comparison.WorkloadSpec.Operation;
import org.fusefixture.comparison.WorkloadSpec.Pattern;
import org.junit.jupiter.api.Test;

class WorkloadSpecTest {
  private static final WorkloadSpec SPEC =
      new WorkloadSpec(Operation.WRITE, Pattern.SEQUENTIAL, false, 1000, 5000, 1);

  @Test
  void direct_with_an_unaligned_block_is_refused() {
    assertThatThrownBy(() -> SPEC.withDirect(true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000 bytes")
        .hasMessageContaining("multiple of 4096")
        .hasMessageContaining("buffered");
  }

  @Test
  void file_that_is_no_multiple_of_the_block_is_refused() {
    assertThatThrownBy(() -> SPEC.withSizes(1000, 1500))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1500 bytes");
    assertThatThrownBy(() -> SPEC.withSizes(1000, 0)).hasMessageContaining("0 bytes");
  }

  @Test
  void threads_out_of_range_are_refused() {
    assertThatThrownBy(() -> SPEC.withThreads(65)).hasMessageContaining("from 1 to 64");
  }

  @Test
  void description_says_what_is_done() {
    assertThat(SPEC).hasToString("sequential buffered writes of 1000 bytes, 1 file of 5000 bytes");
  }
}
