package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.sample.fault.Calls.PAGE;
import static org.fusefixture.sample.fault.Calls.content;
import static org.fusefixture.sample.fault.Calls.direct;
import static org.fusefixture.sample.fault.Calls.filled;

import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.mirror.MirrorFileSystem;
import org.junit.jupiter.api.Tag;

/** Filesystems that are taken back to an earlier state while they are used. */
@Tag("host")
@FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS)
@InModes(SPLICE)
class SnapshotIT {

  @FuseTest
  void rolledBackFilesystem_isAsItWas(MountedFilesystem fs) {
    fs.client().mkdir("d");
    fs.client().writeText("d/kept", "old");
    fs.client().writeText("d/removed", "here");
    fs.client().chmod("d/kept", 0600);
    fs.client().setXattr("d/kept", "user.colour", new byte[] {1});
    fs.server().takeSnapshot("before");

    fs.client().writeText("d/kept", "new and longer");
    fs.client().chmod("d/kept", 0644);
    fs.client().removeXattr("d/kept", "user.colour");
    fs.client().unlink("d/removed");
    fs.client().writeText("made", "since");
    fs.client().rename("d", "e");
    assertThat(fs.client().readText("e/kept")).isEqualTo("new and longer");
    fs.server().rollBack("before");

    assertThat(fs.client().names("")).containsExactly("d");
    assertThat(fs.client().names("d")).containsExactlyInAnyOrder("kept", "removed");
    assertThat(fs.client().readText("d/kept")).isEqualTo("old");
    assertThat(fs.client().readText("d/removed")).isEqualTo("here");
    assertThat(fs.client().stat("d/kept").permissions()).isEqualTo(0600);
    assertThat(fs.client().getXattr("d/kept", "user.colour")).containsExactly(1);
    assertThat(fs.client().exists("made")).isFalse();
  }

  @FuseTest
  void openFile_goesOnWithWhatItHeld(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      file.write(filled(PAGE, 1));
      fs.server().takeSnapshot("one");
      file.write(filled(2 * PAGE, 2));
      file.fsync();
      fs.server().rollBack("one");
      assertThat(file.stat().size()).isEqualTo(PAGE);
      assertThat(file.read(bytes(2 * PAGE))).isEqualTo(filled(PAGE, 1));
      file.write(filled(PAGE, 3), at(PAGE));
      fs.server().rollBack("one"); // as often as one likes
    }
    assertThat(content(fs, "notes", 2 * PAGE)).isEqualTo(filled(PAGE, 1));
  }

  @FuseTest
  void lossOfWhatWasSynced_isABrokenPromise(MountedFilesystem fs) {
    fs.server().takeSnapshot("empty");
    try (ClientFile file = direct(fs, "notes")) {
      file.write(filled(PAGE, 1));
      file.fsync();
    }
    assertThat(fs.integrity().holds()).isTrue();
    fs.server().rollBack("empty");
    assertThat(fs.integrity().holds()).isFalse();
  }

  @FuseTest
  void snapshotThatIsNotThere_isRefused(MountedFilesystem fs) {
    fs.server().takeSnapshot("one");
    assertThatThrownBy(() -> fs.server().rollBack("two"))
        .hasMessageContaining("there is no snapshot called \"two\", only [one]");
  }

  @FuseTest
  @FuseMount(value = MirrorFileSystem.class, isolation = Isolation.PROCESS)
  void filesystemThatCannot_saysSo(MountedFilesystem fs) {
    assertThatThrownBy(() -> fs.server().takeSnapshot("one"))
        .hasMessageContaining("MirrorFileSystem cannot go back to an earlier state");
  }
}
