package org.fusefixture.internal.sandbox.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The main classes of other processes are known here by their names only. */
class MainClassesTest {
  @Test
  void training_run_exists() throws Exception {
    assertThat(Class.forName(ArchiveMaker.TRAINING_RUN).getMethod("main", String[].class))
        .isNotNull();
  }
}
