package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.fusefixture.internal.sandbox.SandboxFailedException;

/** Removes a container and waits until it is gone. */
final class ContainerRemoval {
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(5);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(20);

  private ContainerRemoval() {}

  static void remove(DockerClient client, String id) {
    if (isGoneWithin(LEAVE_LIMIT, client, id)) {
      return; // its process read the end of its input, and the engine removed it
    }
    try {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException | NotModifiedException | ConflictException e) {
      // gone meanwhile, or being removed (conflict): the wait below tells
    }
    if (!isGoneWithin(KILL_LIMIT, client, id)) {
      throw new SandboxFailedException(
          "the container "
              + id
              + " could not be removed within "
              + LEAVE_LIMIT.plus(KILL_LIMIT).toSeconds()
              + " s; look for it with docker ps -a");
    }
  }

  private static boolean isGoneWithin(Duration limit, DockerClient client, String id) {
    try {
      Awaitility.await()
          .atMost(limit)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(30))
          .pollInSameThread()
          .until(() -> isGone(client, id));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private static boolean isGone(DockerClient client, String id) {
    try {
      client.inspectContainerCmd(id).exec();
      return false;
    } catch (NotFoundException e) {
      return true;
    }
  }
}
