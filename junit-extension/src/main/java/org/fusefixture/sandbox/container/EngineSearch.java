package org.fusefixture.sandbox.container;

import com.github.dockerjava.api.DockerClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.DockerDesktopClientProviderStrategy;
import org.testcontainers.dockerclient.EnvironmentAndSystemPropertyClientProviderStrategy;
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

  private EngineSearch() {}

  /**
   * @throws Engine.UnreachableException with the cause for each place, in one line
   */
  static Engine find() throws Engine.UnreachableException {
    List<String> failures = new ArrayList<>();
    for (Supplier<DockerClientProviderStrategy> place : places()) {
      URI address = null;
      try {
        TransportConfig transport = place.get().getTransportConfig();
        address = transport.getDockerHost();
        requireSocket(address);
        return connect(transport);
      } catch (Engine.UnreachableException e) {
        failures.add(e.getMessage());
      } catch (RuntimeException e) {
        failures.add(address == null ? String.valueOf(e.getMessage()) : address + ": " + e);
      }
    }
    throw new Engine.UnreachableException(
        "no Docker Engine answers ("
            + String.join("; ", failures)
            + "): run ci/setup, start dockerd, or set DOCKER_HOST");
  }

  /** Those that were named by the environment alone, otherwise the usual ones. */
  @SuppressWarnings("deprecation") // public, and the only way to the places of Testcontainers
  private static List<Supplier<DockerClientProviderStrategy>> places() {
    EnvironmentAndSystemPropertyClientProviderStrategy named =
        new EnvironmentAndSystemPropertyClientProviderStrategy();
    return named.isApplicable()
        ? List.of(() -> named)
        : List.of(
            UnixSocketClientProviderStrategy::new,
            RootlessDockerClientProviderStrategy::new,
            DockerDesktopClientProviderStrategy::new);
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

  private static Engine connect(TransportConfig transport) throws Engine.UnreachableException {
    URI address = transport.getDockerHost();
    CompletableFuture<Engine> answer = new CompletableFuture<>();
    Thread thread = new Thread(() -> ping(transport, answer), "fuse-fixture-docker-ping");
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw new Engine.UnreachableException(
          address + " took the connection but did not answer within " + LIMIT.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new Engine.UnreachableException(address + ": " + rootCause(e).getMessage());
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new Engine.UnreachableException("interrupted while waiting for " + address);
    }
  }

  private static void ping(TransportConfig transport, CompletableFuture<Engine> answer) {
    try {
      DockerClient client = DockerClientProviderStrategy.getClientForConfig(transport);
      client.pingCmd().exec();
      answer.complete(new Engine(client, transport.getDockerHost()));
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }
}
