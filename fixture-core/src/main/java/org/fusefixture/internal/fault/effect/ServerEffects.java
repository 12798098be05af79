package org.fusefixture.internal.fault.effect;

import java.time.Duration;
import java.util.Optional;
import org.fusefixture.errno.Errno;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/** Effects on the server as a whole. */
public sealed interface ServerEffects extends FaultEffect {
  @Override
  default Optional<String> refusal(Opcode opcode, Phase phase) {
    return Checks.ifReached(opcode, phase);
  }

  /**
   * The server stops serving requests, this one and all others, until the rule is released, removed
   * or reset. Requests that the filesystem already has may still be answered.
   */
  record Freeze() implements ServerEffects {
    @Override
    public Acts acts() {
      return Acts.always(FaultContext::freezeServer);
    }
  }

  /** The server process gets SIGKILL. */
  record Kill() implements ServerEffects {
    @Override
    public ServerFate fate() {
      return ServerFate.DIES;
    }

    @Override
    public Acts acts() {
      return Acts.always(context -> context.killServer(false));
    }
  }

  /**
   * The server process gets SIGKILL, and another one serves the same filesystem on the same backing
   * directory at the same mount point. Open files lead to the old mount, where every call fails
   * with ENOTCONN. The new server has no faults set; receipts keep what they said.
   */
  record Restart() implements ServerEffects {
    @Override
    public ServerFate fate() {
      return ServerFate.IS_REPLACED;
    }

    @Override
    public Acts acts() {
      return Acts.always(context -> context.killServer(true));
    }
  }

  /**
   * The server process is stopped with SIGSTOP: all its threads, also those of the filesystem's
   * own, which {@link Freeze} leaves running. It gets SIGCONT after a time, or when the rule is
   * released, removed or reset.
   *
   * @param limit time after which it goes on by itself; 0 for never
   */
  record Pause(Duration limit) implements ServerEffects {
    public Pause {
      Checks.requireNotNegative("limit", limit);
    }

    @Override
    public Acts acts() {
      return Acts.always(context -> context.pauseServer(limit));
    }
  }

  /** The connection is aborted: every call under way and every later one fails. */
  record Abort() implements ServerEffects {
    @Override
    public ServerFate fate() {
      return ServerFate.DIES;
    }

    @Override
    public Acts acts() {
      return new Acts()
          .beforeDispatch(Abort::abortAndFail)
          .received(Abort::abortAndFail)
          .beforeReply(FaultContext::abortConnection)
          .afterReply(FaultContext::abortConnection);
    }

    private static void abortAndFail(FaultContext.BeforeDispatch context) {
      context.abortConnection();
      if (context.request().opcode().hasReply()) {
        context.fail(Errno.ECONNABORTED);
      }
    }
  }
}
