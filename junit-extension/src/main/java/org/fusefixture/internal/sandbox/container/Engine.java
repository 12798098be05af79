package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.DockerClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.internal.control.StartLimit;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.DockerDesktopClientProviderStrategy;
import org.testcontainers.dockerclient.EnvironmentAndSystemPropertyClientProviderStrategy;
import org.testcontainers.dockerclient.InvalidConfigurationException;
import org.testcontainers.dockerclient.RootlessDockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;
import org.testcontainers.dockerclient.UnixSocketClientProviderStrategy;

/**
 * A Docker Engine that answered. It is searched for in the places where Testcontainers looks, but
 * within a time limit, without writing to the user's home, and without touching Testcontainers'
 * global state, so that containers which tests start by themselves are not affected.
 *
 * @param client made by Testcontainers
 * @param address where the engine listens
 */
record Engine(DockerClient client, URI address) {
  private static final Duration ANSWER_TIME = Duration.ofSeconds(4);

  private static Engine found;

  /** No engine answers; the message gives the cause for each place, in one line. */
  static final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreachableException(String reason) {
      super(reason);
    }
  }

  /** The engine found first; as long as none is found, each call searches again. */
  static synchronized Engine shared() throws UnreachableException {
    if (found == null) {
      found = find();
    }
    return found;
  }

  /** Searches for an engine. */
  static Engine find() throws UnreachableException {
    List<String> failures = new ArrayList<>();
    for (DockerClientProviderStrategy place : places()) {
      try {
        return connect(place.getTransportConfig());
      } catch (UnreachableException | InvalidConfigurationException e) {
        failures.add(e.getMessage());
      }
    }
    throw new UnreachableException(
        "no Docker Engine answers ("
            + String.join("; ", failures)
            + "): run ci/setup, start dockerd, or set DOCKER_HOST");
  }

  /** The engine that the environment names, otherwise the usual places. */
  @SuppressWarnings("deprecation") // public, and the only way to the places of Testcontainers
  private static List<DockerClientProviderStrategy> places() {
    EnvironmentAndSystemPropertyClientProviderStrategy named =
        new EnvironmentAndSystemPropertyClientProviderStrategy();
    if (named.isApplicable()) {
      return List.of(named);
    }
    List<DockerClientProviderStrategy> places = new ArrayList<>();
    places.add(new UnixSocketClientProviderStrategy());
    RootlessDockerClientProviderStrategy rootless = new RootlessDockerClientProviderStrategy();
    if (rootless.getSocketPath() != null) {
      places.add(rootless);
    }
    DockerDesktopClientProviderStrategy desktop = new DockerDesktopClientProviderStrategy();
    if (desktop.getSocketPath() != null) {
      places.add(desktop);
    }
    return places;
  }

  private static Engine connect(TransportConfig transport) throws UnreachableException {
    URI address = transport.getDockerHost();
    requireSocket(address);
    EnginePing.require(
        address, transport.getSslConfig() != null, StartLimit.of(ANSWER_TIME).time());
    try {
      DockerClient client = DockerClientProviderStrategy.getClientForConfig(transport);
      client.pingCmd().exec();
      return new Engine(client, address);
    } catch (RuntimeException e) {
      throw new UnreachableException(address + ": " + e.getMessage());
    }
  }

  private static void requireSocket(URI address) throws UnreachableException {
    if (!"unix".equals(address.getScheme())) {
      return;
    }
    Path socket = Path.of(address.getPath());
    if (!Files.exists(socket)) {
      throw new UnreachableException(socket + " does not exist");
    }
    if (!Files.isWritable(socket)) {
      throw new UnreachableException(
          "this user may not use " + socket + ": add the user to the group docker");
    }
  }
}
