package org.fusefixture.sandbox.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.fusefixture.sandbox.SandboxFailedException;

/**
 * The arguments of a java command in a file (java(1), "java @argument files"); gone when closed.
 */
final class ArgumentFile implements AutoCloseable {
  private final Path file;

  private ArgumentFile(Path file) {
    this.file = file;
  }

  /**
   * @param command the program, which is left out, and its arguments
   */
  static ArgumentFile of(List<String> command) {
    String text =
        command.stream().skip(1).map(ArgumentFile::quote).collect(Collectors.joining("\n"));
    try {
      Path file = Files.createTempFile("fuse-fixture-", ".arguments");
      Files.writeString(file, text);
      return new ArgumentFile(file);
    } catch (IOException e) {
      throw new SandboxFailedException("cannot write the arguments of the agent: " + e, e);
    }
  }

  /** The argument that stands for all of them. */
  String reference() {
    return "@" + file;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new SandboxFailedException("cannot remove " + file + ": " + e, e);
    }
  }

  private static String quote(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
