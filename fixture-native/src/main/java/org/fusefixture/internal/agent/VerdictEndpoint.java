package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fusefixture.internal.client.FileJudgement;
import org.fusefixture.internal.client.FileVerification;
import org.fusefixture.internal.control.ServerService;
import org.fusefixture.internal.control.VerdictService;
import org.fusefixture.internal.oracle.Expectation;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.View;
import org.fusefixture.stamp.FileVerdict;

/** Verdicts on files: here through the mount, in the server on stored content. */
final class VerdictEndpoint implements VerdictService {
  /** Longest time to judge stored content, of any size. */
  private static final Duration STORED_LIMIT = Duration.ofMinutes(2);

  private final MountTable mounts;
  private final TimedCalls calls;

  VerdictEndpoint(MountTable mounts, TimedCalls calls) {
    this.mounts = mounts;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<FileVerdict> verify(StampedFile file) {
    return calls.on(file.mount(), call -> FileVerification.verify(call, file));
  }

  @Override
  public CompletableFuture<FileVerdict> verifyStored(StampedFile file) {
    AgentMount mount = mounts.get(file.mount());
    return calls.later(
        () -> ask(mount, "verifyStored", file.path(), server -> server.verifyStored(file)));
  }

  @Override
  public CompletableFuture<IntegrityVerdict> judge(int number, List<View> views) {
    AgentMount mount = mounts.get(number);
    return calls.on(
        number, call -> new FileJudgement(call, stored -> judgeStored(mount, stored)).judge(views));
  }

  private static IntegrityVerdict judgeStored(AgentMount mount, Expectation expectation) {
    return ask(mount, "judgeStored", expectation.path(), server -> server.judgeStored(expectation));
  }

  private static <T> T ask(
      AgentMount mount,
      String name,
      String path,
      Function<ServerService, CompletableFuture<T>> call) {
    return mount.server().call(name + "(\"" + path + "\")", STORED_LIMIT, call);
  }
}
