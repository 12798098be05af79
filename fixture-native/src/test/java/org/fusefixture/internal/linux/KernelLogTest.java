package org.fusefixture.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelLogTest {
  @Test
  void recordOfSeveralLines_isCutIntoThem() {
    String record =
        "5,339,5140900,-;FAULT_INJECTION: forcing a failure.\\x0aname failslab\n KEY=1\n";
    assertThat(KernelLog.message(ByteBuffer.wrap(record.getBytes(StandardCharsets.UTF_8))))
        .containsExactly("FAULT_INJECTION: forcing a failure.", "name failslab");
  }

  @Test
  void messageWithSemicolons_isKeptWhole() {
    byte[] record = "6,1,2,-;a; b; c\n".getBytes(StandardCharsets.UTF_8);
    assertThat(KernelLog.message(ByteBuffer.wrap(record))).containsExactly("a; b; c");
  }

  @Test
  void siteOfTheLastFailure_isReadFromItsStack() {
    List<String> log =
        List.of(
            "FAULT_INJECTION: forcing a failure.",
            " [<60048a2b>] ? earlier+0x10/0x20",
            "FAULT_INJECTION: forcing a failure.",
            "name failslab, interval 1, probability 0, space 0, times -1",
            "CPU: 0 UID: 0 PID: 72 Comm: fuse-18-0 Not tainted 6.12.117 #1",
            "Call Trace:",
            " [<6001d2b5>] ? show_stack+0x11c/0x14c",
            " [<60048a2b>] ? dump_stack_lvl+0x57/0x73",
            " [<60212c11>] ? should_fail_ex+0x139/0x17f",
            " [<600f0b8a>] ? should_failslab+0x7f/0x8a",
            " [<600f5a5f>] ? __kmalloc_cache_noprof+0x35/0xd1",
            " [<60160a3d>] ? fuse_lend_page+0x37/0xb5");
    assertThat(AllocationFault.FailureSite.of(log)).containsExactly("__kmalloc_cache_noprof", "fuse_lend_page");
  }

  @Test
  void silentFailure_hasNoSite() {
    assertThat(AllocationFault.FailureSite.of(List.of("something else+0x1/0x2"))).isEmpty();
  }
}
