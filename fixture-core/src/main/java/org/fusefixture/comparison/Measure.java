package org.fusefixture.comparison;

/** A quantity whose ratio, candidate to baseline, is measured. */
public enum Measure {
  /** Bytes per second; higher is better. */
  THROUGHPUT("throughput"),
  /** CPU time of client, server and kernel per MiB; lower is better. */
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
