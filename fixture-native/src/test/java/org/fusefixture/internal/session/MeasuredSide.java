package org.fusefixture.internal.session;

/** One of two that are measured in turns. */
public interface MeasuredSide extends AutoCloseable {
  /** CPU time of client and server together for a block of calls, in nanoseconds. */
  long cost() throws Exception;

  @Override
  void close();
}
