package org.fusefixture.internal.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessObstaclesTest {
  @TempDir Path directory;
  private Path device;
  private boolean controlFilesystem = true;

  @BeforeEach
  void makeToolsAndDevice() throws IOException {
    device = Files.createFile(directory.resolve("fuse"));
    for (String tool : new String[] {"setpriv", "unshare", "mount", "umount", "sh"}) {
      assertThat(Files.createFile(directory.resolve(tool)).toFile().setExecutable(true)).isTrue();
    }
  }

  @Test
  void everythingThere_isNoObstacle() {
    assertThat(obstacle("Linux", true, Optional.empty(), false)).isEmpty();
  }

  @Test
  void otherSystem_isNamed() {
    assertThat(obstacle("Mac OS X", true, Optional.empty(), false))
        .hasValueSatisfying(reason -> assertThat(reason).contains("Mac OS X", "need Linux"));
  }

  @Test
  void missingDevice_isNamedWithAdvice() throws IOException {
    Files.delete(device);

    assertThat(obstacle("Linux", true, Optional.empty(), false))
        .hasValueSatisfying(
            reason -> assertThat(reason).contains(device + " is missing", "modprobe fuse"));
  }

  @Test
  void missingTool_isNamedWithItsPackage() throws IOException {
    Files.delete(directory.resolve("unshare"));

    assertThat(obstacle("Linux", true, Optional.empty(), false))
        .hasValue("unshare is not on PATH: install util-linux and mount");
  }

  @Test
  void visibleMountWithoutRoot_isRefused() {
    assertThat(obstacle("Linux", false, Optional.empty(), true))
        .hasValueSatisfying(reason -> assertThat(reason).contains("run the tests as root"));
  }

  @Test
  void noUserNamespaces_isSaidToWhoIsNotRoot() {
    assertThat(obstacle("Linux", false, Optional.of("Operation not permitted"), false))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .contains("not root, and no user namespaces (Operation not permitted)"));
  }

  @Test
  void noControlFilesystem_isSaidToWhoCannotMountIt() {
    controlFilesystem = false;

    assertThat(obstacle("Linux", true, Optional.empty(), false)).isEmpty();
    assertThat(obstacle("Linux", false, Optional.empty(), false))
        .hasValueSatisfying(reason -> assertThat(reason).contains("mount -t fusectl none"));
  }

  @Test
  void noNamespacesForRoot_isSaidWithTheCapability() {
    assertThat(obstacle("Linux", true, Optional.of("Operation not permitted"), false))
        .hasValueSatisfying(reason -> assertThat(reason).contains("run with CAP_SYS_ADMIN"));
  }

  private Optional<String> obstacle(
      String system, boolean root, Optional<String> failure, boolean visible) {
    return new ProcessObstacles(
            system, device, root, directory.toString(), controlFilesystem, user -> failure)
        .find(visible);
  }
}
