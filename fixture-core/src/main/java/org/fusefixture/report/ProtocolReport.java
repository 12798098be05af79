package org.fusefixture.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where replies of the filesystem under test broke a rule of the FUSE protocol. They are judged as
 * the filesystem gave them, before a fault changed anything. docs/protocol-rules.md has the rules.
 *
 * @param violations the first 100, oldest first
 * @param counts how often each rule was broken in all, by the id of the rule
 */
public record ProtocolReport(List<Violation> violations, Map<String, Long> counts) {
  /** No rule was broken. */
  public static final ProtocolReport CLEAN = new ProtocolReport(List.of(), Map.of());

  /**
   * Takes null for nothing.
   *
   * @param violations as {@link #violations()}
   * @param counts as {@link #counts()}
   */
  public ProtocolReport {
    violations = violations == null ? List.of() : List.copyOf(violations);
    counts = counts == null ? Map.of() : Map.copyOf(counts);
  }

  /** {@return how many violations there were, including those that are not listed} */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * A reply that broke a rule.
   *
   * @param rule its id, for example {@code entry.root}
   * @param operation the opcode, or what the message is where no request is known
   * @param unique the request; 0 for none
   * @param request its arguments, as in the trace; empty where they are not known
   * @param detail what was found
   * @param claim what holds of a right reply
   * @param source file and function of the kernel that rely on it
   */
  public record Violation(
      String rule,
      String operation,
      long unique,
      String request,
      String detail,
      String claim,
      String source) {
    /**
     * Refuses null.
     *
     * @param rule as {@link #rule()}
     * @param operation as {@link #operation()}
     * @param unique as {@link #unique()}
     * @param request as {@link #request()}
     * @param detail as {@link #detail()}
     * @param claim as {@link #claim()}
     * @param source as {@link #source()}
     */
    public Violation {
      Objects.requireNonNull(rule, "rule");
      Objects.requireNonNull(operation, "operation");
      Objects.requireNonNull(request, "request");
      Objects.requireNonNull(detail, "detail");
      Objects.requireNonNull(claim, "claim");
      Objects.requireNonNull(source, "source");
    }

    @Override
    public String toString() {
      return rule
          + ": "
          + operation
          + "#"
          + Long.toUnsignedString(unique)
          + "("
          + request
          + "): "
          + detail
          + ". "
          + claim
          + " ("
          + source
          + ")";
    }
  }
}
