package org.fusefixture.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * As {@link AcknowledgedPropertyTest}, on small disks that are full from time to time: tmpfs, and
 * ext4 in a file, where the machine has loop devices and mkfs.ext4(8).
 */
class AcknowledgedIT {
  private static final String SEED = "20261201";
  private static Path root;
  private static Path tmpfs;
  private static Path ext4;
  private static boolean hasExt4;

  @BeforeContainer
  static void mount() throws Exception {
    root = Files.createTempDirectory("acknowledged");
    tmpfs = Files.createDirectory(root.resolve("tmpfs"));
    ext4 = Files.createDirectory(root.resolve("ext4"));
    String image = root.resolve("image").toString();
    assertThat(run("mount", "-t", "tmpfs", "-o", "size=256k,nr_inodes=20", "none", tmpfs + ""))
        .isTrue();
    hasExt4 =
        run("truncate", "-s", "4M", image)
            && run("mkfs.ext4", "-q", "-b", "4096", "-m", "0", "-N", "64", image)
            && run("mount", "-o", "loop", image, ext4 + "");
  }

  @AfterContainer
  static void unmount() throws Exception {
    assertThat(run("umount", tmpfs + "")).isTrue();
    assertThat(!hasExt4 || run("umount", ext4 + "")).isTrue();
    for (String name : List.of("tmpfs", "ext4", "image", "")) {
      Files.deleteIfExists(root.resolve(name));
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  @Provide
  Arbitrary<List<AcknowledgedCalls.Call>> calls() {
    return AcknowledgedCalls.arbitrary();
  }

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void acknowledgedCallsOnTmpfs_areOnTheDiskOrTheEndSaysWhatIsNot(
      @ForAll("calls") List<AcknowledgedCalls.Call> calls) throws IOException {
    run(tmpfs, calls);
  }

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void acknowledgedCallsOnExt4_areOnTheDiskOrTheEndSaysWhatIsNot(
      @ForAll("calls") List<AcknowledgedCalls.Call> calls) throws IOException {
    if (hasExt4) {
      run(ext4, calls);
    }
  }

  private static void run(Path disk, List<AcknowledgedCalls.Call> calls) throws IOException {
    try (AcknowledgedCalls run = new AcknowledgedCalls(disk)) {
      run.run(calls);
    }
  }
}
