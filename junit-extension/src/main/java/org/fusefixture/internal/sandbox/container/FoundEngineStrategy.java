package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/** An engine that was found, in the form in which Testcontainers wants to find one. */
final class FoundEngineStrategy extends DockerClientProviderStrategy {
  private final TransportConfig transport;
  private final DockerClient client;
  private Info info;

  FoundEngineStrategy(TransportConfig transport, DockerClient client) {
    this.transport = transport;
    this.client = client;
  }

  @Override
  public TransportConfig getTransportConfig() {
    return transport;
  }

  @Override
  public DockerClient getDockerClient() {
    return client;
  }

  @Override
  public synchronized Info getInfo() {
    if (info == null) {
      info = client.infoCmd().exec();
    }
    return info;
  }

  @Override
  public String getDescription() {
    return "the Docker Engine that FuseFixture found at " + transport.getDockerHost();
  }

  /** Would be written to the user's home. */
  @Override
  protected boolean isPersistable() {
    return false;
  }
}
