package org.fusefixture.internal.session.fault;

import java.time.Duration;

/** Looks after the process that serves, from outside of it. */
public interface Supervisor {
  /** Nobody does. */
  Supervisor NONE =
      new Supervisor() {
        @Override
        public void dying(boolean restarted) {}

        @Override
        public void pause(Duration limit) {
          throw new IllegalStateException("nobody is there to let this process go on");
        }
      };

  /**
   * A fault is about to kill the process; returns when that is known.
   *
   * @param restarted whether another one is to take its place
   */
  void dying(boolean restarted);

  /**
   * Stops the process, and returns when it goes on.
   *
   * @param limit after which it does so by itself; 0 for when it is asked to
   */
  void pause(Duration limit);
}
