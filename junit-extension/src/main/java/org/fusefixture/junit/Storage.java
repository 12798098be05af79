package org.fusefixture.junit;

import org.fusefixture.storage.StorageCommand;
import org.fusefixture.storage.UnsyncedReport;

/**
 * The storage of a mount whose filesystem is a {@link org.fusefixture.storage.FaultyStorage}, such
 * as {@link org.fusefixture.backing.FaultyDirectory}. Of another one, each method fails and says
 * so.
 *
 * <p>For a loss at a chosen request, see {@link org.fusefixture.fault.RuleBuilder#loseUnsynced()}.
 */
public final class Storage {
  private final MountCalls calls;

  Storage(MountCalls calls) {
    this.calls = calls;
  }

  /**
   * What was not synced is lost. Files that are open stay open, and show what is on the disk; those
   * that are not there fail with EIO.
   */
  public void loseUnsynced() {
    command(StorageCommand.LOSE_UNSYNCED);
  }

  /** What was not synced is lost, and every call fails with EIO from now on. */
  public void cutPower() {
    command(StorageCommand.CUT_POWER);
  }

  /**
   * Calls are served again. Files that were open when the power failed fail with EIO, until they
   * are closed.
   */
  public void restorePower() {
    command(StorageCommand.RESTORE_POWER);
  }

  /** All that is in memory only gets to the disk. */
  public void checkpoint() {
    command(StorageCommand.CHECKPOINT);
  }

  /** Clean pages leave the cache: after an fsync that failed, the content of the disk shows. */
  public void evict() {
    command(StorageCommand.EVICT);
  }

  /** {@return what would be lost now} */
  public UnsyncedReport unsynced() {
    return calls.call("storage unsynced", agent -> agent.storage().unsynced(calls.mount()));
  }

  private void command(StorageCommand command) {
    calls.call("storage " + command, agent -> agent.storage().command(calls.mount(), command));
  }
}
