package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.assertion.Times.times;
import static org.fusefixture.fault.trigger.Phase.AFTER_REPLY;
import static org.fusefixture.fault.trigger.Phase.BEFORE_DISPATCH;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.sample.fault.Calls.PAGE;
import static org.fusefixture.sample.fault.Calls.async;
import static org.fusefixture.sample.fault.Calls.await;
import static org.fusefixture.sample.fault.Calls.awaitFired;
import static org.fusefixture.sample.fault.Calls.content;
import static org.fusefixture.sample.fault.Calls.direct;
import static org.fusefixture.sample.fault.Calls.filled;

import java.util.concurrent.CompletableFuture;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/** Effects that end the server, or its connection. */
@Tag("host")
@FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS)
@InModes(SPLICE)
class CrashFaultsIT {

  @FuseTest
  void serverKilledBeforeAnOperation_leavesAReceipt(MountedFilesystem fs) {
    failsByDeath(fs, BEFORE_DISPATCH);
  }

  @FuseTest
  void serverKilledAfterAnOperation_leavesAReceipt(MountedFilesystem fs) {
    failsByDeath(fs, BEFORE_REPLY);
  }

  private static void failsByDeath(MountedFilesystem fs, Phase phase) {
    ClientFile file = direct(fs, "notes");
    Receipt receipt = fs.faults().on(WRITE).at(phase).nth(2).kill();
    file.write(filled(PAGE, 1));
    Throwable thrown = catchThrowable(() -> file.write(filled(PAGE, 2)));
    assertThat(thrown).isInstanceOf(ClientIOException.class);
    await().until(() -> !fs.server().report().alive());
    assertThat(fs.server().report().exit()).isEqualTo("SIGKILL");
    assertThat(receipt).matched(times(2)).fired(times(1));
    assertThat(receipt.firings().get(0).phase()).isEqualTo(phase);
  }

  @FuseTest
  void serverKilledAfterItsReply_hasAnswered(MountedFilesystem fs) {
    ClientFile file = direct(fs, "notes");
    Receipt receipt = fs.faults().on(WRITE).at(AFTER_REPLY).kill();
    file.write(filled(PAGE, 1));
    await().until(() -> !fs.server().report().alive());
    assertThat(receipt).fired(times(1));
  }

  @FuseTest
  void abortedConnection_failsEveryCall(MountedFilesystem fs) {
    ClientFile file = direct(fs, "notes");
    Receipt receipt = fs.faults().on(WRITE).abort();
    assertThat(catchThrowable(() -> file.write(filled(PAGE, 1))))
        .isInstanceOf(ClientIOException.class);
    assertThat(catchThrowable(() -> fs.client().stat("notes")))
        .isInstanceOf(ClientIOException.class);
    assertThat(receipt).fired(times(1));
  }

  @FuseTest
  void droppedReply_leavesTheRequestUnansweredThoughItIsDone(MountedFilesystem fs) {
    drops(fs, BEFORE_REPLY, 1);
  }

  @FuseTest
  void droppedRequest_neverReachesTheFilesystem(MountedFilesystem fs) {
    drops(fs, BEFORE_DISPATCH, 0);
  }

  private static void drops(MountedFilesystem fs, Phase phase, int stored) {
    ClientFile file = direct(fs, "notes");
    file.write(filled(PAGE, 0));
    Receipt receipt = fs.faults().on(WRITE).at(phase).drop();
    CompletableFuture<Void> waiting = async(() -> file.write(filled(PAGE, 1)));
    awaitFired(receipt, 1);
    assertThat(content(fs, "notes", PAGE)).isEqualTo(filled(PAGE, stored));
    assertThat(fs.server().report().session().unanswered())
        .anyMatch(request -> request.opcode() == WRITE);
    assertThat(waiting).isNotDone();
    fs.server().abort();
    assertThat(waiting).failsWithin(java.time.Duration.ofSeconds(5));
  }

  @FuseTest
  void abandonedMalformedReply_leavesTheCallerWaiting(MountedFilesystem fs) {
    ClientFile file = direct(fs, "notes");
    Receipt receipt = fs.faults().set("on: WRITE, malform: {defect: LENGTH, abandoned: true}");
    CompletableFuture<Void> waiting = async(() -> file.write(filled(PAGE, 1)));
    awaitFired(receipt, 1);
    assertThat(waiting).isNotDone();
    fs.server().abort();
    assertThat(waiting).failsWithin(java.time.Duration.ofSeconds(5));
  }
}
