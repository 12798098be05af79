package org.fusefixture.internal.control;

import java.util.Objects;

/**
 * The first message on a channel.
 *
 * @param version {@link ControlProtocol#VERSION} of the sender
 * @param peer who speaks, for messages: "test JVM", "agent"
 */
public record Hello(int version, String peer) {
  public Hello {
    Objects.requireNonNull(peer, "peer");
  }

  /** A greeting from this build. */
  public static Hello from(String peer) {
    return new Hello(ControlProtocol.VERSION, peer);
  }
}
