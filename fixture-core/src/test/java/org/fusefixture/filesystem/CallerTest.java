package org.fusefixture.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallerTest {
  private static final int OTHER = 2346;

  @Test
  void setGroupId_staysForItsGroup_andForRootThatIsNotSeen() {
    assertThat(new Caller(1234, 2345, 0).keepsSetGroupId(2345)).isTrue();
    assertThat(new Caller(1234, 2345, 0).keepsSetGroupId(OTHER)).as("not seen").isFalse();
    assertThat(new Caller(0, 0, 0).keepsSetGroupId(OTHER)).as("root, not seen").isTrue();
  }

  @Test
  void setGroupId_staysForWhoHasTheCapability() throws IOException {
    int self = (int) ProcessHandle.current().pid();
    boolean capable =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("CapEff:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 16) != 0);
    assertThat(new Caller(1234, 2345, self).keepsSetGroupId(OTHER)).isEqualTo(capable);
  }

  @Test
  void setGroupId_staysForMembersByAnotherGroup_andForNoStranger() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
    assumeTrue(System.getProperty("user.name").equals("root"), "only root may change its groups");
    Process member =
        new ProcessBuilder(
                List.of(
                    "setpriv",
                    "--reuid=1234",
                    "--regid=2345",
                    "--groups=" + OTHER,
                    "--",
                    "sh",
                    "-c",
                    "echo ready; read line"))
            .start();
    try {
      assertThat(member.getInputStream().read()).isEqualTo('r');
      Caller caller = new Caller(1234, 2345, (int) member.pid());
      assertThat(caller.keepsSetGroupId(OTHER)).isTrue();
      assertThat(caller.keepsSetGroupId(OTHER + 1)).isFalse();
    } finally {
      member.destroyForcibly().waitFor();
    }
  }
}
