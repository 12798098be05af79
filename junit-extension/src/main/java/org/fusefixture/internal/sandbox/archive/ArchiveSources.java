package org.fusefixture.internal.sandbox.archive;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The jars and folders from which agents and servers load their classes: the fixture's own and
 * those of its libraries.
 *
 * @param entries in any order, since no class is in two of them
 */
record ArchiveSources(List<Path> entries) {
  /** One class of each jar. */
  private static final List<String> CLASSES =
      List.of(
          "org/fusefixture/filesystem/FuseFilesystem",
          "org/fusefixture/internal/session/FuseSession",
          "org/eclipse/lsp4j/jsonrpc/Launcher",
          "com/google/gson/Gson",
          "com/kenai/jffi/Invoker",
          "jnr/ffi/Runtime",
          "jnr/x86asm/Assembler",
          "jnr/a64asm/Assembler_A64",
          "org/HdrHistogram/Histogram",
          "org/objectweb/asm/ClassWriter",
          "org/objectweb/asm/commons/Method",
          "org/objectweb/asm/tree/ClassNode",
          "org/objectweb/asm/tree/analysis/Analyzer",
          "org/objectweb/asm/util/CheckClassAdapter");

  /** The places from which this JVM loads them; a missing library is left out. */
  static ArchiveSources current() {
    Set<Path> found = new LinkedHashSet<>();
    for (String name : CLASSES) {
      String file = name + ".class";
      URL url = ArchiveSources.class.getClassLoader().getResource(file);
      if (url != null) {
        found.add(entry(url, file));
      }
    }
    return new ArchiveSources(List.copyOf(found));
  }

  /** The URL of a resource is the URL of its class path entry followed by its name. */
  private static Path entry(URL url, String file) {
    String text = url.toString();
    if (url.getProtocol().equals("jar")) {
      text = text.substring("jar:".length(), text.length() - file.length() - "!/".length());
    } else {
      text = text.substring(0, text.length() - file.length());
    }
    try {
      return Path.of(new URI(text));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a class path entry: " + url, e);
    }
  }

  /**
   * A key that changes with the files (path, size and time of each, as the virtual machine itself
   * compares them) and with the Java version.
   */
  String key() throws IOException {
    MessageDigest digest = sha256();
    for (String property : List.of("java.home", "java.vm.vendor", "java.vm.version")) {
      add(digest, System.getProperty(property));
    }
    for (Path entry : entries) {
      for (Path file : files(entry)) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        add(digest, file + " " + attributes.size() + " " + attributes.lastModifiedTime());
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 10);
  }

  private static List<Path> files(Path entry) throws IOException {
    if (!Files.isDirectory(entry)) {
      return List.of(entry);
    }
    try (Stream<Path> all = Files.walk(entry)) {
      List<Path> files = new ArrayList<>(all.filter(Files::isRegularFile).toList());
      files.sort(null);
      return files;
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
