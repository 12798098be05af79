package org.fusefixture.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlChannel;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SandboxesTest {
  private static final SandboxKey KEY = SandboxKey.of(Isolation.PROCESS, Kernel.HOST);

  private final Counting provider = new Counting();
  private final Sandboxes sandboxes = new Sandboxes(new SandboxProviders(List.of(provider)));

  @Test
  void equalKeys_shareASandbox() {
    assertThat(sandboxes.open(KEY))
        .isSameAs(sandboxes.open(SandboxKey.of(Isolation.PROCESS, Kernel.HOST)));
  }

  @Test
  void otherKeys_haveOtherSandboxes() {
    assertThat(sandboxes.open(KEY)).isNotSameAs(sandboxes.open(KEY.withVisible(true)));
  }

  @Test
  void requestsAtTheSameTime_startOneSandbox() throws Exception {
    int threads = 8;
    CyclicBarrier together = new CyclicBarrier(threads);
    List<CompletableFuture<Sandbox>> requests = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      CompletableFuture<Sandbox> request = new CompletableFuture<>();
      requests.add(request);
      new Thread(
              () -> {
                try {
                  together.await(10, TimeUnit.SECONDS);
                  request.complete(sandboxes.open(KEY));
                } catch (Exception e) {
                  request.completeExceptionally(e);
                }
              })
          .start();
    }

    Sandbox first = requests.get(0).get(10, TimeUnit.SECONDS);

    for (CompletableFuture<Sandbox> request : requests) {
      assertThat(request.get(10, TimeUnit.SECONDS)).isSameAs(first);
    }
    assertThat(provider.starts).hasValue(1);
  }

  @Test
  void startThatFails_isTriedAgainByTheNextRequest() {
    provider.failure = new SandboxFailedException("no luck");
    assertThatExceptionOfType(SandboxFailedException.class)
        .isThrownBy(() -> sandboxes.open(KEY))
        .withMessage("no luck");

    provider.failure = null;

    assertThat(sandboxes.open(KEY).alive()).isTrue();
  }

  @Test
  void obstacle_isTheReasonOfTheFailure() {
    provider.obstacle = "no /dev/fuse";

    assertThatExceptionOfType(SandboxFailedException.class)
        .isThrownBy(() -> sandboxes.open(KEY))
        .withMessage("process sandbox on the host kernel cannot run here: no /dev/fuse");
    assertThat(provider.starts).hasValue(0);
  }

  @Test
  void patchedKernelWithoutProvider_saysHowToBuildIt() {
    assertThatExceptionOfType(SandboxFailedException.class)
        .isThrownBy(() -> sandboxes.open(SandboxKey.of(Isolation.CONTAINER, Kernel.PATCHED)))
        .withMessageContaining("run ci/fuse-fixture kernel build");
  }

  @Test
  void deadSandbox_isClosedAndReplaced() {
    Fake first = (Fake) sandboxes.open(KEY);
    first.alive = false;

    Sandbox second = sandboxes.open(KEY);

    assertThat(second).isNotSameAs(first);
    assertThat(first.closed.getCount()).isZero();
  }

  @Test
  void close_closesAllAndTheNextRequestStartsAfresh() {
    Fake first = (Fake) sandboxes.open(KEY);
    Fake second = (Fake) sandboxes.open(KEY.withVisible(true));

    sandboxes.close();

    assertThat(first.closed.getCount()).isZero();
    assertThat(second.closed.getCount()).isZero();
    assertThat(sandboxes.open(KEY)).isNotSameAs(first);
  }

  @Test
  void lastLease_closesAll() {
    Sandboxes.Lease one = sandboxes.lease();
    Sandboxes.Lease other = sandboxes.lease();
    Fake sandbox = (Fake) sandboxes.open(KEY);

    one.close();
    one.close();
    assertThat(sandbox.closed.getCount()).isEqualTo(1);

    other.close();
    assertThat(sandbox.closed.getCount()).isZero();
  }

  /** Starts fakes, of isolation PROCESS on the host's kernel. */
  private static final class Counting implements SandboxProvider {
    private final AtomicInteger starts = new AtomicInteger();
    private volatile SandboxFailedException failure;
    private volatile String obstacle;

    @Override
    public boolean provides(SandboxKey key) {
      return key.isolation() == Isolation.PROCESS && key.kernel() == Kernel.HOST;
    }

    @Override
    public Optional<String> obstacle(SandboxKey key) {
      return Optional.ofNullable(obstacle);
    }

    @Override
    public Sandbox start(SandboxKey key) {
      starts.incrementAndGet();
      if (failure != null) {
        throw failure;
      }
      return new Fake(key);
    }
  }

  private static final class Fake implements Sandbox {
    private final SandboxKey key;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean alive = true;

    Fake(SandboxKey key) {
      this.key = key;
    }

    @Override
    public SandboxKey key() {
      return key;
    }

    @Override
    public ControlChannel<AgentService> control() {
      throw new UnsupportedOperationException("nobody calls the agent here");
    }

    @Override
    public MountDescription mount(String call, Duration limit, MountSpec spec) {
      throw new UnsupportedOperationException("nobody mounts here");
    }

    @Override
    public String description() {
      return "a fake";
    }

    @Override
    public String logTail() {
      return "";
    }

    @Override
    public boolean alive() {
      return alive;
    }

    @Override
    public Optional<Path> visibleDirectory() {
      return Optional.empty();
    }

    @Override
    public Subscription onOutput(OutputListener listener) {
      return () -> {};
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
