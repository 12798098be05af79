package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.posix.ByteSize.bytes;

import java.util.List;
import java.util.Map;
import org.fusefixture.oracle.Cause;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.IntegrityVerdict.Damage;
import org.fusefixture.oracle.IntegrityVerdict.DamagedRange;
import org.fusefixture.oracle.View;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.Unique;
import org.fusefixture.report.LateAccess;
import org.fusefixture.stamp.Stamp;
import org.fusefixture.stamp.StampVerdict;
import org.fusefixture.stamp.WrongSector;
import org.junit.jupiter.api.Test;

/** Each says what was expected, what was found, and what to do next. */
class ContentMessagesTest {
  // shouldHoldStamp
  @Test
  void wrongSector_isDescribedWithWhatToDo() {
    Stamp expected = new Stamp(7, 5, 1);
    WrongSector sector =
        new WrongSector(
            512,
            512,
            WrongSector.Kind.LATER_GENERATION,
            expected.withGeneration(2),
            512,
            "generation 2 instead of 1");
    StampVerdict verdict =
        new StampVerdict(
            expected, 0, 1024, 2, Map.of(WrongSector.Kind.LATER_GENERATION, 1L), List.of(sector));

    assertThat(
            Messages.of(
                ContentMessages.shouldHoldStamp("notes", "through the page cache", verdict)))
        .contains("\"notes\", read through the page cache")
        .contains("[seed 7, file 5, generation 1, client 0]")
        .contains("1 of 2 sectors do not {LATER_GENERATION=1}")
        .contains("LATER_GENERATION at offset 512 (512 bytes): generation 2 instead of 1")
        .contains("consume the payload before it");
  }

  // shouldHaveContent
  @Test
  void emptyFile_isSaidToBeEmpty() {
    assertThat(
            Messages.of(
                ContentMessages.shouldHaveContent("notes", "from the disk", new Stamp(7, 5, 1))))
        .contains("\"notes\", read from the disk, to hold")
        .contains("generation 1")
        .contains("but it is empty")
        .contains("server().report()");
  }

  // shouldBeReadToItsEnd
  @Test
  void bothSizes_areSaid() {
    assertThat(
            Messages.of(
                ContentMessages.shouldBeReadToItsEnd("notes", "through the mount", 512, 4096)))
        .contains("\"notes\", read through the mount")
        .contains("4096 bytes", "512 bytes")
        .contains("READ and GETATTR");
  }

  // shouldHaveFileSize
  @Test
  void expectedAndActualSize_areSaid() {
    assertThat(Messages.of(ContentMessages.shouldHaveFileSize("notes", bytes(4096), bytes(100))))
        .contains("stat(2) of \"notes\" to give a size of")
        .contains("4096 bytes", "100 bytes")
        .contains("SETATTR");
  }

  // shouldKeepWhatWasWritten
  private static final DamagedRange RANGE =
      new DamagedRange(
          "notes",
          View.DIRECT,
          512,
          1024,
          2,
          Damage.MUTATED_AFTER_REPLY,
          Cause.LATE_PAYLOAD,
          "[generation 2]",
          "[generation 1] of #3 write",
          "the client put that into the pages of #3 afterwards");
  private static final IntegrityVerdict VERDICT =
      new IntegrityVerdict(
          3, 4096, Map.of(Damage.MUTATED_AFTER_REPLY, 40L), List.of(RANGE), List.of());

  @Test
  void message_namesTheSectorTheCallAndTheRequest() {
    LateAccess late =
        new LateAccess(
            new Unique(18),
            new NodeId(2),
            new Offset(0),
            4096,
            0,
            LateAccess.Outcome.RELEASED,
            "worker",
            "Filesystem.write");
    String message =
        Messages.of(ContentMessages.shouldKeepWhatWasWritten("mount 1", VERDICT, List.of(late)));
    assertThat(message)
        .startsWith(
            String.format(
                "%nExpecting \"notes\" to hold what was written, but it does not.%n"
                    + "likeliest cause: the payload of a WRITE is used after its reply"))
        .contains("40 damaged sectors {MUTATED_AFTER_REPLY=40}")
        .contains(
            "MUTATED_AFTER_REPLY \"notes\", 1024 bytes at 512 in 2 sectors (read with O_DIRECT)")
        .contains("Mount: mount 1")
        .contains("expected [generation 1] of #3 write")
        .contains("found    [generation 2]")
        .contains("and further sectors: {MUTATED_AFTER_REPLY=38}")
        .contains("WRITE 18 of inode 2, 4096 bytes at 0: RELEASED");
  }

  @Test
  void messageWithoutLateAccesses_saysSo() {
    assertThat(Messages.of(ContentMessages.shouldKeepWhatWasWritten("mount 1", VERDICT, List.of())))
        .contains("No payload was touched after its reply.");
  }
}
