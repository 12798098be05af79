package org.fusefixture.internal.client;

/** Is told which system call of an operation starts; the time limit of a call counts from there. */
@FunctionalInterface
public interface CallProgress {
  /**
   * A system call starts.
   *
   * @param call its name, path and arguments, for messages
   */
  void enter(String call);
}
