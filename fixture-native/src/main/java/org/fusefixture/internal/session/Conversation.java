package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.device.Sent;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.splice.PipeCapacity;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.report.SessionStatistics;
import org.fusefixture.trace.TraceRecorder;

/** What the workers of a session share, and the way of a reply to the kernel. */
final class Conversation {
  private final TransferMode mode;
  private final SessionParameters parameters;
  private final Storage storage;
  private final LateAccessWatch watch;
  private final Counters counters = new Counters();
  private final TraceRecorder trace = new TraceRecorder();
  private final LookupBalance lookups = new LookupBalance();
  private final Failures failures = new Failures();
  private final Gate gate = new Gate();
  private final Exchanges exchanges = new Exchanges(this::newExchange);
  private final Retrievals retrievals = new Retrievals();
  private final FileReplies fileReplies;
  private final SessionInterceptor interceptor;
  private final RequestHandler handler;

  Conversation(
      SessionConfiguration configuration,
      SessionParameters parameters,
      PipeCapacity pipeCapacity,
      FuseFilesystem filesystem,
      SessionInterceptor interceptor) {
    mode = configuration.mode();
    this.parameters = parameters;
    storage = new Storage(parameters.maxWrite(), parameters.maxPages(), pipeCapacity);
    watch = new LateAccessWatch(configuration.lateAccess(), configuration.holdLimit(), trace);
    this.interceptor = interceptor;
    fileReplies = new FileReplies(storage, counters, mode.splices());
    handler = new RequestHandler(this, filesystem);
  }

  TransferMode mode() {
    return mode;
  }

  SessionParameters parameters() {
    return parameters;
  }

  Storage storage() {
    return storage;
  }

  LateAccessWatch watch() {
    return watch;
  }

  Counters counters() {
    return counters;
  }

  /** What the kernel holds of the filesystem's inodes. */
  LookupBalance lookups() {
    return lookups;
  }

  /** The last events of the session. */
  TraceRecorder trace() {
    return trace;
  }

  Failures failures() {
    return failures;
  }

  Gate gate() {
    return gate;
  }

  Exchanges exchanges() {
    return exchanges;
  }

  Retrievals retrievals() {
    return retrievals;
  }

  SessionInterceptor interceptor() {
    return interceptor;
  }

  RequestHandler handler() {
    return handler;
  }

  SessionStatistics statistics() {
    return counters.statistics(watch.count(), failures.count());
  }

  /**
   * Sends a reply to the device that its request came from. Nobody is told if it comes too late.
   */
  void transmit(Exchange exchange, FuseDevice device, long address, int length, boolean error) {
    if (!gate.enter()) {
      return; // the session is over
    }
    try {
      counters.reply(error, length);
      count(device.send(address, length));
    } catch (LinuxException e) {
      // EINVAL: the reply does not fit its request (too long, or short of a structure); the kernel
      // has given the caller EIO instead.
      failures.failed(exchange.opcode(), exchange.unique(), e);
    } finally {
      gate.leave();
    }
  }

  /** As {@link #transmit}, of a message that a fault has made; the kernel may well refuse it. */
  void transmitUnsound(FuseDevice device, long address, int length) {
    if (!gate.enter()) {
      return;
    }
    try {
      if (device.send(address, length) == Sent.GONE) {
        counters.repliesRefused.getAndIncrement();
      }
    } catch (LinuxException e) {
      counters.repliesRefused.getAndIncrement();
    } finally {
      gate.leave();
    }
  }

  /** As {@link #transmit}, with a body that is in a file. */
  void transmitFile(
      Exchange exchange,
      FuseDevice device,
      ByteBuffer message,
      long address,
      OpenDescriptor file,
      long at,
      int size) {
    if (!gate.enter()) {
      return;
    }
    try {
      count(fileReplies.send(device, message, address, file, at, size));
    } catch (LinuxException e) {
      failures.failed(exchange.opcode(), exchange.unique(), e);
    } finally {
      gate.leave();
    }
  }

  private void count(Sent sent) {
    if (sent == Sent.GONE) {
      counters.repliesGone.getAndIncrement();
      lookups.lost();
    }
  }

  private Exchange newExchange() {
    return new Exchange(
        this, mode.splices() ? newPipePayload() : new MemoryPayload(watch, storage));
  }

  /** Retired payloads keep pipes; where the user may have no more, the oldest makes room. */
  private PipePayload newPipePayload() {
    while (true) {
      try {
        return new PipePayload(watch, storage);
      } catch (IllegalStateException e) {
        if (!exchanges.giveUpOldest()) {
          throw e;
        }
      }
    }
  }
}
