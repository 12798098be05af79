package org.fusefixture.fault.trigger;

/**
 * A condition of your own. The server process creates it from the name of its class, through a
 * constructor without parameters. It is called from several threads, and must neither block nor
 * keep the request.
 */
@FunctionalInterface
public interface FaultPredicate {
  /**
   * {@return whether the rule matches the request}
   *
   * @param request valid only during the call
   */
  boolean test(FaultRequest request);
}
