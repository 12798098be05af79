package org.fusefixture.internal.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.wire.ReplyFields;
import org.fusefixture.internal.wire.RequestHeader;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.trace.TraceEvent;

/** Turns what a ring keeps into events. */
final class TraceDecoder {
  private static final TraceEvent.Kind[] KINDS = TraceEvent.Kind.values();
  private final SessionParameters parameters;

  TraceDecoder(SessionParameters parameters) {
    this.parameters = parameters;
  }

  TraceEvent decode(TraceRing.Copy copy) {
    long[] fields = copy.fields();
    TraceEvent.Kind kind = KINDS[(int) fields[TraceRing.HEAD] & 0xff];
    return switch (kind) {
      case REQUEST -> request(copy);
      case REPLY -> reply(copy);
      default ->
          new TraceEvent(
              fields[TraceRing.TIME],
              TraceEvent.Source.SERVER,
              kind,
              kind == TraceEvent.Kind.LATE_ACCESS
                  ? TraceEvent.Phase.AFTER_REPLY
                  : TraceEvent.Phase.BEFORE_REPLY,
              copy.thread(),
              name(opcode(fields), kind),
              fields[TraceRing.UNIQUE],
              fields[TraceRing.NODE],
              fields[TraceRing.OFFSET],
              fields[TraceRing.SIZE],
              copy.detail(),
              "",
              -1);
    };
  }

  private TraceEvent request(TraceRing.Copy copy) {
    long[] fields = copy.fields();
    ByteBuffer message = message(fields);
    int length = (int) (fields[TraceRing.LENGTHS] >>> 32);
    if (message.limit() < RequestHeader.SIZE) {
      return request(fields, copy.thread(), "?", 0, 0, -1, -1, length + " bytes");
    }
    int number = RequestHeader.opcode(message);
    long offset = -1;
    long size = -1;
    String arguments;
    try {
      Request view = Opcode.of(number).orElseThrow().newRequest(parameters);
      view.decode(message, length);
      arguments = view.arguments();
      if (view.hasRange()) {
        offset = view.rangeOffset();
        size = view.rangeSize();
      }
    } catch (RuntimeException e) { // malformed, or longer than what is kept of it
      arguments = length + " bytes";
    }
    if ((fields[TraceRing.HEAD] >>> 24 & TraceRecorder.IN_PIPE) != 0) {
      arguments += ", in a pipe";
    }
    return request(
        fields,
        copy.thread(),
        name(number, TraceEvent.Kind.REQUEST),
        RequestHeader.unique(message),
        RequestHeader.nodeId(message),
        offset,
        size,
        arguments);
  }

  private static TraceEvent request(
      long[] fields,
      String thread,
      String name,
      long unique,
      long node,
      long offset,
      long size,
      String arguments) {
    return new TraceEvent(
        fields[TraceRing.TIME],
        TraceEvent.Source.SERVER,
        TraceEvent.Kind.REQUEST,
        TraceEvent.Phase.RECEIVED,
        thread,
        name,
        unique,
        node,
        offset,
        size,
        arguments,
        "",
        -1);
  }

  private static TraceEvent reply(TraceRing.Copy copy) {
    long[] fields = copy.fields();
    return new TraceEvent(
        fields[TraceRing.TIME],
        TraceEvent.Source.SERVER,
        TraceEvent.Kind.REPLY,
        TraceEvent.Phase.BEFORE_REPLY,
        copy.thread(),
        name(opcode(fields), TraceEvent.Kind.REPLY),
        fields[TraceRing.UNIQUE],
        fields[TraceRing.NODE],
        -1,
        fields[TraceRing.SIZE],
        "",
        result(fields),
        fields[TraceRing.DURATION]);
  }

  private static String result(long[] fields) {
    int error = (int) (fields[TraceRing.HEAD] >>> 32);
    if (error != 0) {
      return "-" + Errno.of(-error).map(Errno::name).orElse("errno " + -error);
    }
    Opcode opcode = Opcode.of(opcode(fields)).orElse(null);
    if (opcode == null) {
      return "0";
    }
    boolean fromFile = (fields[TraceRing.HEAD] >>> 24 & TraceRecorder.FROM_FILE) != 0;
    return (fromFile ? "up to " : "")
        + ReplyFields.result(opcode.shape(), message(fields), (int) fields[TraceRing.SIZE]);
  }

  private static ByteBuffer message(long[] fields) {
    int kept = (int) fields[TraceRing.LENGTHS];
    ByteBuffer message =
        ByteBuffer.allocate(TraceRing.KEPT + Long.BYTES).order(ByteOrder.nativeOrder());
    for (int index = TraceRing.MESSAGE; index < TraceRing.STRIDE; index++) {
      message.putLong(fields[index]);
    }
    return message.position(0).limit(kept);
  }

  private static int opcode(long[] fields) {
    return (int) (fields[TraceRing.HEAD] >>> 8) & 0xffff;
  }

  private static String name(int number, TraceEvent.Kind kind) {
    if (number == 0 && kind != TraceEvent.Kind.REQUEST) {
      return kind.name();
    }
    return Opcode.of(number).map(Opcode::name).orElse("opcode " + Integer.toUnsignedLong(number));
  }
}
