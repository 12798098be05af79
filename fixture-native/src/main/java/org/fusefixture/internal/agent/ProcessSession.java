package org.fusefixture.internal.agent;

import java.util.List;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.ProcessStatus;

/** A process and all that belong to its session (setsid(2)), or else descend from it. */
final class ProcessSession {
  private final Process leader;

  private ProcessSession(Process leader) {
    this.leader = leader;
  }

  static ProcessSession of(Process leader) {
    return new ProcessSession(leader);
  }

  /** SIGKILL to all; again, until no new ones appear. */
  void kill() {
    List<ProcessHandle> descendants = leader.descendants().toList();
    for (int round = 0; round < 10; round++) {
      List<ProcessStatus> living = living();
      if (living.isEmpty()) {
        break;
      }
      for (ProcessStatus process : living) {
        try {
          LinuxProcesses.kill((int) process.pid(), LinuxProcesses.SIGKILL);
        } catch (LinuxException e) {
          continue; // ESRCH: it has just ended
        }
      }
      Pauses.shortly();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
    if (leader.isAlive()) {
      leader.destroyForcibly();
    }
  }

  private List<ProcessStatus> living() {
    return ChildProcesses.all().stream()
        .filter(process -> process.session() == leader.pid())
        .filter(process -> !process.isZombie())
        .toList();
  }

  @Override
  public String toString() {
    return living().toString();
  }
}
