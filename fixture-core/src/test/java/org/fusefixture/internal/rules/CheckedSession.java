package org.fusefixture.internal.rules;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.rules.ReplyChecks.Stray;
import org.fusefixture.internal.rules.ReplyChecks.Verdict;
import org.fusefixture.protocol.GoldenMessage;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.SessionRequest;

/** A session without a kernel: what replies break is kept. */
final class CheckedSession {
  static final int HEADER = 16;
  static final int REQUEST_HEADER = 40;
  static final int FILE = 0100644;
  static final int DIRECTORY = 0040755;

  private static final SessionParameters BASELINE = SessionParameters.baseline();

  final List<ReplyRule> broken = new ArrayList<>();
  final List<String> details = new ArrayList<>();
  Verdict verdict = Verdict.RIGHT;
  private ReplyChecks checks;
  private SessionParameters parameters = BASELINE;

  CheckedSession() {
    negotiated(45, EnumSet.noneOf(InitFlag.class));
  }

  CheckedSession negotiated(int minor, Set<InitFlag> flags) {
    parameters =
        new SessionParameters(
            new ProtocolVersion(7, minor),
            InitFlag.mask(flags),
            0,
            12,
            9,
            1 << 20,
            1,
            256,
            0,
            1,
            0);
    checks = new ReplyChecks(parameters, this::violated);
    return this;
  }

  ReplyChecks checks() {
    return checks;
  }

  private void violated(
      ReplyRule rule, String operation, long unique, String request, String detail) {
    broken.add(rule);
    details.add(operation + "#" + unique + "(" + request + "): " + detail);
  }

  /** A request as the kernel sends it. */
  Request request(Opcode opcode, Consumer<ByteBuffer> change) {
    GoldenMessage golden = GoldenMessage.named("requests/" + name(opcode));
    ByteBuffer message = golden.buffer();
    change.accept(message);
    Request request = opcode.newRequest(parameters);
    request.decode(message, golden.bytes().length);
    return request;
  }

  private String name(Opcode opcode) {
    boolean compatible = opcode == Opcode.SETXATTR && !parameters.has(InitFlag.SETXATTR_EXT);
    return compatible ? "SETXATTR-compat" : opcode.name();
  }

  /** A reply of so many bytes behind the header; {@code body} gets the whole message. */
  CheckedSession reply(Opcode opcode, int size, Consumer<ByteBuffer> body) {
    return reply(opcode, request -> {}, size, body);
  }

  CheckedSession reply(
      Opcode opcode, Consumer<ByteBuffer> asked, int size, Consumer<ByteBuffer> body) {
    Request request = request(opcode, asked);
    ByteBuffer message = message(request.unique().value(), size);
    body.accept(message);
    return raw(opcode, request, message, message.capacity());
  }

  CheckedSession raw(Opcode opcode, Request request, ByteBuffer message, int length) {
    verdict = verdict.and(checks.check(opcode, request.unique().value(), request, message, length));
    return this;
  }

  /** A message to which no open request belongs. */
  CheckedSession stray(Stray stray, long unique, int size, int error) {
    ByteBuffer message = message(unique, size).putInt(4, error);
    verdict = verdict.and(checks.checkStray(message, message.capacity(), stray, null));
    return this;
  }

  CheckedSession init(int size, Consumer<ByteBuffer> body) {
    SessionRequest.Init request = (SessionRequest.Init) request(Opcode.INIT, message -> {});
    ByteBuffer message = message(request.unique().value(), size);
    if (size >= 24) {
      message.putInt(HEADER, 7).putInt(HEADER + 4, 45).putInt(HEADER + 20, 1 << 17);
    }
    body.accept(message);
    verdict =
        verdict.and(
            ReplyChecks.checkInit(
                request, request.unique().value(), message, message.capacity(), this::violated));
    return this;
  }

  static ByteBuffer message(long unique, int size) {
    return ByteBuffer.allocate(HEADER + size)
        .order(ByteOrder.nativeOrder())
        .putInt(0, HEADER + size)
        .putLong(8, unique);
  }

  /** A right {@code struct fuse_entry_out} at an index. */
  static ByteBuffer entry(ByteBuffer message, int at, long node, long generation, int mode) {
    return message.putLong(at, node).putLong(at + 8, generation).putInt(at + 40 + 60, mode);
  }

  /** An entry of a reply that has one. */
  static Consumer<ByteBuffer> entry(long node, long generation, int mode) {
    return message -> entry(message, HEADER, node, generation, mode);
  }

  /** A right {@code struct fuse_dirent} at an index. */
  static ByteBuffer dirent(ByteBuffer message, int at, long cookie, int type, String name) {
    message.putLong(at, 9).putLong(at + 8, cookie).putInt(at + 16, name.length());
    message.putInt(at + 20, type);
    for (int i = 0; i < name.length(); i++) {
      message.put(at + 24 + i, (byte) name.charAt(i));
    }
    return message;
  }
}
