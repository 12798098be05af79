package org.fusefixture.internal.fault.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.effect.Draw;

/**
 * The rules that are set, by operation; rules with a path also by inode, so that a path is compared
 * once for each inode and not for each request. Apart from that memory it does not change.
 */
public final class ActiveRules {
  private static final int SLOTS = 1024;
  private static final int OPCODES = Opcode.values().length;

  private record Slot(Opcode opcode, long nodeId, int version, Candidates candidates) {}

  private final PathIndex paths;
  private final Candidates[] whole = new Candidates[OPCODES];
  private final RuleState[][] selective = new RuleState[OPCODES][];
  private final AtomicReferenceArray<Slot> slots = new AtomicReferenceArray<>(SLOTS);
  private final RuleState[] handleLimits;

  ActiveRules(List<RuleState> rules, PathIndex paths) {
    this.paths = paths;
    Map<Opcode, List<RuleState>> byOpcode = new EnumMap<>(Opcode.class);
    for (RuleState state : rules) {
      for (Opcode opcode : state.rule().opcodes()) {
        byOpcode.computeIfAbsent(opcode, key -> new ArrayList<>()).add(state);
      }
    }
    byOpcode.forEach(
        (opcode, states) -> {
          RuleState[] all = states.toArray(RuleState[]::new);
          if (states.stream().anyMatch(RuleState::dependsOnNode)) {
            selective[opcode.ordinal()] = all;
          } else {
            whole[opcode.ordinal()] = Candidates.of(all);
          }
        });
    handleLimits =
        rules.stream()
            .filter(state -> state.admission().watchesHandles())
            .toArray(RuleState[]::new);
  }

  /** Looks at a request; the rules that can hit it, or null if there are none. */
  public Candidates select(
      ObservedRequest observed,
      Opcode opcode,
      long unique,
      long nodeId,
      org.fusefixture.protocol.request.Request request) {
    Candidates all = whole[opcode.ordinal()];
    RuleState[] some = selective[opcode.ordinal()];
    if (all == null && some == null) {
      return null;
    }
    observed.observe(opcode, unique, nodeId, request);
    if (all != null) {
      return all;
    }
    Candidates selected =
        observed.isAboutName() ? concerning(some, observed) : ofNode(some, observed);
    return selected.isEmpty() ? null : selected;
  }

  /** Limits of handles, which have to see handles being opened and closed. */
  RuleState[] handleLimits() {
    return handleLimits;
  }

  private Candidates ofNode(RuleState[] states, ObservedRequest request) {
    int version = paths.version();
    int at = (int) (Draw.mix(request.nodeId(), request.opcode().ordinal()) & SLOTS - 1);
    Slot slot = slots.get(at);
    if (slot != null
        && slot.nodeId == request.nodeId()
        && slot.opcode == request.opcode()
        && slot.version == version) {
      return slot.candidates;
    }
    Candidates candidates = concerning(states, request);
    slots.set(at, new Slot(request.opcode(), request.nodeId(), version, candidates));
    return candidates;
  }

  private static Candidates concerning(RuleState[] states, ObservedRequest request) {
    return Candidates.of(
        Arrays.stream(states).filter(state -> state.concerns(request)).toArray(RuleState[]::new));
  }
}
