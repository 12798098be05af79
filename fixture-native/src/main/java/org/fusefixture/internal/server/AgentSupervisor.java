package org.fusefixture.internal.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.fusefixture.internal.control.FaultService.Report;
import org.fusefixture.internal.control.ServerClient;
import org.fusefixture.internal.session.fault.Supervisor;

/** The agent, as it looks after this process. */
final class AgentSupervisor implements Supervisor {
  private static final long DEATH_MILLIS = 2_000;
  private static final long PAUSE_MILLIS = 10_000;

  private final CompletableFuture<ServerClient> agent;
  private final Supplier<Report> faults;

  AgentSupervisor(CompletableFuture<ServerClient> agent, Supplier<Report> faults) {
    this.agent = agent;
    this.faults = faults;
  }

  /** Waits until the agent has it: afterwards nobody can be asked any more. */
  @Override
  public void dying(boolean restarted) {
    await(agent.join().finalFaultReport(faults.get(), restarted), DEATH_MILLIS);
  }

  @Override
  public void pause(Duration limit) {
    await(agent.join().pause(faults.get(), limit.toMillis()), PAUSE_MILLIS);
  }

  private static void await(CompletableFuture<Void> told, long millis) {
    try {
      told.get(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the agent has not answered within " + millis + " ms", e);
    }
  }
}
