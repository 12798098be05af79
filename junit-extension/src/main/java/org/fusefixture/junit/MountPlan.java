package org.fusefixture.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.fault.text.DurationText;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.mount.Program;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What a {@link FuseMount} asks for, checked: all that is the same in every mode, isolation and
 * kernel.
 *
 * @param spec with a mode that is replaced later
 */
record MountPlan(MountSpec spec, boolean visible, MountLifecycle lifecycle) {
  private static final int MOST_THREADS = 64;
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * @param where the element that bears the annotation, for messages
   * @throws ExtensionConfigurationException that says what is wrong and what to do
   */
  static MountPlan of(FuseMount mount, String where) {
    MountSpec tested = underTest(mount, where);
    requireRange("threads", mount.threads(), MOST_THREADS, where);
    Duration timeout = duration("timeout", mount.timeout(), where);
    Duration holdLimit = duration("holdLimit", mount.holdLimit(), where);
    if (holdLimit.compareTo(timeout) >= 0) {
      throw misuse(
          where,
          "holdLimit ("
              + mount.holdLimit()
              + ") must be below timeout ("
              + mount.timeout()
              + "), or a held access looks like a hang");
    }
    MountSpec spec =
        tested
            .withSeed(mount.seed())
            .withThreads(mount.threads())
            .withLateAccess(mount.lateAccess(), holdLimit)
            .withRequestTimeout(timeout)
            .withDropSysAdmin(!mount.sysAdmin())
            .withAttested(mount.attested());
    return new MountPlan(spec, mount.visible(), mount.lifecycle());
  }

  private static MountSpec underTest(FuseMount mount, String where) {
    boolean named = mount.value() != FuseFilesystem.class;
    if (named == mount.program().length > 0) {
      throw misuse(
          where,
          named
              ? "@FuseMount names a class and a program; leave out one of them"
              : "@FuseMount names nothing to mount: give the class of a filesystem, or program ="
                  + " {\"bindfs\", \"-f\", \"{backing}\", \"{mountpoint}\"}");
    }
    try {
      if (named) {
        requireUsable(mount.value(), where);
        return MountSpec.of(mount.value().getName(), TransferMode.COPY)
            .withOptions(options(mount.options(), where));
      }
      return MountSpec.of(Program.of(mount.program())).withOptions(options(mount.options(), where));
    } catch (IllegalArgumentException e) {
      throw misuse(where, String.valueOf(e.getMessage()));
    }
  }

  /** What to mount in a mode. */
  MountSpec spec(TransferMode mode) {
    return spec.withMode(mode);
  }

  static ExtensionConfigurationException misuse(String where, String what) {
    return new ExtensionConfigurationException(where + ": " + what);
  }

  private static void requireUsable(Class<? extends FuseFilesystem> filesystem, String where) {
    String name = filesystem.getName();
    if (filesystem.isInterface() || Modifier.isAbstract(filesystem.getModifiers())) {
      throw misuse(
          where,
          name + " cannot be constructed, as it is abstract; name a class that can be mounted");
    }
    if (filesystem.isMemberClass() && !Modifier.isStatic(filesystem.getModifiers())) {
      throw misuse(
          where,
          name + " is an inner class, which needs an instance of the outer one; make it static");
    }
    if (filesystem.isLocalClass() || filesystem.isAnonymousClass()) {
      throw misuse(
          where, name + " is a local class; make it a top-level class or a static member class");
    }
    if (!hasUsableConstructor(filesystem)) {
      throw misuse(
          where,
          name
              + " has no constructor that the fixture can call: add one that takes nothing or a "
              + FilesystemContext.class.getSimpleName());
    }
  }

  private static boolean hasUsableConstructor(Class<?> filesystem) {
    for (Constructor<?> constructor : filesystem.getDeclaredConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      if (!Modifier.isPrivate(constructor.getModifiers())
          && (parameters.length == 0
              || parameters.length == 1 && parameters[0] == FilesystemContext.class)) {
        return true;
      }
    }
    return false;
  }

  private static void requireRange(String name, long value, long most, String where) {
    if (value < 1 || value > most) {
      throw misuse(where, name + " (" + value + ") must be from 1 to " + most);
    }
  }

  private static Duration duration(String name, String text, String where) {
    Duration duration;
    try {
      duration = DurationText.read(text);
    } catch (IllegalArgumentException e) {
      throw misuse(where, name + ": " + e.getMessage());
    }
    if (duration.toMillis() < 1 || duration.compareTo(LONGEST) > 0) {
      throw misuse(where, name + " (" + text + ") must be from 1ms to 1h");
    }
    return duration;
  }

  private static Map<String, String> options(String[] options, String where) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals < 1) {
        throw misuse(where, "the option \"" + option + "\" is not of the form \"name=value\"");
      }
      String name = option.substring(0, equals);
      if (values.put(name, option.substring(equals + 1)) != null) {
        throw misuse(where, "the option \"" + name + "\" is given twice");
      }
    }
    return values;
  }
}
