package org.fusefixture.internal.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("container")
@Timeout(180)
class AbandonedContainersIT {
  private DockerClient client;
  private String id;

  @BeforeEach
  void findEngine() throws Exception {
    client = Engine.shared().client();
  }

  @AfterEach
  void removeContainer() {
    if (exists()) {
      client.removeContainerCmd(id).withForce(true).exec();
    }
  }

  @Test
  void containerOfAJvmThatIsGone_isRemoved() {
    Map<String, String> labels = new HashMap<>(AbandonedContainers.labels());
    // This JVM's number, but another start: the number was used again.
    labels.computeIfPresent("org.fusefixture.owner", (name, owner) -> owner + "1");
    create(labels);

    AbandonedContainers.sweep(client);

    assertThat(exists()).isFalse();
  }

  @Test
  void containersOfThisJvm_andOfOtherMachines_areLeftAlone() {
    create(AbandonedContainers.labels());
    AbandonedContainers.sweep(client);
    assertThat(exists()).isTrue();
    removeContainer();

    create(Map.of("org.fusefixture.owner", "1@2", "org.fusefixture.machine", "another"));
    AbandonedContainers.sweep(client);
    assertThat(exists()).isTrue();
  }

  private void create(Map<String, String> labels) {
    id =
        client
            .createContainerCmd(SandboxImage.provide(client))
            .withCmd("true")
            .withLabels(labels)
            .exec()
            .getId();
  }

  private boolean exists() {
    try {
      client.inspectContainerCmd(id).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }
}
