package org.fusefixture.internal.kernel;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The patched kernel of this user, in the cache under a key of source version, patches and
 * configuration.
 *
 * @param program the kernel, an executable
 */
public record PatchedKernelProgram(Path program) {
  /** The script's own limit is lower; this is for a script that hangs. */
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(30);

  private static final Duration QUESTION_LIMIT = Duration.ofSeconds(30);

  /** The script asks the package manager for the version, which takes a second or more. */
  private static final AtomicReference<PatchedKernelProgram> FOUND = new AtomicReference<>();

  /**
   * The kernel, if it was built; once found, it stays the one of this process while it is there.
   */
  public static Optional<PatchedKernelProgram> find() {
    PatchedKernelProgram found = FOUND.get();
    if (found != null && Files.isExecutable(found.program)) {
      return Optional.of(found);
    }
    Answer answer = ask("--print-path");
    if (answer.status != 0) {
      return Optional.empty();
    }
    FOUND.set(new PatchedKernelProgram(Path.of(answer.text.strip())));
    return Optional.of(FOUND.get());
  }

  /**
   * The command that boots a guest with the host's files as its root, read-only. Its standard input
   * and output are the guest's serial line, which the command gets as its own; on it the line
   * "guest ready" comes first. Its standard error is the console. The guest dies with the thread
   * that runs it.
   *
   * @param options of the guest
   * @param command runs in the guest as root
   */
  public List<String> bootCommand(GuestOptions options, List<String> command) {
    return bootCommand(options, List.of("--serial"), command);
  }

  /**
   * The same for a guest to which nobody is near who could end it, as in a container: it is killed
   * when it outlives the end of its input for long.
   */
  public List<String> attachedBootCommand(GuestOptions options, List<String> command) {
    return bootCommand(options, List.of("--serial", "--end-with-input"), command);
  }

  /** The first process of a guest, a program beside the kernel. */
  public Path init() {
    return program.resolveSibling("guest-init");
  }

  private List<String> bootCommand(
      GuestOptions options, List<String> streams, List<String> command) {
    // The script as text, since a file would have to stay as long as the guest.
    List<String> boot = new ArrayList<>(List.of("bash", "-c", KernelScripts.text("boot"), "boot"));
    boot.addAll(streams);
    boot.addAll(options.bootArguments());
    boot.add(program.toString());
    boot.add(init().toString());
    boot.addAll(command);
    return List.copyOf(boot);
  }

  /**
   * What would be built or was built, as a JSON object: key, source version, patches, path, sizes.
   */
  public static String describe() {
    Answer answer = ask("--info");
    if (answer.status != 0) {
      throw new IllegalStateException(
          "the kernel cannot be described: status " + answer.status + ", " + answer.text);
    }
    return answer.text;
  }

  /**
   * Builds the kernel, unless it is in the cache; progress goes to this process's standard error.
   *
   * @param source an unpatched source of Linux, a tree or a tarball; empty for Debian's package
   * @return the kernel
   * @throws IllegalStateException if the build fails; the script has said why
   */
  public static PatchedKernelProgram build(Optional<Path> source) {
    List<String> arguments = new ArrayList<>();
    source.ifPresent(path -> arguments.addAll(List.of("--source", path.toString())));
    Answer answer = run(BUILD_LIMIT, Redirect.INHERIT, arguments);
    if (answer.status != 0) {
      throw new IllegalStateException(
          "the build of the patched kernel ended with status " + answer.status);
    }
    return new PatchedKernelProgram(Path.of(answer.text.strip()));
  }

  private static Answer ask(String question) {
    return run(QUESTION_LIMIT, Redirect.DISCARD, List.of(question));
  }

  private static Answer run(Duration limit, Redirect errors, List<String> arguments) {
    try {
      List<String> command =
          new ArrayList<>(List.of("bash", KernelScripts.open().script("build").toString()));
      command.addAll(arguments);
      Process process =
          new ProcessBuilder(command)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectError(errors)
              .start();
      try {
        return await(process, limit);
      } finally {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "the script of the kernel cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the script of the kernel ran", e);
    }
  }

  /** The script prints one small answer, which fits into the pipe: it can be read after the end. */
  private static Answer await(Process process, Duration limit)
      throws IOException, InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(
          "the script of the kernel did not end within " + limit.toSeconds() + " s");
    }
    return new Answer(
        process.exitValue(),
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private record Answer(int status, String text) {}
}
