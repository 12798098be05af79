package org.fusefixture.internal.session.fault;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.serving.Dispatcher;
import org.fusefixture.internal.session.InterceptedRequest;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.WriteRequest;

/**
 * A WRITE of which the filesystem gets some parts only, one after the other, as if each were a
 * request; the caller is told that all was written.
 */
final class TornWrite implements Reply.Channel {
  private static final int ANSWER_SIZE = 4096;

  private final InterceptedRequest exchange;
  private final Dispatcher dispatcher;
  private final WriteRequest request;
  private final WriteReply whole;
  private final PayloadCopy payload;
  private final long offset;
  private final int partSize;
  private final Iterator<Integer> keep;
  private final ByteBuffer answer = LinuxMemory.allocatePages(ANSWER_SIZE);

  TornWrite(
      InterceptedRequest exchange,
      Dispatcher dispatcher,
      WriteRequest request,
      WriteReply whole,
      int parts,
      List<Integer> keep) {
    this.exchange = exchange;
    this.dispatcher = dispatcher;
    this.request = request;
    this.whole = whole;
    payload = PayloadCopy.of(request.payload());
    offset = request.offset().bytes();
    partSize = (payload.size() + parts - 1) / parts;
    this.keep = keep.iterator();
  }

  /** Goes on with the next part, if there is one. */
  void next() {
    while (keep.hasNext()) {
      int from = (keep.next() - 1) * partSize;
      int length = Math.min(partSize, payload.size() - from);
      if (length > 0) {
        write(from, length);
        return;
      }
    }
    request.redirect(offset, payload.size());
    whole.written(payload.size());
  }

  private void write(int from, int length) {
    request.redirect(offset + from, length);
    request.attach(payload.part(from, length));
    WriteReply part = new WriteReply();
    answer.clear();
    part.open(this, answer, exchange.unique());
    dispatcher.dispatch(Opcode.WRITE, exchange.unique(), request, part);
  }

  @Override
  public void send(ByteBuffer message, int length) {
    if (ReplyHeader.isError(message)) {
      whole.fail(Errno.of(-ReplyHeader.error(message)).orElse(Errno.EIO));
    } else {
      next();
    }
  }

  @Override
  public void send(ByteBuffer message, OpenDescriptor file, Offset at, int size) {
    throw new UnsupportedOperationException("a WRITE is not answered from a file");
  }
}
