package org.fusefixture.internal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.fault.Scenario;
import org.fusefixture.internal.cli.FailureHandler.UnavailableException;
import org.fusefixture.internal.cli.control.ControlListeners;
import org.fusefixture.internal.cli.control.MountFaults;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options for the faults of a mount. */
final class FaultOptions {
  @Option(
      names = "--fault",
      paramLabel = "RULE",
      description = "a fault, for example \"on: WRITE, nth: 3, fail: EIO\"; may be repeated")
  private List<String> rules = List.of();

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "file with faults in YAML or JSON, see docs/faults.md; may be repeated")
  private List<Path> files = List.of();

  @Option(
      names = "--control",
      paramLabel = "FIFO",
      description =
          "reads changes of faults from a FIFO, one per line: a rule or a command, see"
              + " docs/faults.md")
  private Path control;

  @Option(
      names = "--control-http",
      paramLabel = "PORT",
      description =
          "accepts changes of faults by HTTP on this port of 127.0.0.1; 0 for any free port")
  private Integer port;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** The scenarios; refuses an invalid one before anything is mounted. */
  List<Scenario> scenarios() {
    List<Scenario> scenarios = new java.util.ArrayList<>();
    try {
      for (Path file : files) {
        scenarios.add(Scenario.read(file));
      }
      if (!rules.isEmpty()) {
        scenarios.add(
            new Scenario("", OptionalLong.empty(), rules.stream().map(Rule::parse).toList()));
      }
      return scenarios;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "--scenario: cannot read the file: " + e, e);
    }
  }

  /** Refuses invalid --control options before anything is mounted. */
  void requireControl() {
    try {
      ControlListeners.require(control);
    } catch (IllegalArgumentException | IOException e) {
      throw new ParameterException(spec.commandLine(), "--control: " + e.getMessage(), e);
    }
    if (port != null && (port < 0 || port > 65535)) {
      throw new ParameterException(
          spec.commandLine(),
          "--control-http ("
              + port
              + ") must be a port number from 0 to 65535; 0 is any free port");
    }
  }

  /** Listens for changes as the options say. */
  ControlListeners control(MountFaults faults) {
    PrintWriter out = spec.commandLine().getErr();
    try {
      return ControlListeners.open(
          control, port, faults, text -> out.println("fuse-fixture: control: " + text));
    } catch (IOException e) {
      throw new UnavailableException("cannot listen for changes of faults: " + e.getMessage(), e);
    }
  }

  /**
   * Removes the faults and prints their receipts.
   *
   * @return whether every fault fired that is not optional
   */
  boolean end(MountFaults faults, PrintWriter out) {
    if (rules.isEmpty() && files.isEmpty() && control == null && port == null) {
      return true;
    }
    boolean fired = true;
    for (RuleReceipt receipt : faults.reset()) {
      out.println("fuse-fixture: fault " + receipt);
      fired &= receipt.fired() > 0 || receipt.optional();
    }
    return fired;
  }
}
