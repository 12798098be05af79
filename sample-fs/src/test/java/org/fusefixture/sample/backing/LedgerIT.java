package org.fusefixture.sample.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.TransferMode.SPLICE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.fusefixture.backing.FaultyDirectory;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.Tag;

/** The example of docs/backing-directory.md. */
@Tag("host")
@FuseMount(value = FaultyDirectory.class, isolation = Isolation.PROCESS, visible = true)
@InModes(SPLICE)
class LedgerIT {

  /** Appends lines, and syncs each: what it has acknowledged must survive. */
  record Ledger(Path file) {
    void append(String line) throws IOException {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
    }
  }

  @FuseTest
  void acknowledgedLines_surviveAPowerCut(MountedFilesystem fs) throws IOException {
    Ledger ledger = new Ledger(fs.path().resolve("ledger"));
    fs.faults().on(FSYNC).nth(3).loseUnsynced();
    ledger.append("one");
    ledger.append("two");
    assertThatThrownBy(() -> ledger.append("three")).isInstanceOf(IOException.class);
    fs.storage().restorePower();
    assertThat(Files.readAllLines(ledger.file())).isEqualTo(List.of("one", "two"));
  }

  @FuseTest
  void lineThatNobodyWasToldOf_maySurvive(MountedFilesystem fs) throws IOException {
    Ledger ledger = new Ledger(fs.path().resolve("ledger"));
    fs.faults().on(FSYNC).at(BEFORE_REPLY).loseUnsynced();
    assertThatThrownBy(() -> ledger.append("one")).isInstanceOf(IOException.class);
    fs.storage().restorePower();
    assertThat(Files.readAllLines(ledger.file())).isEqualTo(List.of("one"));
  }
}
