package org.fusefixture.internal.server;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.mount.MountInfo;
import org.fusefixture.internal.session.FuseSession;
import org.fusefixture.internal.splice.SplicePipe;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.Unique;
import org.fusefixture.stamp.Stamp;
import org.fusefixture.trace.Trace;

/**
 * Loads and initialises what a mount needs, the bindings of system calls above all, while this
 * process is a spare one: it takes time that a further mount then need not wait for.
 */
final class Warmup {
  private static final String CLASS = ".class";

  /** A class of each package that is initialised, with the packages below it. */
  static final List<Class<?>> MEMBERS =
      List.of(
          Errno.class,
          Unique.class,
          FuseFilesystem.class,
          ReplyHeader.class,
          LinuxFiles.class,
          SplicePipe.class,
          FuseDevice.class,
          MountInfo.class,
          FuseSession.class,
          Stamp.class,
          Trace.class);

  private Warmup() {}

  /** Initialises the classes of the packages beneath a mount. */
  static void run() {
    for (Class<?> member : MEMBERS) {
      try {
        classes(member).forEach(Warmup::initialise);
      } catch (IOException | URISyntaxException | LinkageError e) {
        System.err.println("warm-up of " + member.getPackageName() + ": " + e); // time is lost
      }
    }
  }

  /** Names of the classes in the package of a class and in those below it. */
  static List<String> classes(Class<?> member) throws IOException, URISyntaxException {
    Path location = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    String folder = member.getPackageName().replace('.', '/') + "/";
    if (Files.isDirectory(location)) {
      try (Stream<Path> files = Files.walk(location.resolve(folder))) {
        return names(files.map(file -> location.relativize(file).toString()));
      }
    }
    try (JarFile jar = new JarFile(location.toFile(), false)) {
      return names(jar.stream().map(ZipEntry::getName).filter(file -> file.startsWith(folder)));
    }
  }

  private static List<String> names(Stream<String> files) {
    return files
        .filter(file -> file.endsWith(CLASS) && !file.endsWith("package-info" + CLASS))
        .map(file -> file.substring(0, file.length() - CLASS.length()).replace('/', '.'))
        .toList();
  }

  private static void initialise(String name) {
    try {
      Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("listed, but not found: " + name, e);
    }
  }
}
