package org.fusefixture.internal.control.oracle;

import java.util.List;
import org.fusefixture.oracle.View;

/**
 * Asks for a verdict.
 *
 * @param views how to look at each file, in this order
 */
public record JudgeRequest(int mount, List<View> views) {
  public JudgeRequest {
    views = views == null ? List.of() : List.copyOf(views);
  }
}
