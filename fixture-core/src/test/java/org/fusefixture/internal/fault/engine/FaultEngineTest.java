package org.fusefixture.internal.fault.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.errno.Errno.ENOSPC;
import static org.fusefixture.fault.trigger.Phase.BEFORE_DISPATCH;
import static org.fusefixture.fault.trigger.Phase.RECEIVED;
import static org.fusefixture.filesystem.Opcode.LOOKUP;
import static org.fusefixture.filesystem.Opcode.READ;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.fusefixture.fault.Firing;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.request.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultEngineTest {
  private static final long FILE = 3;
  private static final long LIMIT_SECONDS = 20;

  private final AtomicLong clock = new AtomicLong(1_000);
  private final FaultEngine engine = new FaultEngine(clock::get);

  private List<String> set(Rule... rules) {
    return engine.set(List.of(rules), 1);
  }

  /** What hits a WRITE, in order. */
  private List<Hit> write(long node, long offset, int size, Phase phase) {
    List<Hit> hits = new ArrayList<>();
    ActiveRules active = engine.active();
    if (active == null) {
      return hits;
    }
    ObservedRequest observed = engine.newObservation();
    var candidates = active.select(observed, WRITE, 8, node, Requests.write(node, offset, size));
    if (candidates == null) {
      return hits;
    }
    FaultEngine.Cursor cursor = new FaultEngine.Cursor();
    Hit hit;
    while ((hit = engine.next(candidates, phase, observed, null, cursor)) != null) {
      hits.add(hit);
    }
    return hits;
  }

  private List<Hit> write(long offset) {
    return write(FILE, offset, 512, BEFORE_DISPATCH);
  }

  @Test
  void withoutRules_thereIsNothingToAsk() {
    assertThat(engine.active()).isNull();
    set(Rule.on(WRITE).fail(EIO));
    assertThat(engine.active()).isNotNull();
    engine.reset();
    assertThat(engine.active()).isNull();
  }

  @Test
  void rulesOfAPhase_hitInTheOrderInWhichTheyWereSet() {
    set(
        Rule.on(WRITE).named("late").delay(Duration.ofMillis(1)),
        Rule.on(WRITE).named("early").at(RECEIVED).fail(EIO),
        Rule.on(READ).named("other").fail(EIO),
        Rule.on(WRITE).named("last").fail(ENOSPC));
    assertThat(write(0))
        .extracting(hit -> hit.state().rule().name())
        .containsExactly("late", "last");
    assertThat(write(FILE, 0, 512, RECEIVED))
        .extracting(hit -> hit.state().rule().name())
        .containsExactly("early");
  }

  @Test
  void namesThatAreTaken_areRefused_andNothingIsSet() {
    set(Rule.on(WRITE).named("a").fail(EIO));
    assertThatThrownBy(
            () -> set(Rule.on(READ).named("b").fail(EIO), Rule.on(READ).named("a").fail(EIO)))
        .hasMessageContaining("a rule with the name a is set already");
    assertThat(engine.receipts()).extracting(RuleReceipt::name).containsExactly("a");
  }

  @Test
  void unnamedRules_areNumberedAroundNamesThatAreTaken() {
    set(Rule.on(WRITE).named("fault-1").fail(EIO));
    assertThat(set(Rule.on(WRITE).fail(EIO), Rule.on(WRITE).fail(EIO)))
        .containsExactly("fault-2", "fault-3");
  }

  @Test
  void pathRule_followsTheIndex() {
    engine.paths().answered(LOOKUP, Requests.named(LOOKUP, 1, "notes"), Requests.entry(FILE), 144);
    set(Rule.on(WRITE).path("notes").fail(EIO));
    assertThat(write(0)).hasSize(1);
    assertThat(write(9, 0, 512, BEFORE_DISPATCH)).isEmpty();
    engine
        .paths()
        .answered(
            org.fusefixture.filesystem.Opcode.RENAME2,
            Requests.rename(1, "notes", 1, "else", 0),
            Requests.answer(0),
            16);
    assertThat(write(0)).isEmpty();
  }

  @Test
  void missedRange_isTold() {
    set(Rule.on(WRITE).bytes(at(8192), at(12288)).fail(EIO));
    assertThat(write(4096)).isEmpty();
    assertThat(engine.receipts().get(0).nearMisses())
        .singleElement()
        .asString()
        .contains("offset 4096 (512 bytes) is outside 8192..12288");
  }

  @Test
  void removedRule_keepsItsReceiptUntilTheReset() {
    set(Rule.on(WRITE).named("gone").fail(EIO));
    write(0);
    assertThat(engine.remove("gone")).isTrue();
    assertThat(engine.remove("gone")).isFalse();
    assertThat(write(0)).isEmpty();
    assertThat(engine.receipts()).extracting(RuleReceipt::fired).containsExactly(1L);
    engine.reset();
    assertThat(engine.receipts()).isEmpty();
  }

  @Test
  void spaceThatIsLeft_isCountedAcrossRequests() {
    set(Rule.on(WRITE).noSpace(bytes(1280)));
    assertThat(write(0)).isEmpty();
    assertThat(write(512)).isEmpty();
    assertThat(write(1024)).singleElement().extracting(Hit::admitted).isEqualTo(256L);
    assertThat(write(1536)).singleElement().extracting(Hit::admitted).isEqualTo(0L);
  }

  @ParameterizedTest
  @EnumSource(
      value = Opcode.class,
      names = {"OPEN", "OPENDIR", "CREATE", "TMPFILE"})
  void handle_countsUntilItIsReleased(Opcode opcode) {
    set(Rule.on(opcode).limitHandles(1));
    assertThat(open(opcode, 2)).isTrue();
    assertThat(open(opcode, 4)).isFalse();
    engine.received(engine.active(), Requests.release(FILE, 77));
    assertThat(open(opcode, 6)).isTrue();
  }

  /** Whether no rule hits it; then it is answered with handle 77. */
  private boolean open(Opcode opcode, long unique) {
    ActiveRules active = engine.active();
    ObservedRequest observed = engine.newObservation();
    Request request = Requests.golden(opcode, FILE);
    Candidates candidates = active.select(observed, opcode, unique, FILE, request);
    boolean passes =
        engine.next(candidates, BEFORE_DISPATCH, observed, null, new FaultEngine.Cursor()) == null;
    if (passes) {
      engine.answered(active, opcode, unique, request, Requests.opened(opcode, FILE, 77));
    }
    return passes;
  }

  @Test
  void window_isCountedFromTheSetting() {
    set(Rule.on(WRITE).between(Duration.ofSeconds(1), Duration.ofSeconds(2)).fail(EIO));
    assertThat(write(0)).isEmpty();
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(write(0)).hasSize(1);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(write(0)).isEmpty();
  }

  @Test
  void draws_dependOnSeedRuleInodeOffsetAndOccurrence_andOnNothingElse() {
    Set<String> forwards = drawn(1, "flaky", false);
    assertThat(drawn(1, "flaky", true)).isEqualTo(forwards);
    assertThat(drawn(2, "flaky", false)).isNotEqualTo(forwards);
    assertThat(drawn(1, "other", false)).isNotEqualTo(forwards);
    assertThat(forwards).hasSizeBetween(100, 220); // 30% of 512
  }

  private static Set<String> drawn(long seed, String name, boolean backwards) {
    FaultEngineTest other = new FaultEngineTest();
    other.engine.set(List.of(Rule.on(WRITE).named(name).probability(0.3).fail(EIO)), seed);
    for (int time = 0; time < 2; time++) {
      for (int i = 0; i < 256; i++) {
        int at = backwards ? 255 - i : i;
        other.write(at % 4 + 2, at / 4 * 512L, 512, BEFORE_DISPATCH);
      }
    }
    Set<String> drawn = new TreeSet<>();
    for (Firing firing : other.engine.receipts().get(0).firings()) {
      drawn.add(firing.nodeId() + " " + firing.offset() + " " + firing.occurrence());
    }
    return drawn;
  }

  @Test
  void releaseBetweenHitAndWait_isNotLost() throws Exception {
    set(Rule.on(WRITE).named("held").hang());
    Hit hit = write(0).get(0);
    engine.release("held");
    assertThat(waiting(hit)).succeedsWithin(Duration.ofSeconds(LIMIT_SECONDS)).isEqualTo(true);
  }

  @Test
  void hungRequest_goesOnWhenItsRuleIsReleasedRemovedOrReset() {
    for (Runnable end :
        List.<Runnable>of(
            () -> engine.release("held"),
            engine::releaseAll,
            () -> engine.remove("held"),
            engine::reset)) {
      engine.reset();
      set(Rule.on(WRITE).named("held").hang());
      CompletableFuture<Boolean> waiting = waiting(write(0).get(0));
      end.run();
      assertThat(waiting).succeedsWithin(Duration.ofSeconds(LIMIT_SECONDS)).isEqualTo(true);
    }
  }

  @Test
  void releasedRule_holdsTheNextRequestAgain() throws Exception {
    set(Rule.on(WRITE).named("held").hang());
    engine.release("held");
    Hit hit = write(0).get(0);
    assertThat(engine.await(hit, engine.now())).isFalse();
  }

  private CompletableFuture<Boolean> waiting(Hit hit) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return engine.await(hit, FaultEngine.FOREVER);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void closedEngine_takesNoRules() {
    engine.close();
    assertThatThrownBy(() -> set(Rule.on(WRITE).fail(EIO)))
        .hasMessageContaining("the session has ended");
  }

  @Test
  void effectThatCanMiss_hasFiredOnceItIsConfirmed() {
    set(Rule.on(WRITE).failAllocation(3));
    List<Hit> hits = write(FILE, 4096, 512, Phase.BEFORE_REPLY);
    assertThat(hits).hasSize(1);
    assertThat(engine.receipts().get(0).fired()).isZero();
    hits.get(0).confirm("ENOMEM");
    RuleReceipt receipt = engine.receipts().get(0);
    assertThat(receipt.matched()).isEqualTo(1);
    assertThat(receipt.fired()).isEqualTo(1);
    assertThat(receipt.firings())
        .extracting(Firing::offset, Firing::detail)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(new Offset(4096), "ENOMEM"));
  }

  @Test
  void effectThatMissed_isANearMiss() {
    set(Rule.on(WRITE).failAllocation(3));
    write(FILE, 0, 512, Phase.BEFORE_REPLY).get(0).miss("the call made 2 allocations only, not 3");
    RuleReceipt receipt = engine.receipts().get(0);
    assertThat(receipt.fired()).isZero();
    assertThat(receipt.nearMisses())
        .containsExactly("WRITE 8 was hit, but the call made 2 allocations only, not 3");
  }
}
