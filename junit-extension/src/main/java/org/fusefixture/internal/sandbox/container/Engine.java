package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.DockerClient;
import java.net.URI;

/**
 * A Docker Engine that answered.
 *
 * @param strategy with which Testcontainers finds it
 * @param client of Testcontainers' own making
 * @param address where it listens
 */
record Engine(FoundEngineStrategy strategy, DockerClient client, URI address) {
  /** Thrown where no engine answers. */
  static final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreachableException(String reason) {
      super(reason);
    }
  }
}
