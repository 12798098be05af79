package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.posix.ByteSize.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.junit.filesystem.HangingFileSystem;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Mounts that this JVM uses by their paths on the host. */
@Timeout(180)
class VisibleMountIT {
  private static final AtomicReference<Path> PATH = new AtomicReference<>();

  @Test
  @Tag("host")
  void processSandbox_mountIsUsedByItsPathAndGoneAfterwards() throws IOException {
    expectUsedAndGone(ProcessCase.class);
  }

  @Test
  @Tag("container")
  void containerSandbox_mountIsUsedByItsPathAndGoneAfterwards() throws IOException {
    expectUsedAndGone(ContainerCase.class);
  }

  @Test
  @Tag("host")
  void callOfThisJvmThatHangs_getsAnErrorAndLeavesNothing() throws IOException {
    expectUsedAndGone(HangingCase.class);
  }

  @Test
  @Tag("host")
  void mountInsideOnly_hasNoPath() {
    try (Kit kit = new Kit()) {
      assertThat(Kit.failures(kit.run(InsideCase.class))).isEmpty();
    }
  }

  private static void expectUsedAndGone(Class<?> testCase) throws IOException {
    PATH.set(null);
    EngineExecutionResults results;
    try (Kit kit = new Kit()) {
      results = kit.run(testCase);
      assertThat(Kit.failures(results)).isEmpty();
      assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
      assertThat(PATH.get()).doesNotExist();
    }
    // Other tests of this JVM may hold the sandboxes; its shared mount goes with each.
    Sandboxes.shared().close();
    Path shared = PATH.get().getParent();
    assertThat(shared).doesNotExist();
    List<String> mounts = Files.readAllLines(Path.of("/proc/self/mountinfo"));
    assertThat(mounts).noneMatch(line -> line.contains(shared.toString()));
  }

  private static void use(MountedFilesystem fs) throws IOException {
    PATH.set(fs.path());
    Path note = fs.path().resolve("note");
    Files.writeString(note, "from the test JVM");

    assertThat(fs.client().readText("note")).isEqualTo("from the test JVM");
    try (Stream<Path> names = Files.list(fs.path())) {
      assertThat(names.map(Path::getFileName).map(Path::toString)).containsExactly("note");
    }
    Files.delete(note);
    assertThat(fs.client().exists("note")).isFalse();
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS, visible = true)
  @InModes(SPLICE)
  static class ProcessCase {
    @FuseTest
    void test(MountedFilesystem fs) throws IOException {
      use(fs);
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.CONTAINER, visible = true)
  @InModes(SPLICE)
  static class ContainerCase {
    @FuseTest
    void test(MountedFilesystem fs) throws IOException {
      use(fs);
    }
  }

  @FuseMount(
      value = HangingFileSystem.class,
      isolation = Isolation.PROCESS,
      visible = true,
      timeout = "5s",
      holdLimit = "500ms")
  @InModes(SPLICE)
  static class HangingCase {
    @FuseTest
    void test(MountedFilesystem fs) throws IOException {
      PATH.set(fs.path());
      // A size without content in the page cache, so that reading it needs the filesystem.
      try (ClientFile file = fs.client().open("note", FileOption.CREATE, FileOption.READ_WRITE)) {
        file.truncate(bytes(8192));
      }

      assertThatThrownBy(() -> Files.readAllBytes(fs.path().resolve("note")))
          .isInstanceOf(IOException.class);

      assertThat(fs.server().report().aborts()).isNotEmpty();
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(SPLICE)
  static class InsideCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      assertThatThrownBy(fs::path)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("@FuseMount(visible = true)");
    }
  }
}
