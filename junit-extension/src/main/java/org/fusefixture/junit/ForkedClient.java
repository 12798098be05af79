package org.fusefixture.junit;

import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.internal.control.page.ForkDescription;
import org.fusefixture.internal.control.page.ForkStampRequest;
import org.fusefixture.internal.control.page.ForkTarget;
import org.fusefixture.internal.control.page.StampRequest;
import org.fusefixture.stamp.StampVerdict;

/**
 * A copy of the client process, as fork(2) makes it. It has all page buffers of the client as they
 * were; who writes to a page first, the copy or the client, gets a page of its own (copy on write).
 * Closing it kills it.
 */
public final class ForkedClient implements AutoCloseable {
  private final MountCalls calls;
  private final ForkDescription fork;
  private final AtomicBoolean ended = new AtomicBoolean();

  ForkedClient(MountCalls calls, ForkDescription fork) {
    this.calls = calls;
    this.fork = fork;
    calls.own(this);
  }

  /** Its process in the sandbox. */
  public long pid() {
    return fork.pid();
  }

  /** The copy stamps all of a page buffer, as the start of its file. */
  public ForkedClient stamp(PageBuffer pages, long generation) {
    ForkStampRequest request = request(pages, generation);
    calls.call("stamp in a forked client", agent -> agent.pages().forks().stamp(request));
    return this;
  }

  /** Compares all of a page buffer, as the copy has it, with the stamp of a generation. */
  public StampVerdict check(PageBuffer pages, long generation) {
    ForkStampRequest request = request(pages, generation);
    return calls.call("check in a forked client", agent -> agent.pages().forks().check(request));
  }

  /** SIGKILL, once. */
  @Override
  public void close() {
    if (ended.compareAndSet(false, true)) {
      calls.disown(this);
      ForkTarget target = new ForkTarget(fork.fork());
      calls.call("end a forked client", agent -> agent.pages().forks().end(target));
    }
  }

  private ForkStampRequest request(PageBuffer pages, long generation) {
    return new ForkStampRequest(
        fork.fork(),
        new StampRequest(
            pages.identifier(), 0, pages.size().bytes(), 0, calls.stamp(pages.path(), generation)));
  }
}
