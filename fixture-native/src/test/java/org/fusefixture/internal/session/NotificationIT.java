package org.fusefixture.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FilesystemOptions;
import org.fusefixture.filesystem.Notifier;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.PollReply;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.PollRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.report.SessionStatistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("host")
@Timeout(60)
class NotificationIT {
  private static final FileName NAME = FileName.of("f");

  /** Keeps cached pages when a file is opened again, so that only notifications drop them. */
  private static class Keeping extends FlatFilesystem {
    final AtomicLong pollHandle = new AtomicLong(-1);
    volatile int ready;

    @Override
    public FilesystemOptions options() {
      return super.options()
          .withInitFlag(InitFlag.HAS_EXPIRE_ONLY)
          .withoutInitFlag(InitFlag.AUTO_INVAL_DATA);
    }

    @Override
    public void open(OpenRequest request, OpenReply reply) {
      reply.opened(FileHandle.NONE, OpenReply.FOPEN_KEEP_CACHE);
    }

    @Override
    public void poll(PollRequest request, PollReply reply) {
      pollHandle.set(request.pollHandle());
      reply.ready(ready);
    }
  }

  private final Keeping filesystem = new Keeping();
  private MountedFixture mount;

  @BeforeEach
  void mountWithOneFile() {
    filesystem.file("f").put(0, "old".getBytes(StandardCharsets.UTF_8));
    mount = MountedFixture.mount(filesystem, TransferMode.SPLICE);
  }

  @AfterEach
  void unmount() {
    mount.close();
  }

  @Test
  void invalidated_inode_is_read_anew() throws Exception {
    assertThat(read()).isEqualTo("old");
    filesystem.file("f").put(0, "new".getBytes(StandardCharsets.UTF_8));
    assertThat(read()).isEqualTo("old");
    notifier().invalidateInode(node(), Offset.ZERO, 0);
    assertThat(read()).isEqualTo("new");
  }

  @Test
  void unknown_inode_gives_the_kernels_error() {
    assertThatThrownBy(() -> notifier().invalidateInode(new NodeId(12345), Offset.ZERO, 0))
        .isInstanceOfSatisfying(
            ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
  }

  @Test
  void invalidated_and_expired_names_are_looked_up_again() throws Exception {
    exists();
    assertThat(lookups()).isEqualTo(1);
    notifier().invalidateEntry(NodeId.ROOT, NAME);
    exists();
    assertThat(lookups()).isEqualTo(2);
    notifier().expireEntry(NodeId.ROOT, NAME);
    exists();
    assertThat(lookups()).isEqualTo(3);
    exists();
    assertThat(lookups()).isEqualTo(3);
  }

  @Test
  void deleted_name_is_gone() throws Exception {
    assertThat(exists()).isTrue();
    NodeId child = node();
    filesystem.names.remove("f");
    assertThat(exists()).isTrue();
    notifier().delete(NodeId.ROOT, child, NAME);
    assertThat(exists()).isFalse();
  }

  @Test
  void stored_bytes_are_read_without_asking_the_filesystem() throws Exception {
    exists();
    notifier().store(node(), Offset.ZERO, ByteBuffer.wrap("put".getBytes(StandardCharsets.UTF_8)));
    assertThat(read()).isEqualTo("put");
    assertThat(mount.session().statistics().requests(Opcode.READ)).isZero();
  }

  @Test
  void cached_pages_are_retrieved() throws Exception {
    assertThat(read()).isEqualTo("old");
    ByteBuffer cached = notifier().retrieve(node(), Offset.ZERO, 3).get(10, TimeUnit.SECONDS);
    assertThat(StandardCharsets.UTF_8.decode(cached).toString()).isEqualTo("old");
  }

  @Test
  void woken_poll_sees_what_became_ready() throws Exception {
    CompletableFuture<Integer> events =
        mount.start(
            () -> {
              try (Fd file = LinuxPaths.open(LinuxPath.of(mount.path("f")), OpenFlag.O_RDONLY)) {
                return LinuxFiles.poll(file, 1, 15_000);
              }
            });
    await().until(() -> filesystem.pollHandle.get() >= 0);
    assertThat(events).isNotDone();
    filesystem.ready = 1;
    notifier().wakePoll(filesystem.pollHandle.get());
    assertThat(mount.await(events)).isEqualTo(1);
  }

  @Test
  void incremented_epoch_looks_all_names_up_again() throws Exception {
    requireMinor(44, "INC_EPOCH");
    exists();
    notifier().incrementEpoch();
    exists();
    assertThat(lookups()).isEqualTo(2);
  }

  @Test
  void pruned_inode_is_forgotten() throws Exception {
    requireMinor(45, "PRUNE");
    exists();
    NodeId child = node();
    notifier().prune(Set.of(child));
    await()
        .untilAsserted(
            () -> {
              SessionStatistics statistics = mount.session().statistics();
              assertThat(
                      statistics.requests(Opcode.FORGET) + statistics.requests(Opcode.BATCH_FORGET))
                  .isPositive();
            });
  }

  @Test
  void resent_request_can_be_answered_the_second_time() throws Exception {
    mount.close();
    AtomicLong reads = new AtomicLong();
    FlatFilesystem deaf =
        new FlatFilesystem() {
          @Override
          public FilesystemOptions options() {
            return super.options().withInitFlag(InitFlag.HAS_RESEND);
          }

          @Override
          public void read(ReadRequest request, DataReply reply) {
            if (reads.getAndIncrement() > 0) {
              super.read(request, reply);
            }
          }
        };
    deaf.file("f").put(0, "old".getBytes(StandardCharsets.UTF_8));
    mount = MountedFixture.mount(deaf, TransferMode.SPLICE);
    Assumptions.assumeTrue(
        mount.session().parameters().has(InitFlag.HAS_RESEND), "the kernel offers no HAS_RESEND");
    CompletableFuture<String> text = mount.start(() -> Files.readString(mount.path("f")));
    await().until(() -> reads.get() == 1);
    deaf.session.notifier().resend();
    assertThat(mount.await(text)).isEqualTo("old");
    // The kernel may have a reply a moment before the session has noted that; closing, too, may
    // still be under way.
    await()
        .untilAsserted(
            () ->
                assertThat(mount.session().unanswered())
                    .filteredOn(request -> request.opcode() == Opcode.READ)
                    .hasSize(1));
  }

  private void requireMinor(int minor, String what) {
    Assumptions.assumeTrue(
        mount.session().parameters().version().minor() >= minor,
        what
            + " came with FUSE 7."
            + minor
            + ", this kernel speaks "
            + mount.session().parameters().version());
  }

  private Notifier notifier() {
    return filesystem.session.notifier();
  }

  private NodeId node() {
    return new NodeId(filesystem.file("f").id);
  }

  private long lookups() {
    return mount.session().statistics().requests(Opcode.LOOKUP);
  }

  private boolean exists() throws Exception {
    return mount.client(() -> Files.exists(mount.path("f")));
  }

  private String read() throws Exception {
    return mount.client(() -> Files.readString(mount.path("f")));
  }
}
