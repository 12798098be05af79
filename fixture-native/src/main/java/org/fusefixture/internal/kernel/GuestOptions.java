package org.fusefixture.internal.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How a guest is run.
 *
 * @param memory of the guest: a whole number with K, M or G, for example "1G"; only what the guest
 *     touches is taken from the host
 * @param limit after which the guest is killed, whatever it does, in whole seconds; zero is never
 * @param kernelArguments further arguments of the kernel's command line, for example {@code
 *     fuse.force_user_pages=1}; neither empty nor with white space or a double quote, which the
 *     kernel would take apart
 */
public record GuestOptions(String memory, Duration limit, List<String> kernelArguments) {
  private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]{0,8}[KMG]");
  private static final Pattern KERNEL_ARGUMENT = Pattern.compile("[^\\s\"]+");

  public GuestOptions {
    Objects.requireNonNull(limit, "limit");
    if (!MEMORY.matcher(memory).matches()) {
      throw new IllegalArgumentException(
          "memory of a guest must be a whole number with K, M or G, for example 3G, not \""
              + memory
              + "\"");
    }
    if (limit.isNegative() || limit.toNanosPart() != 0) {
      throw new IllegalArgumentException(
          "the limit of a guest must be whole seconds, or zero for none, not " + limit);
    }
    kernelArguments = List.copyOf(kernelArguments);
    for (String argument : kernelArguments) {
      if (!KERNEL_ARGUMENT.matcher(argument).matches()) {
        throw new IllegalArgumentException(
            "an argument of the kernel must have neither white space nor a double quote: \""
                + argument
                + "\"");
      }
    }
  }

  /** With no argument of the kernel. */
  public static GuestOptions of(String memory, Duration limit) {
    return new GuestOptions(memory, limit, List.of());
  }

  /** The same, but with these arguments of the kernel. */
  public GuestOptions withKernelArguments(List<String> arguments) {
    return new GuestOptions(memory, limit, arguments);
  }

  /** The memory in bytes. */
  public long memoryBytes() {
    int end = memory.length() - 1;
    int shift =
        switch (memory.charAt(end)) {
          case 'K' -> 10;
          case 'M' -> 20;
          default -> 30;
        };
    return Long.parseLong(memory.substring(0, end)) << shift;
  }

  /** As options of the script {@code boot}. */
  List<String> bootArguments() {
    List<String> arguments =
        new ArrayList<>(List.of("--memory", memory, "--seconds", Long.toString(limit.toSeconds())));
    for (String argument : kernelArguments) {
      arguments.add("--kernel-argument");
      arguments.add(argument);
    }
    return arguments;
  }
}
