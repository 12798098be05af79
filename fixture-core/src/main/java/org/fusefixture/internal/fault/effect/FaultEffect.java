package org.fusefixture.internal.fault.effect;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.trigger.FaultRequest;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.FuseFilesystem;

/**
 * An effect that says what it does. A value; what it has to remember of requests is in its {@link
 * Admission}, which each rule has of its own.
 */
public sealed interface FaultEffect extends Effect
    permits Fail,
        TimingEffects,
        ReplyEffects,
        DataEffects,
        LimitEffects,
        OverrideEffects,
        ListingEffects,
        NotifyKernel,
        ServerEffects,
        FailAllocation,
        SnapshotEffects,
        StorageEffects {

  /** What it does at each of its phases. */
  Acts acts();

  @Override
  default Set<Phase> phases() {
    return acts().phases();
  }

  /** Why it would change nothing about a request, in which case the rule does not match. */
  default Optional<String> obstacle(FaultRequest request) {
    return Optional.empty();
  }

  /** As {@link #obstacle(FaultRequest)}, at BEFORE_REPLY. */
  default Optional<String> obstacle(FaultRequest request, ReplyMessage reply) {
    return Optional.empty();
  }

  /** What decides whether a request that matches is hit; without state for most effects. */
  default Admission newAdmission() {
    return Admission.ALL_HIT;
  }

  /** What the receipt says of one hit beyond the rule; empty if there is nothing to say. */
  default String detail(long draw) {
    return "";
  }

  /**
   * Whether only the act finds out that the rule has fired: it then confirms the hit, or reports a
   * miss.
   */
  default boolean isConfirmedByAct() {
    return false;
  }

  /** Why a server cannot have a rule with this effect, and what to do instead. */
  default Optional<String> unmetNeed(ServerSupport server) {
    return Optional.empty();
  }

  /** What becomes of the server process. */
  default ServerFate fate() {
    return ServerFate.LIVES;
  }

  /** What a server can do. */
  interface ServerSupport {
    /** The filesystem under test. */
    FuseFilesystem filesystem();

    /** Why no allocation of its kernel can be made to fail; empty if that is possible. */
    Optional<String> allocationObstacle();
  }

  /** What an effect makes of the server process. */
  enum ServerFate {
    /** It goes on. */
    LIVES,
    /** It ends, or its connection does. */
    DIES,
    /** Another process takes its place. */
    IS_REPLACED
  }
}
