package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PropagationMode;
import com.github.dockerjava.api.model.SELContext;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.sandbox.AgentCommand;
import org.fusefixture.internal.sandbox.AgentSandbox;
import org.fusefixture.internal.sandbox.ClassPath;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.SandboxProvider;
import org.fusefixture.internal.sandbox.archive.AgentClasses;
import org.fusefixture.internal.sandbox.host.RuntimeDirectory;
import org.fusefixture.internal.sandbox.host.VisibleDirectory;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;

/**
 * Provides isolation CONTAINER on the host kernel: a container whose first process is the agent,
 * with the most rights that the engine grants.
 */
public final class ContainerSandboxProvider implements SandboxProvider {
  private static final Duration HELLO_TIME = Duration.ofSeconds(90);

  /** Creates java.io.tmpdir of the agent; then the agent replaces the shell. */
  private static final List<String> MAKE_TEMPORARY_DIRECTORY =
      List.of(
          "/bin/sh",
          "-c",
          "mkdir -p \"$1/tmp\" && shift && exec \"$@\"",
          "sandbox",
          SandboxContainer.ROOT);

  /** What worked, by the engine's address, so that refused rights are requested only once. */
  private static final ConcurrentMap<String, Rights> KNOWN = new ConcurrentHashMap<>();

  @Override
  public boolean provides(SandboxKey key) {
    return key.isolation() == Isolation.CONTAINER && key.kernel() == Kernel.HOST;
  }

  @Override
  public Optional<String> obstacle(SandboxKey key) {
    try {
      if (key.visible() && RuntimeDirectory.userNumber() != 0) {
        return Optional.of("a visible mount changes the host's mounts: run the tests as root");
      }
      Engine.shared();
      return Optional.empty();
    } catch (Engine.UnreachableException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public Sandbox start(SandboxKey key) {
    LogTail log = new LogTail();
    Engine engine;
    try {
      engine = Engine.shared();
    } catch (Engine.UnreachableException e) {
      throw new SandboxFailedException(key.describe() + " cannot run here: " + e.getMessage(), e);
    }
    Optional<VisibleDirectory> visible =
        key.visible() ? Optional.of(VisibleDirectory.make(log)) : Optional.empty();
    SandboxContainer container;
    try {
      container = start(engine, visible, log);
    } catch (RuntimeException failure) {
      visible.ifPresent(VisibleDirectory::close);
      throw failure;
    }
    return AgentSandbox.greet(key, container, log, StartLimit.of(HELLO_TIME));
  }

  /** Starts with the most rights; the log says what the engine refused. */
  private static SandboxContainer start(
      Engine engine, Optional<VisibleDirectory> visible, LogTail log) {
    String address = engine.address().toString();
    RuntimeException first = null;
    for (Rights rights : Rights.values()) {
      if (rights.compareTo(KNOWN.getOrDefault(address, Rights.PRIVILEGED)) < 0) {
        continue;
      }
      try {
        SandboxContainer started = start(engine, rights, visible, log);
        KNOWN.put(address, rights);
        return started;
      } catch (RuntimeException failure) {
        log.appendLine(
            "the engine refused a container, " + rights.description() + ": " + causes(failure));
        if (first == null) {
          first = failure;
        }
      }
    }
    throw SandboxFailedException.withLog(
        "the Docker Engine at " + address + " starts no container that may mount",
        log.text(),
        first);
  }

  static SandboxContainer start(
      Engine engine, Rights rights, Optional<VisibleDirectory> visible, LogTail log) {
    ContainerClassPath classPath = ContainerClassPath.of(ClassPath.current());
    List<String> command = new ArrayList<>(MAKE_TEMPORARY_DIRECTORY);
    command.addAll(
        AgentCommand.of(
            SandboxImage.JAVA, AgentClasses.of(classPath.toString()), SandboxContainer.ROOT));
    SandboxContainer.Setup setup =
        new SandboxContainer.Setup(
            host -> shape(host, rights, visible.map(VisibleDirectory::path)),
            rights.description(),
            classPath.files(),
            List.of(),
            command);
    return SandboxContainer.start(engine, setup, visible, log);
  }

  private static void shape(HostConfig host, Rights rights, Optional<Path> visible) {
    // exec: native libraries are extracted there
    host.withTmpFs(Map.of(SandboxContainer.ROOT, "rw,exec,nosuid,mode=755"));
    rights.grant(host);
    visible.ifPresent(
        path ->
            host.withBinds(
                new Bind(
                    path.toString(),
                    new Volume(path.toString()),
                    AccessMode.rw,
                    SELContext.none,
                    null,
                    PropagationMode.RSHARED)));
  }

  private static String causes(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      text.append(text.length() == 0 ? "" : ": ").append(String.valueOf(at.getMessage()).strip());
    }
    return text.toString().replaceAll("\\s*\\R\\s*", " ");
  }
}
