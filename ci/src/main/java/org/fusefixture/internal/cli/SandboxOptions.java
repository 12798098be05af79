package org.fusefixture.internal.cli;

import java.util.Set;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.SandboxKey.KernelParameter;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Options for the sandbox. */
final class SandboxOptions {
  @Mixin private Kind kind;

  @Option(
      names = "--kernel-parameter",
      paramLabel = "NAME=1",
      converter = ParameterConverter.class,
      description =
          "switches on a parameter of the patched kernel, such as fuse.refuse_late_access=1, "
              + "fuse.force_user_pages=1 or fuse.offer_user_pages_flag_only=1; may be repeated")
  private Set<KernelParameter> parameters = Set.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  SandboxKey key() {
    if (kind.kernel == Kernel.HOST && !parameters.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--kernel-parameter needs the patched kernel: give --kernel patched as well");
    }
    return SandboxKey.of(kind.isolation, kind.kernel).withParameters(parameters);
  }

  /** Where, without parameters of the kernel. */
  static final class Kind {
    @Option(
        names = "--isolation",
        paramLabel = "I",
        defaultValue = "PROCESS",
        description = "isolation: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Isolation isolation;

    @Option(
        names = "--kernel",
        paramLabel = "K",
        defaultValue = "HOST",
        description = "kernel: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Kernel kernel;

    Isolation isolation() {
      return isolation;
    }

    Kernel kernel() {
      return kernel;
    }
  }

  /** For picocli. */
  static final class ParameterConverter implements ITypeConverter<KernelParameter> {
    @Override
    public KernelParameter convert(String text) {
      try {
        return KernelParameter.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
