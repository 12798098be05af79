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
 * Removes containers whose JVM was killed between creating and starting them. Since no process of
 * theirs ever ends, the engine keeps them; the next start of a container removes them.
 */
final class AbandonedContainers {
  private static final String OWNER = "org.fusefixture.owner";
  private static final String MACHINE = "org.fusefixture.machine";

  private AbandonedContainers() {}

  /** Labels that identify the JVM which creates a container. */
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

  /** Process numbers are reused, so the start time is part of the name. */
  private static String name(ProcessHandle process) {
    Optional<Instant> start = process.info().startInstant();
    return process.pid() + "@" + start.map(Instant::toEpochMilli).orElse(0L);
  }

  /** Machines or containers may share an engine, and process numbers differ between them. */
  private static String machine() {
    try {
      String boot = Files.readAllLines(Path.of("/proc/sys/kernel/random/boot_id")).get(0).strip();
      return boot + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | IndexOutOfBoundsException e) {
      return "unknown"; // not Linux: the process alone identifies the owner
    }
  }
}
