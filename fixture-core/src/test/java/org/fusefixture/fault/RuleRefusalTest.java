package org.fusefixture.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.text.FaultSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nonsense is refused with what is wrong and what to do. */
class RuleRefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "on: MKDIR, bytes: {from: 0, to: 9}, fail: EIO | MKDIR has no byte range",
        "on: WRITE, at: AFTER_REPLY, fail: EIO | fail cannot happen at AFTER_REPLY, only at",
        "on: MKDIR, corrupt: {flipped-bits: 1} | MKDIR is not answered with data",
        "on: READ, at: BEFORE_DISPATCH, corrupt: {flipped-bits: 1} | has no payload to corrupt",
        "on: FORGET, fail: EIO | FORGET has no reply",
        "on: INIT, fail: EIO | INIT is answered by the session",
        "on: STATFS, path: x, fail: EIO | STATFS is about the whole filesystem",
        "on: WRITE, path: /x, fail: EIO | relative to the root of the mount; write \"x\"",
        "on: WRITE, fail: EOI | did you mean EIO?",
        "on: WRIET, fail: EIO | did you mean WRITE?",
        "on: WRITE, fial: EIO | did you mean fail?",
        "on: WRITE | a rule must have an effect: one of abort, acknowledge-only",
        "fail: EIO | a rule must name its operations",
        "on: [], fail: EIO | no operation is named",
        "on: [WRITE, WRITE], fail: EIO | WRITE is named twice",
        "on: WRITE, fail: EIO, delay: 1s | a rule has only one effect",
        "on: WRITE, nth: 1, every: 2, fail: EIO | only one schedule",
        "on: WRITE, nth: 0, fail: EIO | nth (0) must be 1 or more",
        "on: WRITE, delay: 5 | invalid duration \"5\": expected a number and a unit",
        "on: WRITE, delay: 0s | nor both be zero",
        "on: WRITE, probability: 0, fail: EIO | must be above 0",
        "on: WRITE, probability: x, fail: EIO | invalid number",
        "on: WRITE, sequence: [PASS, PASS], fail: EIO | has no FAIL",
        "on: WRITE, regex: '(', fail: EIO | invalid regular expression",
        "on: WRITE, glob: '[', fail: EIO | invalid glob",
        "on: READ, torn-write: {parts: 2, keep: 1} | READ writes no payload",
        "on: WRITE, torn-write: {parts: 2, keep: 3} | there is no part 3: they count from 1 to 2",
        "on: WRITE, torn-write: {parts: 1, keep: 1} | must be from 2 to 64",
        "on: LOOKUP, acknowledge-only: true | LOOKUP is answered with more than success",
        "on: GETATTR, throttle: {bytes-per-second: 5} | GETATTR moves no bytes",
        "on: WRITE, override-attributes: {size: 5} | WRITE is not answered with attributes",
        "on: WRITE, notify-kernel: EXPIRE_ENTRY | WRITE is about no name",
        "on: WRITE, malform: {defect: BODY, abandoned: true} | leave abandoned out",
        "on: WRITE, when: no-class, fail: EIO | is not the name of a class",
        "on: WRITE, short-write: 99999999999 | is out of range",
        "on: WRITE, freeze: 5 | takes no value but true",
        "'on: WRITE, name: a b, fail: EIO' | letters, digits",
        "on: WRITE, fail: EIO, fail: EPERM | given twice",
        "'on: [WRITE' | invalid YAML",
      })
  void nonsense_isRefused(String text, String message) {
    assertThatThrownBy(() -> Rule.parse(text))
        .isInstanceOf(FaultSyntaxException.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith("line ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on: TMPFILE, limit-handles: {most: 1}",
        "on: [CREATE, TMPFILE], limit-handles: {most: 1}",
        "on: TMPFILE, override-attributes: {size: 5}",
      })
  void unnamedFile_isAnInodeAndAHandleAsAnyOther(String text) {
    assertThat(Rule.parse(text).opcodes()).contains(Opcode.TMPFILE);
  }

  @Test
  void error_namesLineColumnAndField() {
    assertThatThrownBy(
            () ->
                Scenario.parse(
                    """
                    scenario: worn
                    rules:
                      - name: a
                        on: WRITE
                        fail: EIO
                      - name: b
                        on: WRITE
                        fail: {EIO: 1, EOI: 2}
                    """))
        .isInstanceOfSatisfying(
            FaultSyntaxException.class,
            e -> {
              assertThat(e.line()).isEqualTo(8);
              assertThat(e.field()).isEqualTo("rules[1].fail.EOI");
            });
  }

  @Test
  void columnOfARuleWithoutBraces_isThatOfTheText() {
    assertThatThrownBy(() -> Rule.parse("on: WRITE, fail: EOI"))
        .isInstanceOfSatisfying(
            FaultSyntaxException.class, e -> assertThat(e.column()).isEqualTo(18));
  }

  @Test
  void scenario_isReadFromJson() {
    Scenario scenario =
        Scenario.parse(
            "{\"scenario\": \"worn\", \"seed\": 7, \"rules\":"
                + " [{\"on\": [\"READ\"], \"delay\": {\"by\": \"5ms\"}}]}");
    assertThat(scenario.seed()).hasValue(7);
    assertThat(scenario.rules())
        .containsExactly(Rule.parse("on: READ, at: BEFORE_DISPATCH, delay: 5ms"));
  }
}
