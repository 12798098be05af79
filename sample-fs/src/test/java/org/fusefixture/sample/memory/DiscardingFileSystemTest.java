package org.fusefixture.sample.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.sample.kernel.TestClient.ROOT;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.WriteRequest;
import org.fusefixture.sample.kernel.Answer;
import org.fusefixture.sample.kernel.PagesPayload;
import org.fusefixture.sample.kernel.TestClient;
import org.fusefixture.sample.kernel.TestKernel;
import org.junit.jupiter.api.Test;

class DiscardingFileSystemTest {
  private static final int WRITES = 200_000;

  /** Until the compiler has removed the values that do not escape. */
  private static final int MOST_ROUNDS = 100;

  private static final int SIZE = 4096;

  private final DiscardingFileSystem filesystem =
      new DiscardingFileSystem(new FilesystemContext(Path.of("unused"), Map.of(), 1));
  private final TestClient client = new TestClient(new TestKernel(filesystem));

  @Test
  void writtenFile_isAsLongAsItsWritesAndReadsAsZeros() {
    long node = client.create(ROOT, "a", 0644).node();
    assertThat(client.write(node, 1L << 40, new byte[] {1, 2, 3}).u32(0)).isEqualTo(3);

    assertThat(client.stat(node).size()).isEqualTo((1L << 40) + 3);
    assertThat(client.stat(node).blocks()).isZero();
    assertThat(client.read(node, 1L << 40, 10)).containsExactly(0, 0, 0);
    client.write(node, 0, new byte[1]).ok();
    assertThat(client.stat(node).size()).isEqualTo((1L << 40) + 3);
  }

  @Test
  void write_allocatesNothing() {
    Answer created = client.create(ROOT, "a", 0644);
    WriteRequest request = write(created.node(), created.u64(128));
    WriteReply reply = new WriteReply();
    ByteBuffer room = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
    Count count = new Count();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    int rounds = 0;
    while (least >= WRITES && rounds < MOST_ROUNDS) {
      long before = threads.getCurrentThreadAllocatedBytes();
      serve(request, reply, room, count);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      rounds++;
    }

    assertThat(count.replies).isEqualTo(rounds * WRITES);
    assertThat(least / (double) WRITES).as("bytes for each write, compiled").isLessThan(1);
  }

  private void serve(WriteRequest request, WriteReply reply, ByteBuffer room, Count count) {
    for (int i = 0; i < WRITES; i++) {
      reply.open(count, room, i);
      filesystem.write(request, reply);
    }
  }

  private static WriteRequest write(long node, long handle) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(80).order(ByteOrder.nativeOrder());
    bytes.putInt(80 + SIZE).putInt(Opcode.WRITE.number()).putLong(2).putLong(node);
    bytes.putInt(40, 0).putLong(40, handle).putLong(48, 0).putInt(56, SIZE);
    WriteRequest request = new WriteRequest();
    request.decode(bytes, 80 + SIZE);
    request.attach(new PagesPayload(new byte[SIZE]));
    return request;
  }

  private static final class Count implements Reply.Channel {
    private int replies;

    @Override
    public void send(ByteBuffer message, int length) {
      replies++;
    }

    @Override
    public void send(ByteBuffer message, OpenDescriptor file, Offset at, int size) {
      throw new AssertionError("a write has no data to send back");
    }
  }
}
