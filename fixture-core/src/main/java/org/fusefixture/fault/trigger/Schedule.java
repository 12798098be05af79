package org.fusefixture.fault.trigger;

/**
 * Which of the requests that match are hit, counted from 1 in the order of their arrival. Made by
 * {@link org.fusefixture.fault.RuleBuilder}.
 */
public interface Schedule {
  /** Whether the {@code count}th request is hit. */
  boolean hits(long count);
}
