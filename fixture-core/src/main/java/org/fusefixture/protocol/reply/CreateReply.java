package org.fusefixture.protocol.reply;

import org.fusefixture.internal.wire.EntryLayout;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.ReplyShape;

/**
 * A new file, open: CREATE and TMPFILE ({@code struct fuse_entry_out}, then {@code struct
 * fuse_open_out}).
 */
public final class CreateReply extends Reply {
  /** A reply that is not open yet. */
  public CreateReply() {
    super(ReplyShape.ENTRY_AND_HANDLE);
  }

  /**
   * Answers with success; counts as one lookup.
   *
   * @param entry the new inode
   * @param handle of the open file
   * @param flags FOPEN_* bits, see {@link OpenReply}
   */
  public void created(Entry entry, FileHandle handle, int flags) {
    created(entry, handle, flags, 0);
  }

  /**
   * Answers with success; counts as one lookup.
   *
   * @param entry the new inode
   * @param handle of the open file
   * @param flags FOPEN_* bits, see {@link OpenReply}
   * @param backingId names the backing file, with {@link OpenReply#FOPEN_PASSTHROUGH}
   */
  public void created(Entry entry, FileHandle handle, int flags, int backingId) {
    EntryLayout.put(message(), HEADER_SIZE, entry);
    OpenReply.put(message(), HEADER_SIZE + EntryLayout.SIZE, handle, flags, backingId);
    complete(EntryLayout.SIZE + OpenReply.SIZE);
  }
}
