package org.fusefixture.internal.control;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.View;
import org.fusefixture.stamp.FileVerdict;
import org.fusefixture.stamp.Stamp;

/** Judges the content of files in the sandbox, where it is. */
@JsonSegment("verdict")
public interface VerdictService {
  /**
   * A range of a file, and what it should hold.
   *
   * @param path relative to the root of the mount
   * @param offset first byte in the file
   * @param size number of bytes; {@link #TO_THE_END} for all up to the end of the file
   * @param direct through O_DIRECT instead of the page cache; without meaning for stored content
   */
  record StampedFile(int mount, String path, long offset, long size, Stamp stamp, boolean direct) {
    /** Size of a range that ends where the file ends. */
    public static final long TO_THE_END = -1;

    public StampedFile {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(stamp, "stamp");
      if (offset < 0 || size < TO_THE_END) {
        throw new IllegalArgumentException(
            "invalid range of a file: " + size + " bytes at offset " + offset);
      }
    }

    /** All of a file. */
    public static StampedFile whole(int mount, String path, Stamp stamp, boolean direct) {
      return new StampedFile(mount, path, 0, TO_THE_END, stamp, direct);
    }
  }

  /** Reads through the mount, in the client process. Errors as those of open, read and stat. */
  @JsonRequest
  CompletableFuture<FileVerdict> verify(StampedFile file);

  /**
   * Reads what the filesystem stored, in the server process, past mount and page cache. Fails with
   * BAD_REQUEST if the filesystem does not implement {@link
   * org.fusefixture.filesystem.StoredContent}.
   */
  @JsonRequest
  CompletableFuture<FileVerdict> verifyStored(StampedFile file);

  /**
   * Reads back all files that the client wrote through its open files and mappings, under every
   * name that they have now, and judges them. Writes of other programs in the sandbox are not known
   * here.
   *
   * @param views how to look at each file, in this order
   */
  @JsonRequest
  CompletableFuture<IntegrityVerdict> judge(int mount, List<View> views);
}
