package org.fusefixture.junit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleBuilder;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.fault.Scenario;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.fault.effect.FaultEffect;

/**
 * The faults of a mount. A fault hits requests that the server receives after it was set. All
 * faults are reset when the test ends, and the test fails if one of them never fired.
 *
 * <pre>{@code
 * Receipt receipt = fs.faults().on(WRITE).path("notes").nth(3).at(BEFORE_DISPATCH).fail(EIO);
 * ...
 * assertThat(receipt).fired(times(1));
 * }</pre>
 */
public final class Faults {
  private final MountCalls calls;
  private final Server server;
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<String, RuleReceipt> last = new LinkedHashMap<>();
  private volatile boolean restarting;
  private final Set<String> excused = ConcurrentHashMap.newKeySet();

  Faults(MountCalls calls, Server server) {
    this.calls = calls;
    this.server = server;
  }

  /**
   * {@return a fault on some operations, which the verb of its effect sets}
   *
   * @param first an operation
   * @param more further operations
   */
  public RuleBuilder<Receipt> on(Opcode first, Opcode... more) {
    return onAny().on(first, more);
  }

  /** {@return a fault on every operation on which its effect works, which the verb sets} */
  public RuleBuilder<Receipt> onAny() {
    return new RuleBuilder<>(this::set);
  }

  /**
   * Sets a fault.
   *
   * @param rule the fault
   * @return what shows what it has done
   */
  public Receipt set(Rule rule) {
    return set(List.of(rule), OptionalLong.empty()).get(0);
  }

  /**
   * Sets a fault from its text, for example {@code "on: WRITE, nth: 3, fail: EIO"}.
   *
   * @param rule as {@link Rule#parse} reads it
   * @return what shows what it has done
   * @throws IllegalArgumentException if it cannot be read, with line, column, field and what to
   *     write instead
   */
  public Receipt set(String rule) {
    return set(Rule.parse(rule));
  }

  /**
   * Sets the faults of a scenario, in their order.
   *
   * @param scenario the faults
   * @return a receipt for each, in their order
   */
  public List<Receipt> set(Scenario scenario) {
    return scenario.rules().isEmpty() ? List.of() : set(scenario.rules(), scenario.seed());
  }

  /** Releases what the faults hold up. The faults stay. */
  public void release() {
    release("");
  }

  /** Removes all faults, and releases what they hold up. Receipts keep what they said last. */
  public synchronized void reset() {
    if (rules.isEmpty()) {
      return;
    }
    remember(
        calls.call("reset the faults", agent -> agent.faults().reset(calls.mount())).receipts());
    rules.clear();
  }

  /** {@return what every fault since the mount, or since the test began, has done} */
  public synchronized Collection<RuleReceipt> receipts() {
    refresh();
    return List.copyOf(last.values());
  }

  /** {@return the number of messages made by faults that the kernel has refused since the mount} */
  public long refusedReplies() {
    return calls
        .call("receipts of faults", agent -> agent.faults().receipts(calls.mount()))
        .refusedReplies();
  }

  synchronized RuleReceipt receipt(String name) {
    refresh();
    return last.get(name);
  }

  void excuse(String name) {
    excused.add(name);
  }

  void release(String name) {
    calls.call("release faults", agent -> agent.faults().release(calls.mount(), name));
  }

  void remove(String name) {
    calls.call("remove the fault " + name, agent -> agent.faults().remove(calls.mount(), name));
  }

  /** The server is about to be killed: asks for the receipts while it can answer. */
  synchronized void foreseeDeath() {
    try {
      refresh();
    } catch (ClientIOException | ControlException e) {
      server.expectDeath(); // it no longer answers; the last receipts stay
    }
  }

  /** Whether a fault may have replaced the server by another one. */
  boolean restarting() {
    return restarting;
  }

  /** Another server serves the mount, and has none of the faults. */
  synchronized void forgetServer() {
    rules.clear();
  }

  /**
   * Ends the faults of a test.
   *
   * @return those that never fired although they should have
   */
  synchronized List<RuleReceipt> end() {
    reset();
    List<RuleReceipt> unfired = new ArrayList<>();
    for (RuleReceipt receipt : last.values()) {
      if (receipt.fired() == 0 && !receipt.optional() && !excused.contains(receipt.name())) {
        unfired.add(receipt);
      }
    }
    excused.clear();
    last.clear();
    return unfired;
  }

  private synchronized List<Receipt> set(List<Rule> more, OptionalLong seed) {
    Long given = seed.isPresent() ? seed.getAsLong() : null;
    List<String> names =
        calls.call("set faults", agent -> agent.faults().set(calls.mount(), given, more));
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < more.size(); i++) {
      String name = names.get(i);
      last.remove(name);
      excused.remove(name);
      rules.put(name, more.get(i));
      switch (((FaultEffect) more.get(i).effect()).fate()) {
        case LIVES -> {}
        case DIES -> server.expectDeath();
        case IS_REPLACED -> restarting = true;
      }
      receipts.add(new Receipt(this, name));
    }
    return receipts;
  }

  private void refresh() {
    if (!rules.isEmpty()) {
      remember(
          calls
              .call("receipts of faults", agent -> agent.faults().receipts(calls.mount()))
              .receipts());
    }
  }

  private void remember(List<RuleReceipt> receipts) {
    receipts.forEach(receipt -> last.put(receipt.name(), receipt));
    rules.forEach(
        (name, rule) ->
            last.putIfAbsent(
                name,
                new RuleReceipt(
                    name,
                    rule.withName(name).toString(),
                    rule.optional(),
                    0,
                    0,
                    List.of(),
                    List.of("the server died before it could report"))));
  }
}
