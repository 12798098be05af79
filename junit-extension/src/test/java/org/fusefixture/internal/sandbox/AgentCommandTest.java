package org.fusefixture.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentCommandTest {
  @Test
  void main_class_of_the_agent_exists() throws Exception {
    assertThat(Class.forName(AgentCommand.MAIN).getMethod("main", String[].class)).isNotNull();
  }
}
