package org.fusefixture.internal.sandbox;

import java.util.Optional;

/** Starts one kind of sandbox; found by {@link java.util.ServiceLoader}. */
public interface SandboxProvider {
  /** Whether this kind is meant by a key. */
  boolean provides(SandboxKey key);

  /**
   * Why a sandbox of this kind cannot run on this machine: one line that says what to do. Found
   * within a few seconds, without starting one.
   *
   * @return empty if nothing stands in the way
   */
  Optional<String> obstacle(SandboxKey key);

  /**
   * Starts a sandbox and waits until its agent said hello.
   *
   * @throws SandboxFailedException if it does not, within the provider's time limit; nothing is
   *     left behind then
   */
  Sandbox start(SandboxKey key);
}
