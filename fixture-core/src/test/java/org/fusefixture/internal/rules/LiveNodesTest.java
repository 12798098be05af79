package org.fusefixture.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveNodesTest {
  private static final long SEED = 7;
  private static final int REGULAR = 0100000;

  @Test
  void randomGrantsAndForgets_agreeWithAMap() {
    Random random = new Random(SEED);
    LiveNodes nodes = new LiveNodes();
    Map<Long, Long> expected = new HashMap<>();
    for (int step = 0; step < 200_000; step++) {
      long node = 2 + random.nextInt(1500);
      if (random.nextInt(5) < 3) {
        assertThat(nodes.grant(node, node, REGULAR)).as("seed %d, step %d", SEED, step).isNull();
        expected.merge(node, 1L, Long::sum);
      } else {
        long count = 1 + random.nextInt(3);
        nodes.forget(node, count);
        expected.computeIfPresent(node, (key, held) -> held > count ? held - count : null);
      }
      assertThat(nodes.size()).as("seed %d, step %d", SEED, step).isEqualTo(expected.size());
    }
    for (long node = 2; node < 1502; node++) {
      LiveNodes.Told told = nodes.grant(node, -1, REGULAR);
      assertThat(told != null)
          .as("node %d, seed %d", node, SEED)
          .isEqualTo(expected.containsKey(node));
    }
  }

  @Test
  void moreThanTheMost_areNotWatched() {
    LiveNodes nodes = new LiveNodes();
    for (long node = 2; node < LiveNodes.MOST + 1000; node++) {
      nodes.grant(node, 0, REGULAR);
    }

    assertThat(nodes.size()).isEqualTo(LiveNodes.MOST);
  }
}
