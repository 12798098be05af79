package org.fusefixture.internal.fault.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.wire.RequestHeader;
import org.fusefixture.protocol.GoldenMessage;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.request.ForgetRequest;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.WriteRequest;

/** Requests and answers as the kernel and a filesystem would send them. */
final class Requests {
  private static final int REPLY_HEADER = 16;
  private static final int ENTRY = 128;

  private Requests() {}

  static Request named(Opcode opcode, long directory, String name) {
    return decode(new NameRequest(), opcode, directory, body -> string(body, name));
  }

  static Request rename(long from, String name, long to, String newName, int flags) {
    return decode(
        RenameRequest.withFlags(),
        Opcode.RENAME2,
        from,
        body -> {
          body.putLong(to).putInt(flags).putInt(0);
          string(body, name);
          string(body, newName);
        });
  }

  static Request link(long existing, long directory, String name) {
    return decode(
        new MakeRequest.Link(),
        Opcode.LINK,
        directory,
        body -> {
          body.putLong(existing);
          string(body, name);
        });
  }

  static ForgetRequest forget(long node, long count) {
    return decode(ForgetRequest.single(), Opcode.FORGET, node, body -> body.putLong(count));
  }

  /** The data itself is not in the view. */
  static Request write(long node, long offset, int size) {
    WriteRequest request = new WriteRequest();
    ByteBuffer message = message(Opcode.WRITE, node);
    message.putLong(7).putLong(offset).putInt(size).putInt(0).putLong(0).putInt(0).putInt(0);
    int length = message.position() + size;
    message.putInt(0, length);
    request.decode(message, length);
    return request;
  }

  /** The answer to what makes or finds an inode. */
  static ByteBuffer entry(long node) {
    ByteBuffer message = ByteBuffer.allocate(REPLY_HEADER + ENTRY).order(ByteOrder.nativeOrder());
    return message.putInt(0, message.capacity()).putLong(REPLY_HEADER, node);
  }

  /** A sample of an operation, about another inode. */
  static Request golden(Opcode opcode, long node) {
    GoldenMessage golden = GoldenMessage.named("requests/" + opcode);
    Request request = opcode.newRequest(SessionParameters.baseline());
    request.decode(golden.buffer().putLong(16, node), golden.bytes().length);
    return request;
  }

  static Request release(long node, long handle) {
    return decode(
        new HandleRequest.Release(),
        Opcode.RELEASE,
        node,
        body -> body.putLong(handle).putLong(0).putLong(0));
  }

  /** The answer to what opens a handle. */
  static ByteBuffer opened(Opcode opcode, long node, long handle) {
    return opcode == Opcode.OPEN || opcode == Opcode.OPENDIR
        ? entry(handle)
        : ByteBuffer.allocate(REPLY_HEADER + ENTRY + 16)
            .order(ByteOrder.nativeOrder())
            .putLong(REPLY_HEADER, node)
            .putLong(REPLY_HEADER + ENTRY, handle);
  }

  /** An answer without a body. */
  static ByteBuffer answer(int error) {
    ByteBuffer message = ByteBuffer.allocate(REPLY_HEADER).order(ByteOrder.nativeOrder());
    return message.putInt(0, REPLY_HEADER).putInt(4, -error);
  }

  private interface Body {
    void write(ByteBuffer message);
  }

  private static <Q extends Request> Q decode(Q request, Opcode opcode, long node, Body body) {
    ByteBuffer message = message(opcode, node);
    body.write(message);
    int length = message.position();
    message.putInt(0, length);
    request.decode(message, length);
    return request;
  }

  private static ByteBuffer message(Opcode opcode, long node) {
    ByteBuffer message = ByteBuffer.allocate(1 << 17).order(ByteOrder.nativeOrder());
    message.putInt(4, opcode.number()).putLong(8, 2).putLong(16, node);
    message.putInt(24, 1000).putInt(28, 100).putInt(32, 4242);
    return message.position(RequestHeader.SIZE);
  }

  private static void string(ByteBuffer body, String text) {
    body.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
  }
}
