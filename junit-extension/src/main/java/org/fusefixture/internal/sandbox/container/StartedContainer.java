package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PropagationMode;
import com.github.dockerjava.api.model.SELContext;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.fusefixture.internal.sandbox.AgentCommand;
import org.fusefixture.internal.sandbox.ClassPath;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.internal.sandbox.archive.AgentClasses;

/**
 * A container that runs, with the most rights that its engine gives.
 *
 * @param id the engine's
 */
record StartedContainer(SandboxContainer container, String id, Rights rights) {
  /** java.io.tmpdir of the agent; then what follows takes the shell's place. */
  private static final List<String> MAKE_TEMPORARY_DIRECTORY =
      List.of(
          "/bin/sh",
          "-c",
          "mkdir -p \"$1/tmp\" && shift && exec \"$@\"",
          "sandbox",
          SandboxContainer.ROOT);

  /** What worked, by the engine's address, so that what it refuses is asked for only once. */
  private static final ConcurrentMap<String, Rights> KNOWN = new ConcurrentHashMap<>();

  /** With the most rights; what the engine refuses is told in the log. */
  static StartedContainer start(Engine engine, Optional<Path> visible, LogTail log) {
    String address = engine.address().toString();
    RuntimeException first = null;
    for (Rights rights : Rights.values()) {
      if (rights.compareTo(KNOWN.getOrDefault(address, Rights.PRIVILEGED)) < 0) {
        continue;
      }
      try {
        StartedContainer started = start(engine, rights, visible, log);
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

  /** With certain rights; nothing is left if that fails. */
  static StartedContainer start(Engine engine, Rights rights, Optional<Path> visible, LogTail log) {
    ContainerClassPath classPath = ContainerClassPath.of(ClassPath.current());
    List<String> command = new ArrayList<>(MAKE_TEMPORARY_DIRECTORY);
    command.addAll(
        AgentCommand.of(
            SandboxImage.JAVA, AgentClasses.of(classPath.toString()), SandboxContainer.ROOT));
    String image = SandboxImage.provide(engine.client());
    SandboxContainer container =
        new SandboxContainer(
            engine, image, host -> shape(host, rights, visible), classPath.files(), command, log);
    container.startIn(engine);
    return new StartedContainer(container, container.getContainerId(), rights);
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

  String shortId() {
    return container.shortId();
  }

  private static String causes(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      text.append(text.length() == 0 ? "" : ": ").append(String.valueOf(at.getMessage()).strip());
    }
    return text.toString().replaceAll("\\s*\\R\\s*", " ");
  }
}
