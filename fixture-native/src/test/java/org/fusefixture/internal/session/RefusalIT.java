package org.fusefixture.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fusefixture.filesystem.FilesystemSession;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.linux.Capability;
import org.fusefixture.internal.mount.FuseControl;
import org.fusefixture.internal.mount.MountInfo;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mounts that cannot be, filesystems that misbehave, connections that break. */
@Tag("host")
@Timeout(60)
class RefusalIT {
  @Test
  void user_pages_are_refused_where_the_kernel_does_not_offer_them() {
    try (MountedFixture mount =
        MountedFixture.mount(new FlatFilesystem(), TransferMode.SPLICE_USER_PAGES)) {
      assertThat(mount.session().parameters().has(InitFlag.SPLICE_READ_USER_PAGES)).isTrue();
    } catch (MountRefusedException e) {
      assertThat(e).hasMessageContaining("bit 43").hasMessageContaining("SPLICE_USER_PAGES");
    }
  }

  @Test
  void missing_mount_point_is_named(@TempDir Path directory) {
    assertThatThrownBy(
            () ->
                FuseSession.mount(
                    directory.resolve("absent"),
                    new FlatFilesystem(),
                    SessionConfiguration.of(TransferMode.COPY),
                    SessionInterceptor.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absent must exist");
  }

  @Test
  void filesystem_that_cannot_start_is_not_mounted() {
    FlatFilesystem broken =
        new FlatFilesystem() {
          @Override
          public void start(FilesystemSession running) {
            throw new IllegalStateException("no start");
          }
        };
    assertThatThrownBy(() -> MountedFixture.mount(broken, TransferMode.COPY))
        .hasMessage("no start")
        .hasNoSuppressedExceptions();
  }

  @Test
  void filesystem_that_throws_answers_with_errors() throws Exception {
    FlatFilesystem broken =
        new FlatFilesystem() {
          @Override
          public void lookup(NameRequest request, EntryReply reply) {
            throw new UnsupportedOperationException("no lookup");
          }
        };
    try (MountedFixture mount = MountedFixture.mount(broken, TransferMode.SPLICE)) {
      assertThatThrownBy(() -> mount.client(() -> Files.readString(mount.path("f"))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Input/output error");
      assertThat(mount.session().failures())
          .first()
          .satisfies(failure -> assertThat(failure.exception()).endsWith("no lookup"));
    }
  }

  @Test
  void reply_that_does_not_fit_breaks_a_rule_and_fails_its_caller() throws Exception {
    FlatFilesystem broken =
        new FlatFilesystem() {
          @Override
          public void read(ReadRequest request, DataReply reply) {
            reply.room().put(new byte[request.size() + 1]);
            reply.filled();
          }
        };
    broken.file("f").resize(10);
    try (MountedFixture mount = MountedFixture.mount(broken, TransferMode.SPLICE)) {
      assertThatThrownBy(() -> mount.client(() -> Files.readString(mount.path("f"))))
          .isInstanceOf(IOException.class);
      assertThat(mount.session().report().protocol().violations())
          .isNotEmpty()
          .allSatisfy(violation -> assertThat(violation.rule()).isEqualTo("read.room"));
    }
  }

  @Test
  void aborted_connection_ends_its_callers_and_its_workers() throws Exception {
    FlatFilesystem filesystem = new FlatFilesystem();
    try (MountedFixture mount = MountedFixture.mount(filesystem, TransferMode.SPLICE)) {
      CountDownLatch writing = new CountDownLatch(20);
      List<CompletableFuture<Object>> writers =
          List.of(writer(mount, "a", writing), writer(mount, "b", writing));
      assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();
      mount.session().abort();
      for (CompletableFuture<Object> writer : writers) {
        assertThatThrownBy(() -> mount.await(writer)).isInstanceOf(IOException.class);
      }
      assertThat(mount.session().awaitEnd(Duration.ofSeconds(10))).isTrue();
      assertThat(mount.session().isServing()).isFalse();
    }
  }

  @Test
  void hung_filesystem_is_aborted_by_close() throws Exception {
    DelayedFilesystem hung = new DelayedFilesystem();
    hung.file("f").resize(10);
    SessionConfiguration configuration =
        SessionConfiguration.of(TransferMode.COPY).withStopLimit(Duration.ofSeconds(1));
    MountedFixture mount = MountedFixture.mount(hung, configuration);
    CompletableFuture<String> reader = mount.start(() -> Files.readString(mount.path("f")));
    assertThat(hung.firstRead.await(10, TimeUnit.SECONDS)).isTrue();
    mount.close();
    assertThatThrownBy(() -> mount.await(reader)).isInstanceOf(IOException.class);
    assertThat(hung.answer("too late")).isPositive();
  }

  @Test
  void filesystem_that_never_returns_is_named_by_close() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    FlatFilesystem stuck =
        new FlatFilesystem() {
          @Override
          public void getattr(GetattrRequest request, AttributesReply reply) {
            entered.countDown();
            boolean interrupted = true;
            while (interrupted) {
              try {
                interrupted = !leave.await(30, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                // goes on, as a filesystem in an endless loop would
              }
            }
          }
        };
    SessionConfiguration configuration =
        SessionConfiguration.of(TransferMode.COPY).withStopLimit(Duration.ofMillis(300));
    MountedFixture mount = MountedFixture.mount(stuck, configuration);
    CompletableFuture<Boolean> caller = mount.start(() -> Files.isDirectory(mount.path(".")));
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(mount.session()::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("getattr");
    assertThat(caller.get(10, TimeUnit.SECONDS)).isFalse();
    leave.countDown();
    assertThat(mount.session().awaitEnd(Duration.ofSeconds(10))).isTrue();
    Files.delete(mount.session().mountPoint());
  }

  @Test
  void busy_mount_is_cut_off_from_its_users() throws Exception {
    FlatFilesystem filesystem = new FlatFilesystem();
    MountedFixture mount = MountedFixture.mount(filesystem, TransferMode.COPY);
    try (ChildProcess user =
        ChildProcess.start(
            "sh", "-c", "cd '" + mount.path(".") + "' && echo in && exec sleep 60")) {
      assertThat(user.line()).isEqualTo("in");
      mount.close();
      assertThat(user.isAlive()).isTrue();
    }
  }

  @Test
  void session_without_sys_admin_serves_all_the_same() throws Exception {
    SessionConfiguration configuration =
        SessionConfiguration.of(TransferMode.SPLICE).withDropSysAdmin(true);
    boolean[] admin = {true};
    FlatFilesystem filesystem =
        new FlatFilesystem() {
          @Override
          public void lookup(NameRequest request, EntryReply reply) {
            admin[0] = Capability.SYS_ADMIN.isEffective();
            super.lookup(request, reply);
          }
        };
    filesystem.file("f").put(0, new byte[] {'x'});
    try (MountedFixture mount = MountedFixture.mount(filesystem, configuration)) {
      assertThat(mount.client(() -> Files.readString(mount.path("f")))).isEqualTo("x");
      assertThat(admin[0]).isFalse();
    }
  }

  @Test
  void control_filesystem_lists_the_connection_while_it_is_mounted() {
    try (FuseControl control = FuseControl.open();
        MountedFixture mount = MountedFixture.mount(new FlatFilesystem(), TransferMode.COPY)) {
      int connection = mount.session().connection();
      assertThat(control.connections()).contains(connection);
      assertThat(MountInfo.at(mount.session().mountPoint()))
          .hasValueSatisfying(
              info -> {
                assertThat(info.minor()).isEqualTo(connection);
                assertThat(info.type()).isEqualTo("fuse.flat");
              });
    }
  }

  private static CompletableFuture<Object> writer(
      MountedFixture mount, String name, CountDownLatch writing) {
    return mount.start(
        () -> {
          while (true) {
            Files.write(mount.path(name), new byte[100_000]);
            writing.countDown();
          }
        });
  }
}
