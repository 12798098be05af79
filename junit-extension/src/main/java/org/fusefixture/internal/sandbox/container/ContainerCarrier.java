package org.fusefixture.internal.sandbox.container;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.fusefixture.internal.sandbox.Carrier;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.keeper.VisibleDirectory;

/** A container whose first process is the agent, controlled over the attach stream. */
final class ContainerCarrier implements Carrier {
  private final StartedContainer container;
  private final Optional<VisibleDirectory> visible;

  private ContainerCarrier(StartedContainer container, Optional<VisibleDirectory> visible) {
    this.container = container;
    this.visible = visible;
  }

  /**
   * Starts the container.
   *
   * @param visible whether mounts can be made to appear on the host
   */
  static ContainerCarrier start(boolean visible, Engine engine, LogTail log) {
    Optional<VisibleDirectory> directory =
        visible ? Optional.of(VisibleDirectory.make(log)) : Optional.empty();
    try {
      return new ContainerCarrier(
          StartedContainer.start(engine, directory.map(VisibleDirectory::path), log), directory);
    } catch (RuntimeException failure) {
      directory.ifPresent(VisibleDirectory::close);
      throw failure;
    }
  }

  @Override
  public InputStream fromAgent() {
    return container.container().streams().fromContainer();
  }

  @Override
  public OutputStream toAgent() {
    return container.container().streams().toContainer();
  }

  @Override
  public String description() {
    return "container " + container.shortId() + ", " + container.rights().description();
  }

  /** The stream ends with the container, which is what tells. */
  @Override
  public boolean alive() {
    return true;
  }

  @Override
  public Optional<Path> visibleDirectory() {
    return visible.map(VisibleDirectory::path);
  }

  @Override
  public void end() {
    try {
      container.container().stop();
    } finally {
      visible.ifPresent(VisibleDirectory::close);
    }
  }
}
