package org.fusefixture.internal.sandbox;

import java.util.Optional;

/** Starts one kind of sandbox; found by {@link java.util.ServiceLoader}. */
public interface SandboxProvider {
  /** Whether this provider is responsible for a key. */
  boolean provides(SandboxKey key);

  /**
   * Why a sandbox of this kind cannot run on this machine: one line that says what to do. Decided
   * within a few seconds, without starting a sandbox.
   *
   * @return empty if there is no obstacle
   */
  Optional<String> obstacle(SandboxKey key);

  /**
   * Starts a sandbox and waits until its agent said hello.
   *
   * @throws SandboxFailedException if the agent does not answer within the provider's time limit;
   *     nothing is left behind then
   */
  Sandbox start(SandboxKey key);
}
