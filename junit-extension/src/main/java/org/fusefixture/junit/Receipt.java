package org.fusefixture.junit;

import java.util.List;
import org.fusefixture.fault.Firing;
import org.fusefixture.fault.RuleReceipt;

/**
 * The proof of what a fault has done. Each call asks the server again, until the fault is reset or
 * the mount is gone; then the last answer stays.
 *
 * <p>A fault that never fired fails its test, unless it is {@link #optional()}.
 */
public final class Receipt {
  private final Faults faults;
  private final String name;

  Receipt(Faults faults, String name) {
    this.faults = faults;
    this.name = name;
  }

  /** The name of the fault. */
  public String name() {
    return name;
  }

  /** Does not fail the test if the fault never fires. */
  public Receipt optional() {
    faults.excuse(name);
    return this;
  }

  /** Number of requests that met every condition. */
  public long matched() {
    return now().matched();
  }

  /** Number of requests that were hit. */
  public long fired() {
    return now().fired();
  }

  /** The requests that were hit, the first 1000. */
  public List<Firing> firings() {
    return now().firings();
  }

  /** Why requests did not match, or were not hit, the nearest first. */
  public List<String> nearMisses() {
    return now().nearMisses();
  }

  /** All of it at one moment. */
  public RuleReceipt now() {
    return faults.receipt(name);
  }

  /** Releases what the fault holds up: hung requests, a frozen server. The fault stays. */
  public void release() {
    faults.release(name);
  }

  /** Removes the fault, and releases what it holds up. Its receipt can still be read. */
  public void remove() {
    faults.remove(name);
  }

  @Override
  public String toString() {
    return now().toString();
  }
}
