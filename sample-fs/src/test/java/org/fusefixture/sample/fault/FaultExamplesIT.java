package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.sample.fault.Calls.PAGE;
import static org.fusefixture.sample.fault.Calls.direct;
import static org.fusefixture.sample.fault.Calls.filled;

import java.util.concurrent.CompletableFuture;
import org.fusefixture.backing.FaultyDirectory;
import org.fusefixture.fault.Rule;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.fault.effect.ReplyEffects.Drop;
import org.fusefixture.internal.fault.effect.ServerEffects.Abort;
import org.fusefixture.internal.fault.effect.ServerEffects.Freeze;
import org.fusefixture.internal.fault.effect.ServerEffects.Kill;
import org.fusefixture.internal.fault.effect.ServerEffects.Restart;
import org.fusefixture.internal.fault.effect.StorageEffects;
import org.fusefixture.internal.fault.effect.TimingEffects.Hang;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/** Every example of docs/faults.md hits something in an ordinary run of calls. */
@Tag("host")
@InModes(SPLICE)
class FaultExamplesIT {

  @FuseTest
  @FuseMount(
      value = MemoryFileSystem.class,
      isolation = Isolation.PROCESS,
      lifecycle = MountLifecycle.PER_CLASS)
  void everyExample_fires(MountedFilesystem fs) {
    for (Rule rule : FaultExamples.ALL) {
      if (!isLast(rule) && !rule.optional() && !(rule.effect() instanceof StorageEffects)) {
        fires(fs, rule);
      }
    }
  }

  @FuseTest
  @FuseMount(value = FaultyDirectory.class, isolation = Isolation.PROCESS)
  void everyExampleOfAStorage_fires(MountedFilesystem fs) {
    for (Rule rule : FaultExamples.ALL) {
      if (rule.effect() instanceof StorageEffects) {
        fires(fs, rule);
      }
    }
  }

  @FuseTest
  @FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS)
  void exampleOfDrop_fires(MountedFilesystem fs) {
    lastFires(fs, Drop.class);
  }

  @FuseTest
  @FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS)
  void exampleOfKill_fires(MountedFilesystem fs) {
    lastFires(fs, Kill.class);
  }

  @FuseTest
  @FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS)
  void exampleOfRestart_fires(MountedFilesystem fs) {
    lastFires(fs, Restart.class);
  }

  @FuseTest
  @FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS)
  void exampleOfAbort_fires(MountedFilesystem fs) {
    lastFires(fs, Abort.class);
  }

  /** After these the mount is of no more use. */
  private static boolean isLast(Rule rule) {
    return rule.effect() instanceof Drop
        || rule.effect() instanceof Kill
        || rule.effect() instanceof Restart
        || rule.effect() instanceof Abort;
  }

  private static void lastFires(MountedFilesystem fs, Class<?> effect) {
    FaultExamples.ALL.stream()
        .filter(rule -> effect.isInstance(rule.effect()) && !rule.optional())
        .forEach(
            rule -> {
              Receipt receipt = fs.faults().set(rule);
              CompletableFuture<Void> calls = Calls.async(() -> ordinaryCalls(fs));
              Calls.awaitFired(receipt, 1);
              if (rule.effect() instanceof Drop) {
                fs.server().abort();
              }
              assertThat(calls).succeedsWithin(java.time.Duration.ofSeconds(20));
            });
  }

  private static void fires(MountedFilesystem fs, Rule rule) {
    Receipt receipt = fs.faults().set(rule);
    CompletableFuture<Void> calls = Calls.async(() -> ordinaryCalls(fs));
    if (rule.effect() instanceof Hang || rule.effect() instanceof Freeze) {
      Calls.awaitFired(receipt, 1);
      receipt.remove();
    }
    calls.join();
    Calls.await().untilAsserted(() -> assertThat(receipt.fired()).as(rule.toString()).isPositive());
    fs.faults().reset();
    if (rule.effect() instanceof StorageEffects) {
      fs.storage().restorePower();
    }
    Scripts.shell(fs, "find . -mindepth 1 -delete");
  }

  /** Some of everything; what fails, may. */
  private static void ordinaryCalls(MountedFilesystem fs) {
    attempt(() -> fs.client().mkdir("d"));
    attempt(() -> direct(fs, "notes").close());
    ClientFile[] opened = new ClientFile[1];
    attempt(() -> opened[0] = direct(fs, "notes"));
    ClientFile file = opened[0];
    if (file != null) {
      for (int i = 0; i < 4; i++) {
        long at = (long) i * PAGE;
        attempt(() -> file.write(filled(PAGE, 1), at(at)));
      }
      for (int i = 0; i < 4; i++) {
        long at = (long) i * PAGE;
        attempt(() -> file.read(bytes(PAGE), at(at)));
      }
      attempt(file::fsync);
      attempt(file::close);
    }
    attempt(() -> fs.client().names(""));
    attempt(() -> fs.client().statfs(""));
  }

  private static void attempt(Runnable call) {
    try {
      call.run();
    } catch (ClientIOException | ControlException | IllegalStateException e) {
      assertThat(e).hasMessageNotContaining("INTERNAL");
    }
  }
}
