package org.fusefixture.internal.fault.engine;

/**
 * Breaks the engine on purpose, so that one can see that a test notices: a service, of which
 * production has no provider. Asked when a rule is set.
 */
public interface Mutation {
  /**
   * Whether a part of the engine is out of order.
   *
   * @param part an effect, which then does nothing although its rule fires; a condition, which then
   *     holds for every request; a schedule, which then hits every one; "Probability", which then
   *     is 1; "Operations", of which then only the first counts; or "Phase", which then is the
   *     usual one
   */
  boolean disables(String part);
}
