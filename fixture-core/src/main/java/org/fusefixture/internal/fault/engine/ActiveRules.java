package org.fusefixture.internal.fault.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.fusefixture.fault.effect.LimitHandles;
import org.fusefixture.filesystem.Opcode;

/**
 * The rules that are set, by operation; for rules with a path also by inode, so that a path is
 * compared once for an inode and not for each request. An unchanging snapshot but for that memory.
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
      for (Opcode opcode : operations(state)) {
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
            .filter(state -> state.rule().effect() instanceof LimitHandles)
            .toArray(RuleState[]::new);
  }

  private static Collection<Opcode> operations(RuleState state) {
    Set<Opcode> all = state.rule().opcodes();
    return all.size() > 1 && Mutations.disable("Operations") ? List.of(all.iterator().next()) : all;
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
