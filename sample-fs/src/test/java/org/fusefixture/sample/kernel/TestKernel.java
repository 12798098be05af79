package org.fusefixture.sample.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.serving.Dispatcher;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.Payload;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.Unique;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.WriteRequest;

/** Sends requests to a filesystem as the kernel would, and keeps the answers. */
public final class TestKernel {
  private static final int HEADER = 40;
  private static final int ROOM = (1 << 20) + 4096;

  private static final SessionParameters NEGOTIATED =
      new SessionParameters(
          ProtocolVersion.NEWEST,
          InitFlag.mask(EnumSet.allOf(InitFlag.class)),
          0,
          64,
          48,
          1 << 20,
          1,
          256,
          0,
          0,
          0);

  private final FuseFilesystem filesystem;
  private final List<Throwable> failures = new ArrayList<>();
  private final Dispatcher dispatcher;
  private final AtomicLong lastUnique = new AtomicLong();
  private final Map<Long, Answer> answers = new ConcurrentHashMap<>();
  private Runnable onReply = () -> {};
  private int uid;
  private int gid;
  private int pid;

  public TestKernel(FuseFilesystem filesystem) {
    this.filesystem = filesystem;
    dispatcher = new Dispatcher(filesystem, (opcode, unique, failure) -> failures.add(failure));
  }

  /** From now on the caller is somebody else, of whose process nothing is known. */
  public TestKernel as(int newUid, int newGid) {
    return as(newUid, newGid, 0);
  }

  /** From now on the caller is a process. */
  public TestKernel as(int newUid, int newGid, int newPid) {
    uid = newUid;
    gid = newGid;
    pid = newPid;
    return this;
  }

  /** Is run when a reply is sent, before the filesystem goes on. */
  public void onReply(Runnable action) {
    onReply = action;
  }

  /** Sends a request that is answered at once. */
  public Answer call(Opcode opcode, long node, Message body) {
    long unique = send(opcode, node, body, null);
    return answer(unique)
        .orElseThrow(() -> new AssertionError(opcode + " was not answered at once"));
  }

  public Answer write(long node, long handle, long offset, Payload payload, int writeFlags) {
    Message body =
        Message.empty().u64(handle, offset).u32(payload.size(), writeFlags).u64(0).u32(0, 0);
    return answer(send(Opcode.WRITE, node, body, payload)).orElseThrow();
  }

  /** The answer to a request, if there is one by now. */
  public Optional<Answer> answer(long unique) {
    return Optional.ofNullable(answers.get(unique));
  }

  public void interrupt(long unique) {
    filesystem.interrupt(new Unique(unique));
  }

  /**
   * Sends a request that may be answered later.
   *
   * @return identifies it for {@link #answer}
   */
  public long send(Opcode opcode, long node, Message body, Payload payload) {
    long unique = lastUnique.addAndGet(2);
    byte[] tail = body.toBytes();
    int length = HEADER + tail.length;
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    int declared = length + (payload == null ? 0 : payload.size());
    bytes.putInt(declared).putInt(opcode.number()).putLong(unique).putLong(node);
    bytes.putInt(uid).putInt(gid).putInt(pid).putInt(0).put(tail);
    Request request = opcode.newRequest(NEGOTIATED);
    request.decode(bytes, declared);
    if (request instanceof WriteRequest write) {
      write.attach(payload);
    }
    Reply reply = opcode.newReply();
    reply.open(
        channel(unique), ByteBuffer.allocateDirect(ROOM).order(ByteOrder.nativeOrder()), unique);
    dispatcher.dispatch(opcode, request, reply);
    if (!failures.isEmpty()) {
      throw new AssertionError(opcode + " threw what is no error number", failures.remove(0));
    }
    return unique;
  }

  private Reply.Channel channel(long unique) {
    return new Reply.Channel() {
      @Override
      public void send(ByteBuffer message, int length) {
        byte[] body = new byte[length - 16];
        message.get(16, body);
        answers.put(unique, new Answer(message.getInt(4), body));
        onReply.run();
      }

      @Override
      public void send(ByteBuffer message, OpenDescriptor file, Offset at, int size) {
        throw new AssertionError("no descriptors without a mount");
      }
    };
  }

  /** The error of a request, or null. */
  public Errno error(Opcode opcode, long node, Message body) {
    return call(opcode, node, body).error().orElse(null);
  }
}
