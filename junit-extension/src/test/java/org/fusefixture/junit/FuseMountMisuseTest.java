package org.fusefixture.junit;

import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.fusefixture.filesystem.FilesystemOptions;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Each inner case says nonsense; the message says what, and what to do. */
class FuseMountMisuseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NoMount             | there is nothing to mount; put @FuseMount(YourFilesystem.class)
          AbstractFilesystem  | AbstractNotes cannot be constructed, as it is abstract
          InnerFilesystem     | Inner is an inner class, which needs an instance of the outer one; make it static
          NoConstructor       | has no constructor that the fixture can call: add one that takes nothing
          EmptyModes          | @InModes is empty; name at least one mode
          DuplicateModes      | @InModes names SPLICE twice
          DuplicateIsolation  | isolation names PROCESS twice
          NegativeTimeout     | "-5s"
          EndlessTimeout      | timeout (61min) must be from 1ms to 1h
          HoldAboveTimeout    | holdLimit (2s) must be below timeout (1s)
          NoThreads           | threads (0) must be from 1 to 64
          OptionWithoutValue  | the option "size" is not of the form "name=value"
          OptionTwice         | the option "size" is given twice
          VisibleAndPatched   | a visible mount is seen by the host, and so needs the host's kernel
          PatchedAndHost      | @PatchedKernel is for the patched kernel, but kernel names HOST
          PatchedAndHostMode  | @PatchedKernel is for the patched kernel, but kernel names HOST
          VisibleParameters   | a visible mount is seen by the host, and so needs the host's kernel
          TestInSeveralModes  | it runs once, but 2 ways to run it are named; make it a @FuseTest
          """)
  void annotationThatMakesNoSense_isRefusedWithAdvice(String testCase, String advice)
      throws ClassNotFoundException {
    Class<?> type = Class.forName(FuseMountMisuseTest.class.getName() + "$" + testCase + "Case");

    execute(type)
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    instanceOf(ExtensionConfigurationException.class),
                    message(
                        text -> text.contains(advice) && text.contains(type.getSimpleName())))));
  }

  @Test
  void parameterOfAnotherTypeOfTheFixture_isRefusedWithAdvice() {
    execute(ClientParameterCase.class)
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    message(
                        text ->
                            text.contains("a parameter of type Client cannot be injected")
                                && text.contains("take a MountedFilesystem and ask it")))));
  }

  @Test
  void parameterOfTheFilesystemItself_isRefusedWithAdvice() {
    execute(FilesystemParameterCase.class)
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    message(text -> text.contains("lives in the server process")))));
  }

  @Test
  void unknownIsolationInConfiguration_isRefusedWithTheKnownOnes() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(UnnamedIsolationCase.class))
        .configurationParameter("fusefixture.isolation", "vm")
        .execute()
        .allEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    message(
                        "fusefixture.isolation names \"vm\"; it takes a list of [process,"
                            + " container], for example fusefixture.isolation=process"))));
  }

  private static Events execute(Class<?> testCase) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(testCase))
        .execute()
        .allEvents();
  }

  static class NoMountCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  abstract static class AbstractNotes implements FuseFilesystem {}

  @FuseMount(AbstractNotes.class)
  static class AbstractFilesystemCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  class Inner implements FuseFilesystem {}

  @FuseMount(Inner.class)
  static class InnerFilesystemCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  static class Sized implements FuseFilesystem {
    private final FilesystemOptions options;

    public Sized(FilesystemOptions options) {
      this.options = options;
    }

    @Override
    public FilesystemOptions options() {
      return options;
    }
  }

  @FuseMount(Sized.class)
  static class NoConstructorCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes({})
  static class EmptyModesCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes({SPLICE, COPY, SPLICE})
  static class DuplicateModesCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(
      value = NotesFileSystem.class,
      isolation = {Isolation.PROCESS, Isolation.PROCESS})
  static class DuplicateIsolationCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, timeout = "-5s")
  static class NegativeTimeoutCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, timeout = "61min")
  static class EndlessTimeoutCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, timeout = "1s")
  static class HoldAboveTimeoutCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, threads = 0)
  static class NoThreadsCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, options = "size")
  static class OptionWithoutValueCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(
      value = NotesFileSystem.class,
      options = {"size=1", "size=2"})
  static class OptionTwiceCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(
      value = NotesFileSystem.class,
      isolation = Isolation.PROCESS,
      kernel = Kernel.PATCHED,
      visible = true)
  @InModes(SPLICE_USER_PAGES)
  static class VisibleAndPatchedCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(
      value = NotesFileSystem.class,
      isolation = Isolation.PROCESS,
      kernel = {Kernel.PATCHED, Kernel.HOST})
  @PatchedKernel(refuseLateAccess = true)
  static class PatchedAndHostCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @PatchedKernel
  @InModes(value = COPY, kernel = Kernel.HOST)
  static class PatchedAndHostModeCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS, visible = true)
  @PatchedKernel(forceUserPages = true)
  @InModes(COPY)
  static class VisibleParametersCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes({COPY, SPLICE})
  static class TestInSeveralModesCase {
    @Test
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  static class ClientParameterCase {
    @Test
    void test(Client client) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  static class FilesystemParameterCase {
    @Test
    void test(NotesFileSystem filesystem) {}
  }

  @FuseMount(NotesFileSystem.class)
  static class UnnamedIsolationCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }
}
