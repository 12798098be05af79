package org.fusefixture.internal.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GuestCommandTest {
  @Test
  void shell_runsTheCommandAsItIs_andLeavesTheRestOfTheInput() throws IOException {
    List<String> arguments = List.of("a b", "*", "it's", "$HOME", "", "\\n", "ä\"", "two\nlines");
    List<String> command = new ArrayList<>();
    command.add("sh");
    command.add("-c");
    command.add("printf '<%s>' \"$@\"; cat");
    command.add("name");
    command.addAll(arguments);
    GuestCommand guest = GuestCommand.of(command);

    Process shell = new ProcessBuilder(guest.reader()).start();
    try (OutputStream input = shell.getOutputStream()) {
      input.write(guest.text());
      input.write("rest".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(shell.getInputStream().readAllBytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("<" + String.join("><", arguments) + ">rest");
  }

  @Test
  void reader_hasNothingThatTheKernelWouldTakeForItsOwn() {
    assertThat(GuestCommand.of(List.of("x", "\"")).reader()).noneMatch(word -> word.contains("\""));
  }
}
