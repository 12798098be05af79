package org.fusefixture.internal.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import org.junit.jupiter.api.Test;

class HeldCapabilitiesTest {
  private static final long ALL = (1L << 41) - 1;

  @Test
  void emptyMask_holdsNone() {
    assertThat(Rights.HeldCapabilities.of(0)).isEmpty();
  }

  @Test
  void bits_areThoseOfTheKernel() {
    assertThat(Rights.HeldCapabilities.of(1L << 21)).containsExactly(Capability.SYS_ADMIN);
    assertThat(Rights.HeldCapabilities.of(1L << 24)).containsExactly(Capability.SYS_RESOURCE);
    assertThat(Rights.HeldCapabilities.of(1L)).containsExactly(Capability.CHOWN);
  }

  @Test
  void fullMask_hasNeitherAllNorUnknownOnes() {
    assertThat(Rights.HeldCapabilities.of(ALL))
        .contains(Capability.SYS_ADMIN, Capability.MKNOD)
        .doesNotContain(Capability.ALL);
  }

  @Test
  void missingBit_isLeftOut() {
    assertThat(Rights.HeldCapabilities.of(ALL & ~(1L << 24)))
        .doesNotContain(Capability.SYS_RESOURCE)
        .contains(Capability.SYS_ADMIN);
  }
}
