package org.fusefixture.internal.session;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.WriteRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("host")
@Timeout(60)
class AsynchronousIT {
  private static final int CLIENTS = 6;
  private static final int ROUNDS = 60;

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void replies_of_other_threads_reach_their_callers(TransferMode mode) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(3);
    FlatFilesystem filesystem =
        new FlatFilesystem() {
          @Override
          public void read(ReadRequest request, DataReply reply) {
            executor.execute(() -> super.read(request, reply));
          }

          @Override
          public void write(WriteRequest request, WriteReply reply) {
            executor.execute(() -> super.write(request, reply));
          }
        };
    try (MountedFixture mount =
        MountedFixture.mount(filesystem, SessionConfiguration.of(mode).withThreads(2))) {
      List<CompletableFuture<Void>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int seed = client;
        clients.add(mount.start(() -> roundTrips(mount, seed)));
      }
      for (CompletableFuture<Void> client : clients) {
        mount.await(client);
      }
      assertThat(mount.session().failures()).isEmpty();
      assertThat(mount.session().lateAccesses()).isEmpty();
      await().untilAsserted(() -> assertThat(mount.session().unanswered()).isEmpty());
    } finally {
      executor.shutdownNow();
      assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void unanswered_request_is_told_with_its_age() throws Exception {
    DelayedFilesystem filesystem = new DelayedFilesystem();
    filesystem.file("slow").resize(10);
    try (MountedFixture mount = MountedFixture.mount(filesystem, TransferMode.COPY)) {
      CompletableFuture<String> text = mount.start(() -> readSome(mount));
      assertThat(filesystem.firstRead.await(10, TimeUnit.SECONDS)).isTrue();
      await().until(() -> filesystem.open.size() > 0);
      assertThat(mount.session().unanswered())
          .anySatisfy(
              request -> {
                assertThat(request.opcode()).isEqualTo(Opcode.READ);
                assertThat(request.age()).isBetween(Duration.ZERO, Duration.ofSeconds(20));
              });
      await()
          .until(
              () -> {
                filesystem.answer("hello");
                return text.isDone();
              });
      assertThat(mount.await(text)).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void signalled_caller_is_let_go(TransferMode mode) throws Exception {
    for (int round = 0; round < 10; round++) {
      DelayedFilesystem filesystem = new DelayedFilesystem();
      filesystem.file("slow").resize(10);
      try (MountedFixture mount = MountedFixture.mount(filesystem, mode);
          ChildProcess cat = ChildProcess.start("cat", mount.path("slow").toString())) {
        assertThat(filesystem.firstRead.await(10, TimeUnit.SECONDS)).isTrue();
        cat.signal(LinuxProcesses.SIGINT);
        assertThat(cat.output()).isEmpty();
        assertThat(mount.session().statistics().interrupts()).isPositive();
        // The caller may be on its way before the thread that answered it is.
        await().untilAsserted(() -> assertThat(mount.session().unanswered()).isEmpty());
      }
    }
  }

  private static String readSome(MountedFixture mount) throws IOException {
    try (FileChannel file = FileChannel.open(mount.path("slow"))) {
      ByteBuffer target = ByteBuffer.allocate(10);
      file.read(target);
      return new String(target.array(), 0, target.position());
    }
  }

  private static Void roundTrips(MountedFixture mount, int seed) throws Exception {
    Random random = new Random(seed);
    Set<OpenOption> options = Set.of(CREATE, READ, WRITE);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[1 + random.nextInt(100_000)];
      random.nextBytes(bytes);
      // Opened anew each time, so that reading finds no cached pages.
      try (FileChannel file = FileChannel.open(mount.path("file-" + seed), options)) {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        while (source.hasRemaining()) {
          file.write(source, source.position());
        }
      }
      try (FileChannel file = FileChannel.open(mount.path("file-" + seed), options)) {
        ByteBuffer target = ByteBuffer.allocate(bytes.length);
        while (target.hasRemaining() && file.read(target, target.position()) > 0) {}
        assertThat(target.array()).as("seed %d, round %d", seed, round).isEqualTo(bytes);
      }
    }
    return null;
  }
}
