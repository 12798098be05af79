package org.fusefixture.internal.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fusefixture.comparison.Measure;
import org.junit.jupiter.api.Test;

class BlockTest {
  private static final double EXACT = 1e-9;

  @Test
  void candidate_in_half_the_time_has_twice_the_throughput_and_half_the_cpu() {
    Block block = block(100, 50, 50, 100);
    assertThat(Math.exp(block.logRatio(Measure.THROUGHPUT, SPLICE))).isCloseTo(2, within(EXACT));
    assertThat(Math.exp(block.logRatio(Measure.CPU_PER_MEBIBYTE, SPLICE)))
        .isCloseTo(0.5, within(EXACT));
  }

  @Test
  void machine_that_slows_down_steadily_favours_nobody() {
    // Each round takes 10% longer than the one before, in both modes alike.
    Block block = block(1000, 1100, 1210, 1331);
    assertThat(block.logRatio(Measure.THROUGHPUT, SPLICE)).isCloseTo(0, within(EXACT));
  }

  @Test
  void orders_mirror_each_other_and_come_from_the_seed() {
    SplittableRandom one = new SplittableRandom(3);
    SplittableRandom other = new SplittableRandom(3);
    List<String> orders = Stream.generate(() -> Block.drawOrder(one)).limit(50).toList();
    assertThat(orders.stream().collect(Collectors.toSet())).isEqualTo(Set.of("ABBA", "BAAB"));
    assertThat(Stream.generate(() -> Block.drawOrder(other)).limit(50).toList()).isEqualTo(orders);
  }

  private static Block block(long first, long second, long third, long fourth) {
    return new Block(
        "ABBA",
        List.of(
            Rounds.lasting(COPY, first),
            Rounds.lasting(SPLICE, second),
            Rounds.lasting(SPLICE, third),
            Rounds.lasting(COPY, fourth)));
  }
}
