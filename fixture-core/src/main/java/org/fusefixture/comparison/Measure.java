package org.fusefixture.comparison;

/** What two modes are compared by; each gives the ratio of the candidate to the baseline. */
public enum Measure {
  /** Bytes per second; more is better. */
  THROUGHPUT("throughput"),
  /** CPU time of client, server and kernel for each MiB; less is better. */
  CPU_PER_MEBIBYTE("CPU time per MiB");

  private final String text;

  Measure(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
