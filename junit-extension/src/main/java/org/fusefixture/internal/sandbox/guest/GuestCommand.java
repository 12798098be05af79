package org.fusefixture.internal.sandbox.guest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command for a guest that is too long for the kernel's command line, as any with a class path
 * is: a shell in the guest reads it from the serial line. So no file is left behind, whatever
 * happens meanwhile.
 */
public final class GuestCommand {
  private final byte[] text;

  private GuestCommand(byte[] text) {
    this.text = text;
  }

  /**
   * @param command a program and its arguments
   */
  public static GuestCommand of(List<String> command) {
    String text =
        command.stream().map(GuestCommand::quote).collect(Collectors.joining(" ", "exec ", ""));
    return new GuestCommand(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What the guest is booted with: takes the text's bytes from its input, and no more. No double
   * quotes, which the kernel would take for its own.
   */
  public List<String> reader() {
    return List.of("sh", "-c", "set -f; IFS=; eval $(head -c " + text.length + ")");
  }

  /** What is to be sent once the guest is ready. */
  byte[] text() {
    return text.clone();
  }

  private static String quote(String argument) {
    return '\'' + argument.replace("'", "'\\''") + '\'';
  }
}
