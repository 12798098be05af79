package org.fusefixture.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The script that boots a guest, as a file that stays: it runs as long as the guest. It lies beside
 * the kernel under a name made of its content, so that one of another version is never taken for
 * it.
 */
final class BootScript {
  private static final int NAME_BYTES = 8;

  private BootScript() {}

  static Path beside(Path kernel) {
    try (KernelScripts scripts = KernelScripts.open()) {
      byte[] text = Files.readAllBytes(scripts.script("boot"));
      Path file = kernel.resolveSibling("boot-" + digest(text));
      if (!Files.exists(file)) {
        Path made = Files.createTempFile(kernel.getParent(), "boot-", ".new");
        Files.write(made, text);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the script that boots a guest cannot be put beside " + kernel, e);
    }
  }

  private static String digest(byte[] text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
