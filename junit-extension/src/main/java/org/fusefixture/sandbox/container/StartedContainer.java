package org.fusefixture.sandbox.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
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

  /** What worked, by the engine's address, so that what it refuses is asked for only once. */
  private static final ConcurrentMap<String, Rights> KNOWN = new ConcurrentHashMap<>();

  static StartedContainer start(Engine engine, Optional<Path> visible, LogTail log) {
    String image = SandboxImage.provide(engine.client());
    ContainerClassPath classPath = ContainerClassPath.of(ClassPath.current());
    List<String> command =
        List.of(
            "/bin/sh",
            "-c",
            "mkdir -p \"$1/tmp\" && shift && exec \"$@\"",
            "sandbox",
            SandboxContainer.ROOT);
    List<String> agent =
        AgentCommand.of(SandboxImage.JAVA, classPath.toString(), SandboxContainer.ROOT);
    List<String> all = Stream.concat(command.stream(), agent.stream()).toList();
    String address = engine.address().toString();
    RuntimeException first = null;
    for (Rights rights : Rights.values()) {
      if (rights.ordinal() < KNOWN.getOrDefault(address, Rights.PRIVILEGED).ordinal()) {
        continue;
      }
      SandboxContainer container =
          new SandboxContainer(engine, image, rights, visible, classPath, all, log);
      try {
        QuietReaper.during(container::start);
        KNOWN.put(address, rights);
        return new StartedContainer(container, container.getContainerId(), rights);
      } catch (RuntimeException failure) {
        container.stop();
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
