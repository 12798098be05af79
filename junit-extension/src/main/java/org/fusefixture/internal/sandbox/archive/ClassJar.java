package org.fusefixture.internal.sandbox.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes one jar with the classes of many class path entries. An archive contains classes from jars
 * only, and none from signed jars, whose classes every process verifies again; here they are
 * unsigned and uncompressed. Other files stay in their entries, further on in the class path.
 */
final class ClassJar {
  private final ZipOutputStream out;
  private final Set<String> written = new HashSet<>();

  private ClassJar(ZipOutputStream out) {
    this.out = out;
  }

  /**
   * Writes the jar.
   *
   * @param target replaced if it is there
   */
  static void write(List<Path> entries, Path target) throws IOException {
    try (ZipOutputStream out =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      out.setMethod(ZipOutputStream.STORED);
      ClassJar jar = new ClassJar(out);
      for (Path entry : entries) {
        if (Files.isDirectory(entry)) {
          jar.addFolder(entry);
        } else {
          jar.addJar(entry);
        }
      }
    }
  }

  private void addFolder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = new ArrayList<>(all.filter(Files::isRegularFile).toList());
    }
    files.sort(null);
    for (Path file : files) {
      String name = folder.relativize(file).toString();
      if (isClass(name)) {
        add(name, Files.readAllBytes(file));
      }
    }
  }

  private void addJar(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ)) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (isClass(entry.getName())) {
          try (InputStream in = jar.getInputStream(entry)) {
            add(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
  }

  /** Classes for newer Java versions (META-INF/versions) stay in their own jar. */
  private static boolean isClass(String name) {
    return name.endsWith(".class")
        && !name.startsWith("META-INF/")
        && !name.equals("module-info.class");
  }

  private void add(String name, byte[] content) throws IOException {
    if (!written.add(name)) {
      return; // the first one counts, as on a class path
    }
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(checksum.getValue());
    entry.setTime(0); // what is in it does not depend on when it was made
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }
}
