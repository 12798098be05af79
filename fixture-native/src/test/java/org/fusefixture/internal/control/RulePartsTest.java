package org.fusefixture.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonSyntaxException;
import org.fusefixture.fault.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulePartsTest {
  private final Gson gson = ControlJson.configure(new GsonBuilder()).create();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: a, on: WRITE, path: notes, nth: 3, fail: {EIO: 9, ENOSPC: 1}",
        "on: ANY, prefix: no, uid: 5, probability: 0.3, sequence: [PASS, FAIL], drop: true",
        "on: [READ, WRITE], bytes: {from: 1, to: 9}, delay: {by: 5ms, jitter: 7us}",
        "on: WRITE, between: {to: 1h}, corrupt: {flipped-bits: 3}, optional: true",
        "on: WRITE, when: some.Class, torn-write: {parts: 4, keep: [1, 3]}",
        "on: OPEN, limit-handles: {most: 2, errno: ENFILE}",
        "on: STATFS, override-statistics: {free-blocks: 9223372036854775807}",
        "on: FSYNC, at: BEFORE_REPLY, lose-unsynced: {power: KEPT, surviving-percent: 50}",
      })
  void rule_travelsAsAValue(String text) {
    Rule rule = Rule.parse(text);
    assertThat(gson.fromJson(gson.toJson(rule), Rule.class)).isEqualTo(rule);
  }

  @Test
  void unknownEffect_isRefused() {
    String json = gson.toJson(Rule.parse("on: WRITE, drop: true")).replace("drop", "drip");
    assertThatThrownBy(() -> gson.fromJson(json, Rule.class))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("drip is not one of");
  }
}
