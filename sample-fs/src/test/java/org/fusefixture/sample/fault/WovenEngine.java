package org.fusefixture.sample.fault;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.internal.fault.engine.RuleState;
import org.fusefixture.internal.sandbox.ClassPath;

/**
 * The fault engine with a {@link Mutation} woven in, as classes that come first on the class path
 * of the sandboxes that are started meanwhile. Their archive of classes is off: its jar would come
 * before them.
 */
final class WovenEngine implements AutoCloseable {
  private static final String PROPERTY = "java.class.path";
  private static final String ARCHIVE = "fusefixture.archive";
  private static final String ENGINE = "org.fusefixture.internal.fault.engine.";

  private final Properties before = (Properties) System.getProperties().clone();

  /**
   * @param directory for the classes
   */
  WovenEngine(Path directory) throws IOException {
    ClassFileLocator files = ClassFileLocator.ForClassLoader.of(getClass().getClassLoader());
    TypePool types = TypePool.Default.of(files);
    weave(
        types,
        files,
        "RuleState",
        directory,
        Advice.to(WhenSet.class).on(isConstructor()),
        Advice.to(WhenAsked.class).on(named("receipt")));
    weave(types, files, "Hit", directory, Advice.to(WhenHit.class).on(named("act")));
    System.setProperty(ARCHIVE, "off");
    System.setProperty(PROPERTY, directory + File.pathSeparator + ClassPath.current());
  }

  private static void weave(
      TypePool types,
      ClassFileLocator files,
      String type,
      Path directory,
      AsmVisitorWrapper... advice)
      throws IOException {
    var woven = new ByteBuddy().redefine(types.describe(ENGINE + type).resolve(), files);
    for (AsmVisitorWrapper each : advice) {
      woven = woven.visit(each);
    }
    woven.make().saveIn(directory.toFile());
  }

  @Override
  public void close() {
    System.setProperties(before);
  }

  /** Into the constructor of a rule's state. */
  static final class WhenSet {
    private WhenSet() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) Rule rule) {
      rule = Mutation.mutate(rule);
    }
  }

  /** Into the method that makes a receipt. */
  static final class WhenAsked {
    private WhenAsked() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) RuleReceipt receipt) {
      receipt = Mutation.asWritten(receipt);
    }
  }

  /** Into the methods by which an effect acts. */
  static final class WhenHit {
    private WhenHit() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter(@Advice.FieldValue("state") RuleState state) {
      return Mutation.isIneffective(state.rule().name());
    }
  }
}
