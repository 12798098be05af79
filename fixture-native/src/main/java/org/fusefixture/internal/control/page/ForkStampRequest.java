package org.fusefixture.internal.control.page;

import java.util.Objects;

/**
 * Stamps, or checks the stamps, in the pages of a copy of the client.
 *
 * @param fork from {@link ForkDescription#fork()}
 * @param stamp where, and with what
 */
public record ForkStampRequest(int fork, StampRequest stamp) {
  public ForkStampRequest {
    Objects.requireNonNull(stamp, "stamp");
  }
}
