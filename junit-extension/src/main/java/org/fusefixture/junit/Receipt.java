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

  /** {@return the name of the fault} */
  public String name() {
    return name;
  }

  /**
   * Does not fail the test if the fault never fires.
   *
   * @return this
   */
  public Receipt optional() {
    faults.excuse(name);
    return this;
  }

  /** {@return the number of requests that met every condition} */
  public long matched() {
    return now().matched();
  }

  /** {@return the number of requests that were hit} */
  public long fired() {
    return now().fired();
  }

  /** {@return the requests that were hit, the first 1000} */
  public List<Firing> firings() {
    return now().firings();
  }

  /** {@return why requests did not match, or were not hit, the nearest first} */
  public List<String> nearMisses() {
    return now().nearMisses();
  }

  /** {@return all of it at one moment} */
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
