package org.fusefixture.sample.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.SPLICE;

import java.nio.file.Path;
import org.fusefixture.backing.FaultyDirectory;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.Tag;

@Tag("host")
@FuseMount(
    value = FaultyDirectory.class,
    isolation = Isolation.PROCESS,
    visible = true,
    seed = 2020)
@InModes(SPLICE)
class SqliteDeleteIT extends SqliteSuite {
  @Override
  String journal() {
    return "DELETE";
  }

  /**
   * SQLite commits by removing its journal, and syncs the directory afterwards with EXTRA alone: a
   * power cut right after a commit brings the journal back, which takes the transaction back
   * (PRAGMA synchronous of sqlite.org/pragma.html). Only a storage that also loses metadata shows
   * it.
   */
  @FuseTest
  void powerCutAfterACommitWithSynchronousFull_losesIt(MountedFilesystem fs) {
    Path file = fs.path().resolve("full.db");
    int acknowledged = run(file, "FULL");
    fs.storage().loseUnsynced();
    assertThat(Database.check(file, acknowledged))
        .contains("LOST: " + (acknowledged - 1) + " transactions of " + acknowledged);
  }
}
