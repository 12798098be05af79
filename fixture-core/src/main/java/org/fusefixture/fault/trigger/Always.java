package org.fusefixture.fault.trigger;

/** Every request that matches. */
public record Always() implements Schedule {
  @Override
  public boolean hits(long count) {
    return true;
  }
}
