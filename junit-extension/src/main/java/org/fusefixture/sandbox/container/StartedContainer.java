package org.fusefixture.sandbox.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.fusefixture.sandbox.AgentCommand;
import org.fusefixture.sandbox.ClassPath;
import org.fusefixture.sandbox.LogTail;
import org.fusefixture.sandbox.SandboxFailedException;

/**
 * A container that runs, with the most rights that its engine gives.
 *
 * @param id the engine's
 */
record StartedContainer(SandboxContainer container, String id, Rights rights) {
  private static final int SHORT_ID = 12;

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
    command.addAll(AgentCommand.of(SandboxImage.JAVA, classPath.toString(), SandboxContainer.ROOT));
    String image = SandboxImage.provide(engine.client());
    SandboxContainer container =
        new SandboxContainer(engine, image, rights, visible, classPath, command, log);
    try {
      LentState.during(engine, container::start);
    } catch (RuntimeException failure) {
      container.stop();
      throw failure;
    }
    return new StartedContainer(container, container.getContainerId(), rights);
  }

  String shortId() {
    return id.substring(0, Math.min(SHORT_ID, id.length()));
  }

  private static String causes(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      text.append(text.length() == 0 ? "" : ": ").append(String.valueOf(at.getMessage()).strip());
    }
    return text.toString().replaceAll("\\s*\\R\\s*", " ");
  }
}
