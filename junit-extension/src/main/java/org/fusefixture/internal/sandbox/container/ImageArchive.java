package org.fusefixture.internal.sandbox.container;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An image of one layer in the form that {@code docker load} takes (Docker Image Specification
 * v1.2): {@code manifest.json}, a configuration, and the layer. ({@code docker import} would be
 * simpler, but docker-java 3.7.1 does not send the content with it.)
 */
final class ImageArchive {
  private ImageArchive() {}

  /**
   * @param target gets the archive
   * @param layer tar archive of the root directory
   * @param name of the image, with a tag
   */
  static void write(Path target, Path layer, String name) throws IOException {
    String configuration =
        "{\"architecture\":\""
            + architecture()
            + "\",\"os\":\"linux\",\"created\":\"1970-01-01T00:00:00Z\","
            + "\"config\":{\"Env\":[\"PATH=/usr/bin\"],"
            + "\"Labels\":{\"org.fusefixture\":\"sandbox\"}},"
            + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:"
            + sha256(layer)
            + "\"]}}";
    String manifest =
        "[{\"Config\":\"config.json\",\"RepoTags\":[\"" + name + "\"],\"Layers\":[\"layer.tar\"]}]";
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target));
        TarStream tar = new TarStream(out)) {
      tar.file("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
      tar.file("config.json", configuration.getBytes(StandardCharsets.UTF_8));
      tar.file("layer.tar", layer);
    }
  }

  /** In Go's words. */
  private static String architecture() {
    String name = System.getProperty("os.arch");
    return switch (name) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> name;
    };
  }

  /** Of a file. */
  private static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-256
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
