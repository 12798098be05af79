package org.fusefixture.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.MountService.Attestation;
import org.fusefixture.internal.control.MountService.PageTransfer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("host")
@Timeout(120)
class AttestationIT {
  private static AgentProcess agent;

  @BeforeAll
  static void start() throws Exception {
    agent = AgentProcess.start();
  }

  @AfterAll
  static void stop() throws Exception {
    agent.close();
  }

  @Test
  void copy_copies_direct_and_buffered_writes() {
    Attestation found = attest(TransferMode.COPY, false);
    assertThat(found.direct()).as(found.detail()).isEqualTo(PageTransfer.COPIED);
    assertThat(found.buffered()).as(found.detail()).isEqualTo(PageTransfer.COPIED);
    assertThat(found.capSysAdmin()).isTrue();
  }

  @Test
  void splice_copies_direct_writes_and_aliases_the_page_cache() {
    Attestation found = attest(TransferMode.SPLICE, false);
    assertThat(found.direct()).as(found.detail()).isEqualTo(PageTransfer.COPIED);
    assertThat(found.buffered()).as(found.detail()).isEqualTo(PageTransfer.ALIASED);
  }

  @Test
  void splice_without_sys_admin_does_the_same() {
    Attestation found = attest(TransferMode.SPLICE, true);
    assertThat(found.capSysAdmin()).isFalse();
    assertThat(found.direct()).as(found.detail()).isEqualTo(PageTransfer.COPIED);
    assertThat(found.buffered()).as(found.detail()).isEqualTo(PageTransfer.ALIASED);
  }

  /** No kernel upstream offers the bit (include/uapi/linux/fuse.h up to 7.45). */
  @Test
  void user_pages_are_refused_where_the_kernel_does_not_offer_them() {
    Attestation found = attest(TransferMode.SPLICE_USER_PAGES, false);
    assertThat(found.direct()).isEqualTo(PageTransfer.REFUSED);
    assertThat(found.buffered()).isEqualTo(PageTransfer.REFUSED);
    assertThat(found.detail()).contains("43");
  }

  private static Attestation attest(TransferMode mode, boolean dropSysAdmin) {
    Attestation found = agent.call(end -> end.mounts().attest(mode, dropSysAdmin));
    assertThat(agent.call(end -> end.inventory()).mounts()).isEmpty();
    return found;
  }
}
