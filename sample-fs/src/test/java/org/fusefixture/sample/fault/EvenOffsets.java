package org.fusefixture.sample.fault;

import org.fusefixture.fault.trigger.FaultPredicate;
import org.fusefixture.fault.trigger.FaultRequest;

/** Requests about a page of an even number. */
public final class EvenOffsets implements FaultPredicate {
  @Override
  public boolean test(FaultRequest request) {
    return request.offset() / Calls.PAGE % 2 == 0;
  }
}
