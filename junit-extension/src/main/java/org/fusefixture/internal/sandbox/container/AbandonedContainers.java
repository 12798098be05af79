package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Containers whose JVM was killed after it had created them and before it could start them: no
 * process of theirs ever ends, so the engine keeps them. Whoever starts a container next removes
 * them.
 */
final class AbandonedContainers {
  private static final String OWNER = "org.fusefixture.owner";
  private static final String MACHINE = "org.fusefixture.machine";

  private AbandonedContainers() {}

  /** What a container is to bear, so that the JVM that creates it can be known. */
  static Map<String, String> labels() {
    return Map.of(OWNER, name(ProcessHandle.current()), MACHINE, machine());
  }

  /** Removes those of this machine whose JVM is gone. */
  static void sweep(DockerClient client) {
    List<Container> unstarted =
        client
            .listContainersCmd()
            .withShowAll(true)
            .withStatusFilter(List.of("created"))
            .withLabelFilter(Map.of(MACHINE, machine()))
            .exec();
    for (Container container : unstarted) {
      if (!isAlive(container.getLabels().getOrDefault(OWNER, ""))) {
        remove(client, container.getId());
      }
    }
  }

  private static void remove(DockerClient client, String id) {
    try {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException | ConflictException e) {
      return; // another JVM was faster
    }
  }

  static boolean isAlive(String owner) {
    String number = owner.substring(0, Math.max(0, owner.indexOf('@')));
    return number.matches("[0-9]{1,10}")
        && ProcessHandle.of(Long.parseLong(number))
            .map(AbandonedContainers::name)
            .filter(owner::equals)
            .isPresent();
  }

  /** A process number is used again, so its start belongs to the name. */
  private static String name(ProcessHandle process) {
    Optional<Instant> start = process.info().startInstant();
    return process.pid() + "@" + start.map(Instant::toEpochMilli).orElse(0L);
  }

  /** Two machines, or containers, may share an engine; process numbers mean nothing elsewhere. */
  private static String machine() {
    try {
      String boot = Files.readAllLines(Path.of("/proc/sys/kernel/random/boot_id")).get(0).strip();
      return boot + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | IndexOutOfBoundsException e) {
      return "unknown"; // not Linux; then only what this one has left is known by its process
    }
  }
}
