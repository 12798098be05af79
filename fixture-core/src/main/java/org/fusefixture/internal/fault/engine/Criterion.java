package org.fusefixture.internal.fault.engine;

import org.fusefixture.fault.trigger.Between;
import org.fusefixture.fault.trigger.Bytes;
import org.fusefixture.fault.trigger.Condition;
import org.fusefixture.fault.trigger.FaultPredicate;
import org.fusefixture.fault.trigger.Gid;
import org.fusefixture.fault.trigger.NodeId;
import org.fusefixture.fault.trigger.PathCondition;
import org.fusefixture.fault.trigger.Pid;
import org.fusefixture.fault.trigger.Uid;
import org.fusefixture.fault.trigger.When;

/** A condition, ready to judge requests, and able to say why one does not meet it. */
final class Criterion {
  private final Condition condition;
  private final FaultPredicate predicate;
  private final boolean always;
  private volatile Throwable thrown;

  Criterion(Condition condition) {
    this.condition = condition;
    always = Mutations.disable(condition);
    predicate = condition instanceof When when ? Predicates.load(when.predicate()) : null;
  }

  /** Whether the answer is the same for all requests about an inode, as long as paths stay. */
  boolean isOfNode() {
    return condition instanceof PathCondition || condition instanceof NodeId;
  }

  /** The byte range, if it is one. */
  Bytes range() {
    return condition instanceof Bytes bytes && !always ? bytes : null;
  }

  boolean dependsOnTime() {
    return condition instanceof Between;
  }

  /**
   * @param sinceSet nanoseconds since the rule was set
   */
  boolean meets(ObservedRequest request, long sinceSet) {
    if (always) {
      return true;
    }
    if (condition instanceof Bytes bytes) {
      return bytes.touches(request.offset(), request.size());
    }
    if (condition instanceof PathCondition path) {
      return path.acceptsAny(request.paths());
    }
    if (condition instanceof NodeId node) {
      return request.nodeId() == node.nodeId();
    }
    if (condition instanceof Uid uid) {
      return request.uid() == uid.uid();
    }
    if (condition instanceof Gid gid) {
      return request.gid() == gid.gid();
    }
    if (condition instanceof Pid pid) {
      return request.pid() == pid.pid();
    }
    if (condition instanceof Between window) {
      return sinceSet >= window.from().toNanos() && sinceSet < window.to().toNanos();
    }
    return asks(request);
  }

  /**
   * What it throws must not end the session, and is told as the reason why the rule did not match.
   */
  private boolean asks(ObservedRequest request) {
    try {
      return predicate.test(request);
    } catch (RuntimeException | LinkageError e) {
      thrown = e;
      return false;
    }
  }

  /** Why a request did not meet it. */
  String explain(ObservedRequest request, long sinceSet) {
    if (condition instanceof Bytes bytes) {
      return "offset "
          + request.offset()
          + (request.size() > 0 ? " (" + request.size() + " bytes)" : "")
          + " is outside "
          + bytes.from()
          + ".."
          + bytes.to();
    }
    if (condition instanceof PathCondition path) {
      return "path "
          + (request.paths().isEmpty()
              ? "of inode " + Long.toUnsignedString(request.nodeId()) + " is not known, and so"
              : "\"" + String.join("\", \"", request.paths()) + "\"")
          + " does not meet "
          + path;
    }
    if (condition instanceof NodeId node) {
      return "nodeid " + Long.toUnsignedString(request.nodeId()) + " is not " + node.nodeId();
    }
    if (condition instanceof Uid uid) {
      return "uid " + request.uid() + " is not " + uid.uid();
    }
    if (condition instanceof Gid gid) {
      return "gid " + request.gid() + " is not " + gid.gid();
    }
    if (condition instanceof Pid pid) {
      return "pid " + request.pid() + " is not " + pid.pid();
    }
    if (condition instanceof Between window) {
      return "it came "
          + sinceSet / 1_000_000
          + " ms after the rule was set, not between "
          + window.from().toMillis()
          + " and "
          + window.to().toMillis()
          + " ms";
    }
    return condition + (thrown == null ? " said no" : " threw " + thrown);
  }

  /** For "matched path, ... but". */
  String name() {
    return condition instanceof PathCondition
        ? "path"
        : condition.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }
}
