package org.fusefixture.fault.trigger;

/**
 * Which of the requests that match are hit, counted from 1 in the order of their arrival. Made by
 * {@link org.fusefixture.fault.RuleBuilder}.
 */
public interface Schedule {
  /**
   * {@return whether a request is hit}
   *
   * @param count number of the request, from 1
   */
  boolean hits(long count);
}
