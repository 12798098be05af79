package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.device.Sent;
import org.fusefixture.internal.linux.Capability;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.serving.Negotiation;
import org.fusefixture.internal.serving.NegotiationRefusedException;
import org.fusefixture.internal.wire.RequestHeader;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.reply.InitReply;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.request.SessionRequest;

/**
 * Answers INIT. It runs in a thread of its own, which is the one that the kernel asks for
 * CAP_SYS_ADMIN when it answers.
 */
final class Handshake {
  /** Decides what the session agrees on with the kernel. */
  @FunctionalInterface
  interface Agreement {
    SessionParameters agree(SessionRequest.Init request) throws NegotiationRefusedException;
  }

  private final FuseDevice device;
  private final Agreement agreement;
  private final boolean dropSysAdmin;
  private final ByteBuffer message = LinuxMemory.allocatePages(Inbox.HEAD_SIZE);
  private final ByteBuffer answer = LinuxMemory.allocatePages(Inbox.HEAD_SIZE);
  private final CompletableFuture<SessionParameters> result = new CompletableFuture<>();

  Handshake(FuseDevice device, Agreement agreement, boolean dropSysAdmin) {
    this.device = device;
    this.agreement = agreement;
    this.dropSysAdmin = dropSysAdmin;
  }

  /** Starts to wait for INIT. */
  Thread start(String name) {
    Thread thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * What was agreed on.
   *
   * @throws MountRefusedException if nothing was, with the reason
   */
  SessionParameters await(Duration limit) {
    try {
      return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new MountRefusedException(
          "the kernel did not finish INIT within " + limit + " after mount(2)", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MountRefusedException refused) {
        throw refused;
      }
      throw new MountRefusedException("INIT failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MountRefusedException("interrupted while waiting for INIT", e);
    }
  }

  private void run() {
    try {
      if (dropSysAdmin) {
        Capability.SYS_ADMIN.drop();
      }
      result.complete(negotiate());
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  private SessionParameters negotiate() {
    SessionRequest.Init request = new SessionRequest.Init();
    InitReply reply = new InitReply();
    receive(request);
    open(reply);
    if (Negotiation.needsAnotherInit(request)) {
      reply.tryAgainWith(ProtocolVersion.NEWEST);
      receive(request);
      open(reply);
    }
    try {
      SessionParameters agreed = agreement.agree(request);
      reply.accepted(agreed);
      return agreed;
    } catch (NegotiationRefusedException e) {
      reply.fail(e.errno());
      throw new MountRefusedException(e.reason(), e);
    }
  }

  private void receive(SessionRequest.Init request) {
    int length = device.receive(message);
    while (length == FuseDevice.AGAIN) {
      length = device.receive(message);
    }
    if (length == FuseDevice.ENDED) {
      throw new MountRefusedException("the mount was gone before INIT was answered");
    }
    if (RequestHeader.opcode(message) != Opcode.INIT.number()) {
      throw new MountRefusedException(
          "the first request is to be INIT, but has opcode " + RequestHeader.opcode(message));
    }
    request.decode(message, length);
  }

  private void open(InitReply reply) {
    reply.open(new Channel(), answer, RequestHeader.unique(message));
  }

  private final class Channel implements Reply.Channel {
    @Override
    public void send(ByteBuffer reply, int length) {
      Sent sent = device.send(LinuxMemory.addressOf(reply), length);
      if (sent != Sent.ACCEPTED) {
        throw new MountRefusedException("the mount was gone when INIT was answered (" + sent + ")");
      }
    }

    @Override
    public void send(ByteBuffer reply, OpenDescriptor file, Offset at, int size) {
      throw new UnsupportedOperationException("INIT is not answered from a file");
    }
  }
}
