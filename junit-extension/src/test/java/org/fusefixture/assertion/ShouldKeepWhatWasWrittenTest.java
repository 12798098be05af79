package org.fusefixture.assertion;

import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Unique;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.IntegrityVerdict.Damage;
import org.fusefixture.oracle.IntegrityVerdict.DamagedSector;
import org.fusefixture.oracle.View;
import org.fusefixture.report.LateAccess;
import org.junit.jupiter.api.Test;

class ShouldKeepWhatWasWrittenTest {
  private static final DamagedSector SECTOR =
      new DamagedSector(
          "notes",
          View.DIRECT,
          512,
          512,
          Damage.MUTATED_AFTER_REPLY,
          "[generation 2]",
          "[generation 1] of #3 write",
          "the client put that into the pages of #3 afterwards");
  private static final IntegrityVerdict VERDICT =
      new IntegrityVerdict(
          3, 4096, Map.of(Damage.MUTATED_AFTER_REPLY, 40L), List.of(SECTOR), List.of());

  @Test
  void message_namesTheSectorTheCallAndTheRequest() {
    LateAccess late =
        new LateAccess(
            new Unique(18), new NodeId(2), new Offset(0), 4096, 0, LateAccess.Outcome.RELEASED, "worker", "Filesystem.write");
    String message = Messages.of(new ShouldKeepWhatWasWritten("mount 1", VERDICT, List.of(late)));
    assertThat(message)
        .contains("Expecting mount 1 to keep what was written")
        .contains("40 damaged {MUTATED_AFTER_REPLY=40}")
        .contains("MUTATED_AFTER_REPLY \"notes\", 512 bytes at 512 (read with O_DIRECT)")
        .contains("expected [generation 1] of #3 write")
        .contains("found    [generation 2]")
        .contains("and 39 more")
        .contains("WRITE 18 of inode 2, 4096 bytes at 0: RELEASED");
  }

  @Test
  void messageWithoutLateAccesses_saysSo() {
    assertThat(Messages.of(new ShouldKeepWhatWasWritten("mount 1", VERDICT, List.of())))
        .contains("No payload was touched after its reply.");
  }
}
