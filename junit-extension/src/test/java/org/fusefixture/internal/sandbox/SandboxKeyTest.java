package org.fusefixture.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.internal.sandbox.SandboxKey.KernelParameter.FORCE_USER_PAGES;
import static org.fusefixture.internal.sandbox.SandboxKey.KernelParameter.REFUSE_LATE_ACCESS;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fusefixture.internal.sandbox.SandboxKey.KernelParameter;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.Test;

class SandboxKeyTest {
  private static final SandboxKey PATCHED = SandboxKey.of(Isolation.PROCESS, Kernel.PATCHED);

  @Test
  void kernelParameters_tellSandboxesApart() {
    assertThat(PATCHED.withParameters(Set.of(REFUSE_LATE_ACCESS)))
        .isNotEqualTo(PATCHED)
        .isNotEqualTo(PATCHED.withParameters(Set.of(FORCE_USER_PAGES)))
        .isEqualTo(PATCHED.withParameters(Set.of(REFUSE_LATE_ACCESS)));
  }

  @Test
  void kernelParameters_keepTheirOrderWhereverTheyComeFrom() {
    SandboxKey key =
        PATCHED.withParameters(new LinkedHashSet<>(List.of(REFUSE_LATE_ACCESS, FORCE_USER_PAGES)));

    assertThat(key.kernelArguments())
        .containsExactly("fuse.force_user_pages=1", "fuse.refuse_late_access=1");
    assertThat(key.describe())
        .isEqualTo(
            "process sandbox on the patched kernel with fuse.force_user_pages=1,"
                + " fuse.refuse_late_access=1");
  }

  @Test
  void kernelParametersOfTheHost_areRefused() {
    SandboxKey host = SandboxKey.of(Isolation.PROCESS, Kernel.HOST);
    Set<KernelParameter> parameters = Set.of(REFUSE_LATE_ACCESS);

    assertThatThrownBy(() -> host.withParameters(parameters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fuse.refuse_late_access=1")
        .hasMessageContaining("use the patched kernel");
  }
}
