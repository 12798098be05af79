package org.fusefixture.internal.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an allocation failed, from what the kernel says of it (fail_dump of lib/fault-inject.c and
 * dump_stack, Linux 6.12). Some allocations fail in silence: those with __GFP_NOWARN.
 */
final class FailureSite {
  private static final String START = "FAULT_INJECTION: forcing a failure";
  private static final Pattern FRAME = Pattern.compile("([A-Za-z_][\\w.]*)\\+0x[0-9a-f]+/0x");
  private static final Pattern OWN =
      Pattern.compile(
          "should_fail.*|fail_dump.*|_*dump_stack.*|show_stack|_printk|um_.*|.*show_stack.*");
  private static final int MOST = 12;

  private FailureSite() {}

  /** Functions of the last failure, the innermost first; empty if nothing was said. */
  static List<String> of(List<String> log) {
    int start = -1;
    for (int i = 0; i < log.size(); i++) {
      start = log.get(i).contains(START) ? i : start;
    }
    List<String> frames = new ArrayList<>();
    for (int i = start + 1; start >= 0 && i < log.size() && frames.size() < MOST; i++) {
      Matcher frame = FRAME.matcher(log.get(i));
      if (frame.find() && !OWN.matcher(frame.group(1)).matches()) {
        frames.add(frame.group(1));
      }
    }
    return frames;
  }
}
