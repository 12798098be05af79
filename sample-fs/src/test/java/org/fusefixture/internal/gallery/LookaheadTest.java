package org.fusefixture.internal.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LookaheadTest {
  private static final int AT_ONCE = 2;

  private final Set<Integer> begun = ConcurrentHashMap.newKeySet();

  @Test
  void resultIsThatOfThePieceAskedFor_inAnyOrder() {
    try (Lookahead<Integer, String> lookahead = lookahead()) {
      assertThat(lookahead.result(3)).isEqualTo("3");
      assertThat(lookahead.result(1)).isEqualTo("1");
      assertThat(lookahead.result(3)).isEqualTo("3");
    }
  }

  @Test
  void pieces_areUnderWayAtTheSameTime() {
    CountDownLatch together = new CountDownLatch(AT_ONCE);
    try (Lookahead<Integer, Boolean> lookahead =
        new Lookahead<>(List.of(1, 2), AT_ONCE, piece -> meet(together))) {
      assertThat(lookahead.result(1)).isTrue();
      assertThat(lookahead.result(2)).isTrue();
    }
  }

  @Test
  void onePiece_beginsOnlyTheNextOnes() {
    Lookahead<Integer, String> lookahead = lookahead();
    lookahead.result(1);
    lookahead.close();
    assertThat(begun).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void failure_isThatOfItsOwnPiece() {
    try (Lookahead<Integer, Integer> lookahead =
        new Lookahead<>(List.of(0, 1), AT_ONCE, piece -> 1 / piece)) {
      assertThatThrownBy(() -> lookahead.result(0)).isInstanceOf(ArithmeticException.class);
      assertThat(lookahead.result(1)).isEqualTo(1);
    }
  }

  private Lookahead<Integer, String> lookahead() {
    return new Lookahead<>(
        List.of(1, 2, 3, 4, 5, 6),
        AT_ONCE,
        piece -> {
          begun.add(piece);
          return piece.toString();
        });
  }

  private static boolean meet(CountDownLatch together) {
    together.countDown();
    try {
      return together.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
