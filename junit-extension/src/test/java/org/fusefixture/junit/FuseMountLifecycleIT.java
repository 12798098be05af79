package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** When mounts come and go. */
@Tag("host")
@Timeout(120)
class FuseMountLifecycleIT {
  private static final Set<Integer> MOUNTS = ConcurrentHashMap.newKeySet();
  @AutoClose private static final Kit kit = new Kit();

  @BeforeEach
  void forget() {
    MOUNTS.clear();
  }

  @Test
  void fuseTest_runsOnceInEachModeUnderItsName() {
    EngineExecutionResults results = kit.run(PerMethodCase.class);

    assertThat(Kit.failures(results)).isEmpty();
    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, event(displayName("first [COPY, PROCESS, HOST]"), finishedSuccessfully()))
        .haveExactly(
            1, event(displayName("second [SPLICE, PROCESS, HOST]"), finishedSuccessfully()));
  }

  @Test
  void perMethod_everyInvocationHasAMountOfItsOwn() {
    assertThat(Kit.failures(kit.run(PerMethodCase.class))).isEmpty();
    assertThat(MOUNTS).hasSize(4);
  }

  @Test
  void perClass_invocationsOfAModeShareAMount() {
    assertThat(Kit.failures(kit.run(PerClassCase.class))).isEmpty();
    assertThat(MOUNTS).hasSize(2);
  }

  @Test
  void plainTests_getAMountWhereTheyTakeOne() {
    EngineExecutionResults results = kit.run(PlainCase.class);

    assertThat(Kit.failures(results)).isEmpty();
    assertThat(results.testEvents().succeeded().count()).isEqualTo(4);
    assertThat(MOUNTS).hasSize(3);
  }

  @Test
  void beforeEachAndNestedClasses_getTheMountOfTheTest() {
    EngineExecutionResults results = kit.run(OuterCase.class);

    assertThat(Kit.failures(results)).isEmpty();
    assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
  }

  @Test
  void methodAnnotation_replacesThatOfTheClass() {
    assertThat(Kit.failures(kit.run(OverrideCase.class))).isEmpty();
  }

  @Test
  void testsInParallel_haveMountsOfTheirOwnAtTheSameTime() {
    EngineExecutionResults results =
        kit.run(
            ParallelCase.class,
            Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"));

    assertThat(Kit.failures(results)).isEmpty();
    assertThat(MOUNTS).hasSize(4);
  }

  @Test
  void sandboxThatIsRequiredAndMissing_failsTheTestInsteadOfAbortingIt() {
    EngineExecutionResults aborted = kit.run(PatchedCase.class);
    EngineExecutionResults failed =
        kit.run(PatchedCase.class, Map.of("fusefixture.require", "patched"));

    long able = aborted.testEvents().succeeded().count();
    if (able == 0) { // where the patched kernel is built, both run
      assertThat(aborted.testEvents().aborted().count()).isEqualTo(1);
      assertThat(Kit.failures(failed)).hasSize(1);
      assertThat(Kit.failures(failed).get(0))
          .hasMessageContaining("fusefixture.require says that it must");
    } else {
      assertThat(failed.testEvents().succeeded().count()).isEqualTo(able);
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  static class PerMethodCase {
    @FuseTest
    void first(MountedFilesystem fs) {
      MOUNTS.add(fs.description().mount());
      assertThat(fs.client().names("")).isEmpty();
      fs.client().writeText("note", "left behind");
    }

    @FuseTest
    void second(MountedFilesystem fs) {
      first(fs);
    }
  }

  @FuseMount(
      value = NotesFileSystem.class,
      isolation = Isolation.PROCESS,
      lifecycle = MountLifecycle.PER_CLASS)
  static class PerClassCase {
    @FuseTest
    void first(MountedFilesystem fs) {
      MOUNTS.add(fs.description().mount());
    }

    @FuseTest
    void second(MountedFilesystem fs) {
      MOUNTS.add(fs.description().mount());
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  static class PlainCase {
    @Test
    void takesAMount(MountedFilesystem fs) {
      assertThat(fs.mode()).isEqualTo(COPY);
      MOUNTS.add(fs.description().mount());
    }

    @RepeatedTest(2)
    void takesAMountEachTime(MountedFilesystem fs) {
      MOUNTS.add(fs.description().mount());
    }

    @Test
    void takesNone() {
      assertThat(MOUNTS).hasSizeLessThan(4);
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(SPLICE)
  static class OuterCase {
    @Nested
    class Inner {
      private int mount;

      @BeforeEach
      void write(MountedFilesystem fs) {
        mount = fs.description().mount();
        fs.client().writeText("note", "from before");
      }

      @FuseTest
      void test(MountedFilesystem fs) {
        assertThat(fs.description().mount()).isEqualTo(mount);
        assertThat(fs.client().readText("note")).isEqualTo("from before");
      }
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS, seed = 1)
  @InModes({COPY, SPLICE})
  static class OverrideCase {
    @FuseTest
    @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS, seed = 42)
    @InModes(SPLICE)
    void test(MountedFilesystem fs) {
      assertThat(fs.seed()).isEqualTo(42);
      assertThat(fs.mode()).isEqualTo(SPLICE);
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  static class ParallelCase {
    private static final CyclicBarrier TOGETHER = new CyclicBarrier(4);

    @FuseTest
    void first(MountedFilesystem fs) throws Exception {
      MOUNTS.add(fs.description().mount());
      fs.client().writeText("note", fs.mountPoint());
      TOGETHER.await(60, TimeUnit.SECONDS);
      assertThat(fs.client().readText("note")).isEqualTo(fs.mountPoint());
      assertThat(fs.client().names("")).isEqualTo(List.of("note"));
    }

    @FuseTest
    void second(MountedFilesystem fs) throws Exception {
      first(fs);
    }
  }

  @FuseMount(
      value = NotesFileSystem.class,
      isolation = Isolation.PROCESS,
      kernel = org.fusefixture.mount.Kernel.PATCHED)
  @InModes(COPY)
  static class PatchedCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      fs.client().writeText("note", "on the patched kernel");
    }
  }
}
