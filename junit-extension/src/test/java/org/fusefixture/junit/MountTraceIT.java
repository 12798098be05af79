package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;

import java.util.List;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.junit.filesystem.ReplyFirstNotes;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** The trace of a real mount has both processes in one order of time. */
@Tag("host")
@Timeout(120)
@FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
@InModes({COPY, SPLICE})
class MountTraceIT {

  @FuseTest
  void requestLiesWithinTheCallThatMadeIt(MountedFilesystem fs) {
    writeOnce(fs);

    Trace trace = fs.trace().snapshot();

    assertThat(trace)
        .containsRequestsInOrder(Opcode.CREATE, Opcode.WRITE, Opcode.RELEASE)
        .containsNoRequest(Opcode.UNLINK);
    TraceEvent call = only(trace, TraceEvent.Source.CLIENT, "pwrite");
    TraceEvent request =
        trace.joined().stream().filter(event -> event.name().equals("WRITE")).findFirst().get();
    assertThat(request.nanos()).isBetween(call.nanos(), call.nanos() + call.durationNanos());
    assertThat(request.durationNanos()).isBetween(0L, call.durationNanos());
    assertThat(request.result()).isEqualTo("4096");
    assertThat(call.result()).isEqualTo("4096");
    assertThat(request.offset()).isZero();
    assertThat(request.size()).isEqualTo(4096);
    assertThat(request.thread()).startsWith("fuse-");
    assertThat(request.arguments().contains("in a pipe")).isEqualTo(fs.mode() == SPLICE);
  }

  @FuseTest
  void pageChanges_lieAroundTheWrite(MountedFilesystem fs) {
    writeOnce(fs);

    List<String> names =
        fs.trace().snapshot().where(event -> event.source() == TraceEvent.Source.CLIENT).stream()
            .map(TraceEvent::name)
            .toList();

    assertThat(names).containsSubsequence("open", "stamp", "pwrite", "stamp", "close");
  }

  @FuseTest
  void failedCall_hasTheErrnoOfItsReply(MountedFilesystem fs) {
    assertThatThrownBy(() -> fs.client().stat("absent")).isInstanceOf(ClientIOException.class);

    Trace trace = fs.trace().snapshot();

    assertThat(only(trace, TraceEvent.Source.CLIENT, "stat").result()).isEqualTo("-ENOENT");
    assertThat(trace.joined())
        .anySatisfy(
            event -> {
              assertThat(event.name()).isEqualTo("LOOKUP");
              assertThat(event.arguments()).isEqualTo("\"absent\"");
              assertThat(event.result()).isEqualTo("-ENOENT");
            });
  }

  @FuseTest
  void serverIsNotTraced_whileThatIsSwitchedOff(MountedFilesystem fs) {
    fs.trace()
        .without(
            () -> {
              writeOnce(fs);
              return null;
            });
    assertThat(fs.trace().requests(Opcode.WRITE)).isEmpty();

    writeOnce(fs);
    assertThat(fs.trace().requests(Opcode.WRITE)).hasSize(1);
  }

  @FuseTest
  void killedServer_leavesWhatItHadTold(MountedFilesystem fs) {
    writeOnce(fs);
    fs.server().kill();

    assertThat(fs.trace()).containsRequest(Opcode.WRITE);
  }

  @FuseTest
  void order_thatWasNot_isRefusedWithTheTrace(MountedFilesystem fs) {
    writeOnce(fs);

    assertThatThrownBy(
            () -> assertThat(fs.trace()).containsRequestsInOrder(Opcode.RELEASE, Opcode.CREATE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("after 1 of them no CREATE came")
        .hasMessageContaining("WRITE#");
  }

  @FuseMount(value = ReplyFirstNotes.class, isolation = Isolation.PROCESS)
  @InModes(SPLICE)
  @FuseTest
  void lateAccess_comesAfterTheReplyAndTheChangeOfThePages(MountedFilesystem fs) {
    writeOnce(fs);
    assertThat(fs).hasLateAccess();

    Trace trace = fs.trace().snapshot();

    List<TraceEvent> late = trace.ofKind(TraceEvent.Kind.LATE_ACCESS);
    TraceEvent reply =
        trace
            .where(event -> event.kind() == TraceEvent.Kind.REPLY && event.name().equals("WRITE"))
            .get(0);
    List<TraceEvent> changes = trace.ofKind(TraceEvent.Kind.PAGES);
    assertThat(late).extracting(TraceEvent::unique).containsOnly(reply.unique());
    assertThat(late.get(0).nanos()).isGreaterThan(reply.nanos());
    assertThat(late.get(late.size() - 1).arguments()).contains("RELEASED");
    assertThat(late.get(late.size() - 1).nanos())
        .isGreaterThan(changes.get(changes.size() - 1).nanos());
    assertThat(trace.toString()).contains("*** LATE ACCESS to WRITE#" + reply.unique());
  }

  private static TraceEvent only(Trace trace, TraceEvent.Source source, String name) {
    List<TraceEvent> found =
        trace.where(event -> event.source() == source && event.name().equals(name));
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static void writeOnce(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(ByteSize.kibibytes(4))) {
      file.write(pages.stamp(1));
      pages.stamp(2);
    }
  }
}
