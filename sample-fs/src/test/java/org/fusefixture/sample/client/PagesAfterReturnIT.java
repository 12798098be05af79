package org.fusefixture.sample.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.sample.client.PageChange.STAMP;
import static org.fusefixture.sample.client.PagesUnderWayIT.SIZE;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientProcess;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.broken.ReplyFirstFileSystem;
import org.junit.jupiter.api.Tag;

/**
 * What a filesystem finds that reads a payload after its reply, when something has happened to the
 * pages of a direct write by then. The pipe refers to the pages but does not pin them: an unmapped
 * or discarded page stays what it was, and after a fork whoever writes gets a copy (do_wp_page of
 * mm/memory.c, Linux 6.12), so that only a plain store of the client is seen.
 */
@Tag("host")
@Tag("patched")
@FuseMount(value = ReplyFirstFileSystem.class, isolation = Isolation.PROCESS, timeout = "30s")
@InModes({COPY, SPLICE, SPLICE_USER_PAGES})
class PagesAfterReturnIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @FuseTest
  void changeAfterTheReturn_isSeenIfItIsAStoreIntoLentPages(MountedFilesystem fs) {
    for (PageChange change : PageChange.values()) {
      String path = "after-" + change;
      long expected = change == STAMP && fs.mode() == SPLICE_USER_PAGES ? 2 : 1;
      try (ClientFile file = fs.client().open(path, CREATE, READ_WRITE, DIRECT);
          PageBuffer pages = file.allocate(SIZE).stamp(1)) {
        assertThat(file.write(pages)).isEqualTo(SIZE);
        change.happen(fs, pages);
        awaitStored(fs, path);
      }
      assertThat(fs).storedFile(path).holdsStamp(expected);
    }
    assertThat(fs).hasLateAccesses(PageChange.values().length);
  }

  @FuseTest
  void exitOfTheClientAfterTheReturn_leavesThePagesToThePipe(MountedFilesystem fs) {
    try (ClientProcess writer = fs.client().startWriter("exit", SIZE, 1)) {
      await().until(() -> writer.state().returned());
      assertThat(writer.state().result()).isEqualTo(SIZE.bytes());
      writer.kill();
      await().until(() -> !writer.state().alive());
      awaitStored(fs, "exit");
    }
    assertThat(fs).storedFile("exit").holdsStamp(1);
    assertThat(fs).hasLateAccess();
  }

  private static void awaitStored(MountedFilesystem fs, String path) {
    assertThat(fs.server().awaitLateAccesses(LIMIT)).isTrue();
    await().until(() -> fs.storedFile(path).verify(1).fileSize() == SIZE.bytes());
  }

  private static org.awaitility.core.ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(5));
  }
}
