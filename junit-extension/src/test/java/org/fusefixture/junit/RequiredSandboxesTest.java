package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class RequiredSandboxesTest {
  private static final Variation PROCESS =
      new Variation(TransferMode.COPY, Isolation.PROCESS, Kernel.HOST);
  private static final Variation PATCHED =
      new Variation(TransferMode.COPY, Isolation.PROCESS, Kernel.PATCHED);

  @Test
  void emptyList_requiresNothing() {
    RequiredSandboxes required = RequiredSandboxes.parse("");

    assertThat(required.require(PROCESS)).isFalse();
    assertThat(required.require(PATCHED)).isFalse();
  }

  @Test
  void listedIsolation_isRequiredOnTheHostKernelOnly() {
    RequiredSandboxes required = RequiredSandboxes.parse(" Process, container");

    assertThat(required.require(PROCESS)).isTrue();
    assertThat(required.require(PATCHED)).isFalse();
  }

  @Test
  void patched_isRequiredOfProcesses_andOfContainersWhereTheseAreRequired() {
    Variation contained = new Variation(TransferMode.COPY, Isolation.CONTAINER, Kernel.PATCHED);

    assertThat(RequiredSandboxes.parse("patched").require(PATCHED)).isTrue();
    assertThat(RequiredSandboxes.parse("patched").require(contained)).isFalse();
    assertThat(RequiredSandboxes.parse("container").require(contained)).isFalse();
    assertThat(RequiredSandboxes.parse("container,patched").require(contained)).isTrue();
  }

  @Test
  void userPagesOfTheHostKernel_areNotRequired() {
    Variation host = new Variation(TransferMode.SPLICE_USER_PAGES, Isolation.PROCESS, Kernel.HOST);

    assertThat(RequiredSandboxes.parse("process").require(host)).isFalse();
  }

  @Test
  void unknownName_isRefused() {
    assertThatExceptionOfType(ExtensionConfigurationException.class)
        .isThrownBy(() -> RequiredSandboxes.parse("docker"))
        .withMessageContaining("\"docker\"; known are [container, patched, process]");
  }
}
