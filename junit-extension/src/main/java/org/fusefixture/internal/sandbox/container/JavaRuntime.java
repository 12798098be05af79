package org.fusefixture.internal.sandbox.container;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.fusefixture.internal.sandbox.SandboxFailedException;

/** Links the Java runtime of the image from the modules of this JVM's JDK. */
final class JavaRuntime {
  /**
   * The modules that agent and server need (java.base, java.logging and jdk.unsupported for
   * jnr-ffi, java.sql for gson, java.management for stacks), and those that filesystems under test
   * may need.
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.instrument",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.sql",
          "java.xml",
          "jdk.crypto.ec",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  private static final int DUMP_LIMIT_SECONDS = 60;

  private JavaRuntime() {}

  /** Identifies the runtime. */
  static String identity() {
    return System.getProperty("java.vm.vendor")
        + ' '
        + System.getProperty("java.vm.version")
        + ' '
        + new TreeSet<>(modules());
  }

  /**
   * Links a runtime with an archive of its own classes, which halves its start time.
   *
   * @param target must not exist
   */
  static void link(Path target) {
    ToolProvider jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(
                () ->
                    new SandboxFailedException(
                        "this JVM has no jlink, which the image needs: run the tests with a JDK"));
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages, true);
    int status =
        jlink.run(
            out,
            out,
            "--add-modules",
            String.join(",", modules()),
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            target.toString());
    if (status != 0) {
      throw new SandboxFailedException("jlink failed: " + messages.toString().strip());
    }
    dumpArchive(target.resolve("bin/java"));
  }

  private static List<String> modules() {
    return MODULES.stream()
        .filter(name -> ModuleLayer.boot().findModule(name).isPresent() || isInJdk(name))
        .toList();
  }

  private static boolean isInJdk(String module) {
    return ModuleFinder.ofSystem().find(module).isPresent();
  }

  private static void dumpArchive(Path java) {
    try {
      Process process =
          new ProcessBuilder(java.toString(), "-Xshare:dump")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(DUMP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new SandboxFailedException("the linked runtime does not run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailedException("interrupted while building the image", e);
    }
    if (!Files.isExecutable(java)) {
      throw new SandboxFailedException("jlink made no " + java);
    }
  }
}
