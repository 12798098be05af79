package org.fusefixture.sample.broken;

import java.util.List;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FilesystemOptions;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.reply.DirectoryReply;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.sample.memory.ListedEntry;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * goes on with a listing by counting entries, though some were removed.
 *
 * <p>Seen in Sherlock-Holo/fuse3#12 and xoriors/rencfs#38.
 */
@Broken(
    bug = "continues a listing by counting entries, though some are gone",
    seenIn = {"Sherlock-Holo/fuse3#12", "xoriors/rencfs#38"},
    verdict = Breach.Kind.WRONG_LISTING)
public final class CountedListingFileSystem extends MemoryFileSystem {
  public CountedListingFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public FilesystemOptions options() {
    return FilesystemOptions.defaults().withName("counted").withInitFlag(InitFlag.ATOMIC_O_TRUNC);
  }

  @Override
  public void readdir(ReadRequest request, DirectoryReply reply) {
    reply.within(request.size());
    List<ListedEntry> entries = list(request.nodeId());
    for (int i = (int) request.offset().bytes(); i < entries.size(); i++) {
      ListedEntry entry = entries.get(i);
      if (!reply.add(entry.name(), entry.inode(), entry.mode(), new Offset(i + 1))) {
        break;
      }
    }
    reply.send();
  }
}
