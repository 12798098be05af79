package org.fusefixture.internal.fault.effect;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.fusefixture.errno.Errno;
import org.fusefixture.fault.trigger.FaultRequest;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Notifier;

/**
 * What an effect can do about the request that it hits, and about the server that has it. Valid
 * while the effect acts.
 */
public interface FaultContext {
  /** The request that is hit. */
  FaultRequest request();

  /** 64 bits drawn for this hit, which decide everything random. */
  long draw();

  /** The filesystem under test. */
  FuseFilesystem filesystem();

  /** No further request is served until the rule is released, removed or reset. */
  void freezeServer();

  /**
   * The server process gets SIGSTOP.
   *
   * @param limit after which it gets SIGCONT by itself; 0 for when the rule is released, removed or
   *     reset
   */
  void pauseServer(Duration limit);

  /**
   * The server process gets SIGKILL; does not return.
   *
   * @param restart whether another process takes its place
   */
  void killServer(boolean restart);

  /** The connection to the kernel ends. */
  void abortConnection();

  /** Sends notifications from another thread, since the kernel may hold locks for the request. */
  void tellKernel(Consumer<Notifier> notification);

  /** Longest payload of one WRITE, in bytes. */
  int maxWrite();

  /** Logs that the effect could not act. */
  void logFailure(RuntimeException cause);

  /** While the caller waits for the answer. */
  interface Unanswered extends FaultContext {
    /** Nobody answers. */
    void drop();

    /** The request fails with an error. */
    void fail(Errno errno);

    /** Holds the request for a time, or until the rule is released, removed or reset. */
    void hold(long nanos);

    /**
     * Holds the request until the rule is released, removed or reset.
     *
     * @param limit after which it goes on by itself; 0 for never
     */
    void holdUntilReleased(Duration limit);

    /** Holds the request in the queue of a device that serves one after the other. */
    void holdInQueue(long serviceNanos);

    /**
     * Holds the request until other replies were sent.
     *
     * @param replies how many
     * @param limit after which it goes on by itself
     */
    void holdForReplies(int replies, Duration limit);
  }

  /** At RECEIVED and BEFORE_DISPATCH: the filesystem has not seen the request. */
  interface BeforeDispatch extends Unanswered {
    /** Bytes that still fit, as the effect's {@link Admission} has said. */
    long admitted();

    /** The request is answered with success, and the filesystem never sees it. */
    void acknowledgeOnly();

    /** The filesystem gets the first bytes of a WRITE only, and the caller is told so. */
    void cut(int bytes);

    /**
     * The filesystem gets a changed copy of the payload of a WRITE; the caller is told that all was
     * written.
     *
     * @param change changes the bytes from position to limit, and returns how many are left
     */
    void changePayload(ToIntFunction<ByteBuffer> change);

    /**
     * The filesystem gets some parts of a WRITE, one after the other; the caller is told that all
     * was written.
     *
     * @param parts number of parts of the same size, except the last
     * @param keep the parts that the filesystem gets, counted from 1
     */
    void writeParts(int parts, List<Integer> keep);
  }

  /** At BEFORE_REPLY: the filesystem has answered. */
  interface BeforeReply extends Unanswered {
    /** The reply, which can be changed. */
    ReplyMessage reply();

    /** Sends the reply as it is now, as one message more than the kernel expects. */
    void sendExtra(int length);

    /** The kernel may refuse the reply, which is no failure of the filesystem. */
    void expectRefusal();

    /** An allocation of the kernel fails in the call that sends the reply. */
    void failAllocation(int nth);
  }

  /** At AFTER_REPLY: the kernel has the reply. */
  interface AfterReply extends FaultContext {
    /** Sends the reply once more. */
    void sendAgain();

    /** An allocation of the kernel fails in the call by which this thread receives a request. */
    void failAllocation(int nth);
  }
}
