package org.fusefixture.internal.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Queue;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.linux.LinuxPipes;
import org.fusefixture.internal.linux.OpenFlag;

/**
 * A device whose kernel is the test: requests come through a pipe, one at a time, and replies go
 * through one in packet mode (O_DIRECT, pipe(2)), so that each read gets one.
 */
public final class PacketDevice implements AutoCloseable {
  private final LinuxPipes.Ends requests = LinuxPipes.pipe(0);
  private final LinuxPipes.Ends replies = LinuxPipes.pipe(OpenFlag.O_DIRECT | OpenFlag.O_NONBLOCK);
  private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
  private final FuseDevice device = FuseDevice.between(requests.read(), replies.write());

  public FuseDevice device() {
    return device;
  }

  /** Has all of a buffer ready as a request. */
  public void request(ByteBuffer message) {
    waiting.add(ByteBuffer.allocateDirect(message.capacity()).put(message.duplicate().clear()));
  }

  /** Lets the server receive the next request, which is the only one in the pipe. */
  public void sendNext() {
    ByteBuffer message = waiting.remove();
    LinuxFiles.write(requests.write(), LinuxMemory.addressOf(message), message.capacity());
  }

  /** The next reply, without waiting; null if there is none. */
  public ByteBuffer reply() {
    ByteBuffer message = ByteBuffer.allocateDirect(8192).order(ByteOrder.nativeOrder());
    long length =
        LinuxFiles.tryRead(replies.read(), LinuxMemory.addressOf(message), message.capacity());
    return length <= 0 ? null : message.limit((int) length);
  }

  /** No more requests come. */
  public void end() {
    requests.write().close();
  }

  @Override
  public void close() {
    for (Fd end : new Fd[] {requests.write(), replies.read()}) {
      end.close();
    }
    device.close();
  }
}
