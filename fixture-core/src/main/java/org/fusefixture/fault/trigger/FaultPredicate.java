package org.fusefixture.fault.trigger;

/**
 * A condition of one's own, made in the server process from the name of its class, by a public
 * constructor without parameters. Called from several threads; it must neither block nor keep the
 * request.
 */
@FunctionalInterface
public interface FaultPredicate {
  /** Whether the rule matches the request. */
  boolean test(FaultRequest request);
}
