package org.fusefixture.junit;

import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.internal.control.ForkService;
import org.fusefixture.internal.control.PageService.StampedRange;
import org.fusefixture.stamp.StampVerdict;

/**
 * A copy of the client process, as fork(2) makes it. It has all page buffers of the client as they
 * were; who writes to a page first, the copy or the client, gets a page of its own (copy on write).
 * Closing it kills it.
 */
public final class ForkedClient implements AutoCloseable {
  private final MountCalls calls;
  private final ForkService.Fork fork;
  private final AtomicBoolean ended = new AtomicBoolean();

  ForkedClient(MountCalls calls, ForkService.Fork fork) {
    this.calls = calls;
    this.fork = fork;
    calls.own(this);
  }

  /** {@return its process ID in the sandbox} */
  public long pid() {
    return fork.pid();
  }

  /**
   * The copy stamps all of a page buffer, as the start of its file.
   *
   * @param pages of the client
   * @param generation of the stamp
   * @return this
   */
  public ForkedClient stamp(PageBuffer pages, long generation) {
    StampedRange range = range(pages, generation);
    calls.call("stamp in a forked client", agent -> agent.forks().stamp(fork.fork(), range));
    return this;
  }

  /**
   * {@return how all of a page buffer, as the copy has it, compares with the stamp of a generation}
   *
   * @param pages of the client
   * @param generation of the stamp
   */
  public StampVerdict check(PageBuffer pages, long generation) {
    StampedRange range = range(pages, generation);
    return calls.call("check in a forked client", agent -> agent.forks().check(fork.fork(), range));
  }

  /** SIGKILL, once. */
  @Override
  public void close() {
    if (ended.compareAndSet(false, true)) {
      calls.disown(this);
      calls.call("end a forked client", agent -> agent.forks().end(fork.fork()));
    }
  }

  private StampedRange range(PageBuffer pages, long generation) {
    return new StampedRange(
        pages.identifier(), 0, pages.size().bytes(), 0, calls.stamp(pages.path(), generation));
  }
}
