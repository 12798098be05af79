package org.fusefixture.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.internal.linux.OpenFlag.O_CREAT;
import static org.fusefixture.internal.linux.OpenFlag.O_DIRECT;
import static org.fusefixture.internal.linux.OpenFlag.O_RDWR;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.session.ReplyFirstFilesystem.Seen;
import org.fusefixture.mount.LateAccessPolicy;
import org.fusefixture.report.LateAccess;
import org.fusefixture.report.LateAccess.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("host")
@Timeout(60)
class LateAccessIT {
  private static final int PAGE = 4096;
  private static final int ROUNDS = 200;

  /** Buffered: the client writes A, then B over it, and only then the filesystem looks at A. */
  @ParameterizedTest
  @CsvSource({"SPLICE, B", "COPY, A"})
  void late_look_at_buffered_write_finds(TransferMode mode, char expected) throws Exception {
    ReplyFirstFilesystem filesystem = new ReplyFirstFilesystem();
    try (MountedFixture mount = MountedFixture.mount(filesystem, holding(mode));
        NativeBuffer page = NativeBuffer.allocate(PAGE)) {
      List<Byte> found = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        write(mount, page, "AB", 0);
        mount.session().pagesChanged();
        Seen one = filesystem.next();
        Seen other = filesystem.next();
        found.add(one.first());
        found.add(other.first());
        assertThat(mount.session().awaitLateAccesses(Duration.ofSeconds(5))).isTrue();
      }
      long later = found.stream().filter(b -> b == 'B').count();
      assertThat(later).isEqualTo(expected == 'B' ? 2 * ROUNDS : ROUNDS);
      assertThat(mount.session().statistics().lateAccesses()).isEqualTo(2 * ROUNDS);
      assertThat(mount.session().lateAccesses())
          .hasSize(2 * ROUNDS)
          .allSatisfy(
              access -> {
                assertThat(access.outcome()).isEqualTo(Outcome.RELEASED);
                assertThat(access.stack().lines().findFirst().orElseThrow()).contains(".write(");
                assertThat(access.size()).isEqualTo(PAGE);
                assertThat(access.consumedBefore()).isZero();
              });
    }
  }

  /** Direct: the client changes its own pages after write(2) has returned. */
  @ParameterizedTest
  @CsvSource({"SPLICE", "COPY"})
  void late_look_at_direct_write_finds_acknowledged_bytes(TransferMode mode) throws Exception {
    ReplyFirstFilesystem filesystem = new ReplyFirstFilesystem();
    try (MountedFixture mount = MountedFixture.mount(filesystem, holding(mode));
        NativeBuffer page = NativeBuffer.allocate(PAGE)) {
      for (int round = 0; round < ROUNDS; round++) {
        write(mount, page, "A", O_DIRECT);
        fill(page, 'B');
        mount.session().pagesChanged();
        assertThat(filesystem.next().first()).isEqualTo((byte) 'A');
      }
      assertThat(mount.session().statistics().lateAccesses()).isEqualTo(ROUNDS);
    }
  }

  @Test
  void refused_look_throws_and_is_recorded() throws Exception {
    ReplyFirstFilesystem filesystem = new ReplyFirstFilesystem();
    SessionConfiguration configuration =
        SessionConfiguration.of(TransferMode.SPLICE).withLateAccess(LateAccessPolicy.REFUSE);
    try (MountedFixture mount = MountedFixture.mount(filesystem, configuration);
        NativeBuffer page = NativeBuffer.allocate(PAGE)) {
      write(mount, page, "A", 0);
      assertThat(filesystem.next().refusal()).hasMessageContaining("accessed after its reply");
      assertThat(mount.session().lateAccesses())
          .extracting(LateAccess::outcome)
          .containsExactly(Outcome.REFUSED);
    }
  }

  @Test
  void recorded_look_is_not_held_back() throws Exception {
    ReplyFirstFilesystem filesystem = new ReplyFirstFilesystem();
    try (MountedFixture mount = MountedFixture.mount(filesystem, TransferMode.SPLICE);
        NativeBuffer page = NativeBuffer.allocate(PAGE)) {
      write(mount, page, "A", 0);
      assertThat(filesystem.next().first()).isEqualTo((byte) 'A');
      assertThat(mount.session().lateAccesses())
          .extracting(LateAccess::outcome)
          .containsExactly(Outcome.RECORDED);
    }
  }

  @Test
  void held_look_goes_on_after_the_limit() throws Exception {
    ReplyFirstFilesystem filesystem = new ReplyFirstFilesystem();
    SessionConfiguration configuration =
        holding(TransferMode.COPY).withHoldLimit(Duration.ofMillis(50));
    try (MountedFixture mount = MountedFixture.mount(filesystem, configuration);
        NativeBuffer page = NativeBuffer.allocate(PAGE)) {
      write(mount, page, "A", 0);
      assertThat(filesystem.next().first()).isEqualTo((byte) 'A');
      assertThat(mount.session().awaitLateAccesses(Duration.ofSeconds(5))).isTrue();
      assertThat(mount.session().lateAccesses())
          .extracting(LateAccess::outcome)
          .containsExactly(Outcome.HELD_TO_LIMIT);
    }
  }

  @Test
  void write_acknowledged_and_never_read_is_waited_for_once() throws Exception {
    FlatFilesystem forgetful =
        new FlatFilesystem() {
          @Override
          public void write(
              org.fusefixture.protocol.request.WriteRequest request,
              org.fusefixture.protocol.reply.WriteReply reply) {
            reply.written(request.size());
          }
        };
    try (MountedFixture mount = MountedFixture.mount(forgetful, TransferMode.SPLICE);
        NativeBuffer page = NativeBuffer.allocate(PAGE)) {
      for (int i = 0; i < 100; i++) {
        write(mount, page, "A", 0);
      }
      assertThat(mount.session().awaitLateAccesses(Duration.ofMillis(50))).isFalse();
      assertThat(mount.session().awaitLateAccesses(Duration.ofMillis(50))).isTrue();
      assertThat(mount.session().lateAccesses()).isEmpty();
    }
  }

  private static SessionConfiguration holding(TransferMode mode) {
    return SessionConfiguration.of(mode)
        .withLateAccess(LateAccessPolicy.HOLD)
        .withHoldLimit(Duration.ofSeconds(10));
  }

  /** Writes the same page with one value after the other. */
  private static void write(MountedFixture mount, NativeBuffer page, String values, int flags)
      throws Exception {
    mount.client(
        () -> {
          try (Fd file =
              LinuxPaths.open(LinuxPath.of(mount.path("f")), O_RDWR | O_CREAT | flags, 0600)) {
            for (char value : values.toCharArray()) {
              fill(page, value);
              LinuxFiles.pwriteFully(file, page.address(), PAGE, 0);
            }
          }
          return null;
        });
  }

  private static void fill(NativeBuffer page, char value) {
    for (int i = 0; i < PAGE; i++) {
      page.bytes().put(i, (byte) value);
    }
  }
}
