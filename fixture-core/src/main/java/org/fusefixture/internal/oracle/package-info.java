/**
 * The oracle of integrity: keeps what a client has written to each file, knows which bytes may be
 * read back, and says of a wrong sector where its bytes came from. Depends on {@code stamp} and on
 * the verdicts of {@code oracle}.
 *
 * <p>What is legal follows from the calls of the client alone:
 *
 * <ul>
 *   <li>While a write is in progress, each byte is the old or the new one. Linux promises no more:
 *       the page cache is filled page by page, and a read waits for no write
 *       (generic_file_read_iter of mm/filemap.c).
 *   <li>Once it has returned, only the new bytes are legal. Of two writes that overlapped in time,
 *       either may have been the last, for each run of bytes that they share within a sector.
 *   <li>In what survives a crash, bytes are at least as new as those that a completed fsync
 *       covered: writes that had returned before it began.
 *   <li>A write that failed may have happened, in part or not at all.
 * </ul>
 */
@NullMarked
package org.fusefixture.internal.oracle;

import org.jspecify.annotations.NullMarked;
