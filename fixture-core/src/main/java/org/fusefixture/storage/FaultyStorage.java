package org.fusefixture.storage;

import java.util.List;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.request.WriteRequest;

/**
 * A filesystem with a volatile cache that a test can inspect and lose. Faults of the session that
 * need such a cache are applied through this interface, from any thread.
 */
public interface FaultyStorage {
  /**
   * Executes a command on the whole storage.
   *
   * @param command what to do
   */
  void command(StorageCommand command);

  /** {@return what a power cut would lose now} */
  UnsyncedReport unsynced();

  /**
   * Loses what was not synced, except what happened to be written back before.
   *
   * @param survivingPercent probability, from 0 to 100, that each page, and the changes of metadata
   *     as a whole, have reached the disk
   * @param draw seed of the random choice
   * @param cutPower whether calls fail from now on
   */
  void loseUnsynced(int survivingPercent, long draw, boolean cutPower);

  /**
   * A write is torn by a power cut: of its parts, some reach the disk; all else that was not synced
   * is lost, and there is no power afterwards.
   *
   * @param request that is torn
   * @param parts number of parts of the same size, but for the last
   * @param persist those that reach the disk, counted from 1
   */
  void tearWrite(WriteRequest request, int parts, List<Integer> persist);

  /**
   * A power cut of which some writes to a file survive; all else that was not synced is lost.
   *
   * @param file to which they went
   * @param persist which of the writes since the file was last synced, truncated or otherwise
   *     changed, counted from 1
   */
  void tearSequence(NodeId file, List<Integer> persist);

  /**
   * An fsync that fails.
   *
   * @param file that is synced
   * @param aftermath what becomes of the pages that could not be written
   * @param from first byte whose page cannot be written
   * @param to where they end, exclusive; 0 for the end of the file
   * @return whether the caller is told; if not, the next fsync fails
   */
  boolean failFsync(NodeId file, FsyncAftermath aftermath, long from, long to);
}
