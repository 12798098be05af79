package org.fusefixture.sample.fault;

import org.fusefixture.fault.trigger.FaultPredicate;
import org.fusefixture.fault.trigger.FaultRequest;

/** Every request; tells the process of the last caller on the standard error of the server. */
public final class AnyRequest implements FaultPredicate {
  /** Before the number of the process. */
  static final String MARK = "caller has pid ";

  @Override
  public boolean test(FaultRequest request) {
    System.err.println(MARK + request.pid());
    return true;
  }
}
