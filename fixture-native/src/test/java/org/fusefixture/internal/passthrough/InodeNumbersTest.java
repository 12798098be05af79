package org.fusefixture.internal.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.fusefixture.internal.passthrough.HeldInode.Identity;
import org.junit.jupiter.api.Test;

class InodeNumbersTest {
  private static final long HOME = 42;
  private static final long SEED = 7;

  private final InodeNumbers numbers = new InodeNumbers(HOME);

  @Test
  void filesystemAtTheRoot_keepsItsNumbers() {
    for (long inode : new long[] {0, 1, 2, 1L << 48, Long.MAX_VALUE}) {
      assertThat(numbers.of(HOME, inode)).isEqualTo(inode);
    }
  }

  /** Small and large numbers of few and of many filesystems, each asked for several times. */
  @Test
  void oneInode_hasOneNumberForEver_andNoOtherHasIt() {
    Random random = new Random(SEED);
    Map<Identity, Long> given = new HashMap<>();
    Map<Long, Identity> taken = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      long device = random.nextBoolean() ? HOME - random.nextInt(5) : random.nextInt(40_000);
      long inode = (random.nextLong() >>> random.nextInt(64)) & -(1L << random.nextInt(64));
      Identity identity = new Identity(device, inode);
      long number = numbers.of(device, inode);
      assertThat(given.getOrDefault(identity, number))
          .as("seed %d: %s", SEED, identity)
          .isEqualTo(number);
      given.put(identity, number);
      assertThat(taken.getOrDefault(number, identity))
          .as("seed %d: %x", SEED, number)
          .isEqualTo(identity);
      taken.put(number, identity);
    }
  }
}
