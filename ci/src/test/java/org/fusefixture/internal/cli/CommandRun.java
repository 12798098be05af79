package org.fusefixture.internal.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/**
 * One execution of the command line in this JVM.
 *
 * @param out what the program itself and the commands that it ran printed
 */
record CommandRun(int status, String out, String err) {
  static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ByteArrayOutputStream passedOn = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(passedOn, true, StandardCharsets.UTF_8));
    try {
      CommandLine line = FuseFixture.commandLine();
      line.setOut(new PrintWriter(out, true));
      line.setErr(new PrintWriter(err, true));
      int status = line.execute(arguments);
      return new CommandRun(
          status, out + passedOn.toString(StandardCharsets.UTF_8), err.toString());
    } finally {
      System.setOut(before);
    }
  }
}
