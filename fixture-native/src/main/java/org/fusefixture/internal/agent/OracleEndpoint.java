package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.client.FileJudgement;
import org.fusefixture.internal.control.oracle.JudgeRequest;
import org.fusefixture.internal.control.oracle.OracleService;
import org.fusefixture.internal.control.oracle.StoredRequest;
import org.fusefixture.internal.oracle.Expectation;
import org.fusefixture.oracle.IntegrityVerdict;

/** Verdicts on all that a client wrote; what is stored is judged in the server. */
final class OracleEndpoint implements OracleService {
  private static final Duration STORED_LIMIT = Duration.ofMinutes(2);

  private final MountTable mounts;
  private final TimedCalls calls;

  OracleEndpoint(MountTable mounts, TimedCalls calls) {
    this.mounts = mounts;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<IntegrityVerdict> judge(JudgeRequest request) {
    AgentMount mount = mounts.get(request.mount());
    return calls.on(
        mount,
        mount.requestTimeout(),
        progress ->
            new FileJudgement(
                    progress, mount.client(), expectation -> judgeStored(mount, expectation))
                .judge(request));
  }

  private static IntegrityVerdict judgeStored(AgentMount mount, Expectation expectation) {
    return mount
        .server()
        .call(
            "judgeStored(\"" + expectation.path() + "\")",
            STORED_LIMIT,
            server -> server.judgeStored(new StoredRequest(expectation)));
  }
}
