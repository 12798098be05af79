package org.fusefixture.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.mount.FuseConnection;
import org.fusefixture.internal.mount.FuseControl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("host")
@Timeout(60)
class ConnectionNumberIT {
  private static final int TRIES = 50;

  @Test
  void connection_that_is_gone_is_not_confused_with_the_next_of_its_number() throws Exception {
    try (FuseControl control = FuseControl.open();
        MountedFixture first = mount();
        FuseConnection connection = control.connection(first.session().connection())) {
      assertThat(connection.isGone()).isFalse();
      first.session().close();
      assertThat(connection.isGone()).isTrue();
      try (MountedFixture next = mountWithNumber(connection.number())) {
        assertThat(connection.isGone()).isTrue();
        assertThat(connection.waiting()).isZero();
        connection.abort();
        byte[] read =
            next.client(
                () -> {
                  Files.write(next.path("f"), new byte[] {1});
                  return Files.readAllBytes(next.path("f"));
                });
        assertThat(read).containsExactly(1);
      }
    }
  }

  /** The kernel gives out the lowest free number, which others on this machine may get first. */
  private static MountedFixture mountWithNumber(int number) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      MountedFixture mount = mount();
      if (mount.session().connection() == number) {
        return mount;
      }
      mount.close();
    }
    assumeThat(false).as("nobody else took number %s in %s tries", number, TRIES).isTrue();
    throw new AssertionError("not reached");
  }

  private static MountedFixture mount() {
    return MountedFixture.mount(new FlatFilesystem(), TransferMode.COPY);
  }
}
