package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.DockerClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.DockerDesktopClientProviderStrategy;
import org.testcontainers.dockerclient.EnvironmentAndSystemPropertyClientProviderStrategy;
import org.testcontainers.dockerclient.InvalidConfigurationException;
import org.testcontainers.dockerclient.RootlessDockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;
import org.testcontainers.dockerclient.UnixSocketClientProviderStrategy;

/**
 * Finds a Docker Engine in the places where Testcontainers looks, but within a time limit, without
 * writing to the user's home, and without Testcontainers' memory of failures, so that a later use
 * of it by the tests is not affected.
 */
final class EngineSearch {
  private static final Duration LIMIT = Duration.ofSeconds(4);

  private static Engine found;

  private EngineSearch() {}

  /**
   * What was found once; an engine that is not there is looked for again.
   *
   * @throws Engine.UnreachableException with the cause for each place, in one line
   */
  static synchronized Engine shared() throws Engine.UnreachableException {
    if (found == null) {
      found = find();
    }
    return found;
  }

  /**
   * @throws Engine.UnreachableException with the cause for each place, in one line
   */
  static Engine find() throws Engine.UnreachableException {
    List<String> failures = new ArrayList<>();
    for (DockerClientProviderStrategy place : places()) {
      try {
        return connect(place.getTransportConfig());
      } catch (Engine.UnreachableException | InvalidConfigurationException e) {
        failures.add(e.getMessage());
      }
    }
    throw new Engine.UnreachableException(
        "no Docker Engine answers ("
            + String.join("; ", failures)
            + "): run ci/setup, start dockerd, or set DOCKER_HOST");
  }

  /** The one that the environment names, otherwise the usual ones. */
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

  private static Engine connect(TransportConfig transport) throws Engine.UnreachableException {
    URI address = transport.getDockerHost();
    requireSocket(address);
    EnginePing.require(address, transport.getSslConfig() != null, LIMIT);
    try {
      DockerClient client = DockerClientProviderStrategy.getClientForConfig(transport);
      client.pingCmd().exec();
      return new Engine(new FoundEngineStrategy(transport, client), client, address);
    } catch (RuntimeException e) {
      throw new Engine.UnreachableException(address + ": " + e.getMessage());
    }
  }

  private static void requireSocket(URI address) throws Engine.UnreachableException {
    if (!"unix".equals(address.getScheme())) {
      return;
    }
    Path socket = Path.of(address.getPath());
    if (!Files.exists(socket)) {
      throw new Engine.UnreachableException(socket + " does not exist");
    }
    if (!Files.isWritable(socket)) {
      throw new Engine.UnreachableException(
          socket + " must not be used by this user, who is not in the group docker");
    }
  }
}
