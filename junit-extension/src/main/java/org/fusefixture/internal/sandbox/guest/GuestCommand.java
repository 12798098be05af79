package org.fusefixture.internal.sandbox.guest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command for a guest that is too long for the kernel's command line, as any command with a class
 * path is: a shell in the guest reads it from the serial line. So no file is left behind.
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
   * The command the guest boots with: it reads the text from its input, and nothing beyond. It
   * contains no double quotes, which the kernel would interpret.
   */
  public List<String> reader() {
    return List.of("sh", "-c", "set -f; IFS=; eval $(head -c " + text.length + ")");
  }

  /** The bytes to send once the guest is ready. */
  byte[] text() {
    return text.clone();
  }

  private static String quote(String argument) {
    return '\'' + argument.replace("'", "'\\''") + '\'';
  }
}
