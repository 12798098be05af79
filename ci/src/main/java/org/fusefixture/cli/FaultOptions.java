package org.fusefixture.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.fusefixture.control.fault.SetFaults;
import org.fusefixture.control.mount.MountTarget;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.fault.Scenario;
import org.fusefixture.sandbox.Sandbox;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is to go wrong on a mount of the command line. */
final class FaultOptions {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Option(
      names = "--fault",
      paramLabel = "RULE",
      description = "for example \"on: WRITE, nth: 3, fail: EIO\"; may be repeated")
  private List<String> rules = List.of();

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "faults in YAML or JSON, see docs/faults.md; may be repeated")
  private List<Path> files = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Whether there are any. */
  boolean isEmpty() {
    return rules.isEmpty() && files.isEmpty();
  }

  /** What the options say; refuses what cannot be read before anything is mounted. */
  List<Scenario> scenarios() {
    List<Scenario> scenarios = new java.util.ArrayList<>();
    try {
      for (Path file : files) {
        scenarios.add(Scenario.read(file));
      }
      if (!rules.isEmpty()) {
        scenarios.add(new Scenario("", null, rules.stream().map(Rule::parse).toList()));
      }
      return scenarios;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "cannot read the scenario: " + e, e);
    }
  }

  /** Sets them on a mount. */
  void set(Sandbox sandbox, int mount, List<Scenario> scenarios) {
    for (Scenario scenario : scenarios) {
      SetFaults request =
          new SetFaults(
              mount, scenario.seed(), scenario.rules().stream().map(Rule::toString).toList());
      sandbox.control().call("set faults", LIMIT, agent -> agent.faults().set(request));
    }
  }

  /**
   * Takes them back and says what became of them.
   *
   * @return whether each fired that was expected to
   */
  boolean end(Sandbox sandbox, MountTarget target, PrintWriter out) {
    if (isEmpty()) {
      return true;
    }
    boolean fired = true;
    for (RuleReceipt receipt :
        sandbox
            .control()
            .call("reset faults", LIMIT, agent -> agent.faults().reset(target))
            .receipts()) {
      out.println("fuse-fixture: fault " + receipt);
      fired &= receipt.fired() > 0 || receipt.optional();
    }
    return fired;
  }
}
