package org.fusefixture.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.junit.jupiter.api.Test;

class FilesystemLoaderTest {
  private static final FilesystemContext CONTEXT =
      new FilesystemContext(Path.of("/backing"), Map.of("a", "b"), 7);

  /** Has both constructors. */
  public static final class WithContext implements FuseFilesystem {
    final FilesystemContext context;

    public WithContext() {
      this(null);
    }

    public WithContext(FilesystemContext context) {
      this.context = context;
    }
  }

  /** Not visible by itself. */
  private static final class Hidden implements FuseFilesystem {
    @SuppressWarnings("unused") // by reflection
    public Hidden() {}
  }

  /** Cannot be constructed from outside. */
  public static final class PrivateConstructor implements FuseFilesystem {
    private PrivateConstructor() {}
  }

  /** Needs an outer instance. */
  public final class Inner implements FuseFilesystem {}

  /** Fails before any constructor runs. */
  public static final class BadInitialiser implements FuseFilesystem {
    static final int NUMBER = Integer.parseInt("not a number");
  }

  /** Fails in its constructor. */
  public static final class Throwing implements FuseFilesystem {
    public Throwing() throws java.io.IOException {
      throw new java.io.IOException("no disc in the drive");
    }
  }

  @Test
  void constructor_with_context_is_preferred() {
    assertThat(load(WithContext.class))
        .isInstanceOfSatisfying(
            WithContext.class, loaded -> assertThat(loaded.context).isSameAs(CONTEXT));
  }

  @Test
  void public_constructor_of_a_hidden_class_will_do() {
    assertThat(load(Hidden.class)).isInstanceOf(Hidden.class);
  }

  @Test
  void class_without_public_constructor_is_refused() {
    assertThat(failureOf(PrivateConstructor.class.getName()))
        .hasMessageContaining("has no public constructor")
        .hasMessageContaining("FilesystemContext");
  }

  @Test
  void inner_class_is_refused_with_the_advice_to_make_it_static() {
    assertThat(failureOf(Inner.class.getName())).hasMessageContaining("make it static");
  }

  @Test
  void missing_class_is_refused_by_name() {
    assertThat(failureOf("no.such.Filesystem"))
        .hasMessageContaining("load no.such.Filesystem")
        .hasMessageContaining("class path");
  }

  @Test
  void class_that_is_no_filesystem_is_refused() {
    assertThat(failureOf(String.class.getName())).hasMessageContaining("does not implement");
  }

  @Test
  void interface_is_refused() {
    assertThat(failureOf(FuseFilesystem.class.getName())).hasMessageContaining("is abstract");
  }

  @Test
  void failing_initialiser_is_reported_with_its_cause() {
    ControlException failure = failureOf(BadInitialiser.class.getName());
    assertThat(failure).hasMessageContaining("not a number");
    assertThat(failure.error().detail()).contains("BadInitialiser.<clinit>");
  }

  @Test
  void failing_constructor_is_reported_with_its_cause() {
    ControlException failure = failureOf(Throwing.class.getName());
    assertThat(failure)
        .hasMessageContaining("its constructor threw")
        .hasMessageContaining("no disc in the drive");
    assertThat(failure.error().detail()).contains("Throwing.<init>");
  }

  private static FuseFilesystem load(Class<?> type) {
    return new FilesystemLoader(type.getName()).load(CONTEXT);
  }

  private static ControlException failureOf(String name) {
    ControlException failure =
        catchThrowableOfType(
            ControlException.class, () -> new FilesystemLoader(name).load(CONTEXT));
    assertThat(failure.kind()).isEqualTo(ControlError.Kind.FILESYSTEM_FAILED);
    return failure;
  }
}
