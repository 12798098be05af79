package org.fusefixture.protocol.reply;

import java.time.Duration;
import org.fusefixture.internal.wire.DirentLayout;
import org.fusefixture.internal.wire.EntryLayout;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.ReplyShape;

/** Entries of a directory: READDIR ({@code struct fuse_dirent}, one after another). */
public final class DirectoryReply extends Reply {
  private final Listing listing = new Listing(this, 0);

  /** A reply that is not open yet. */
  public DirectoryReply() {
    super(ReplyShape.LISTING);
  }

  @Override
  void opened() {
    listing.clear();
  }

  /**
   * Starts an answer; to be called first.
   *
   * @param bytes most that the answer may have: the size in the request
   * @return this
   */
  public DirectoryReply within(int bytes) {
    listing.start(bytes);
    return this;
  }

  /**
   * Adds an entry if there is room.
   *
   * @param name of the entry
   * @param inode number of the inode, shown to the caller
   * @param mode file type as in stat(2); permission bits do not matter
   * @param next cookie from which a later READDIR goes on after this entry
   * @return false if it does not fit; send the answer then
   */
  public boolean add(FileName name, long inode, int mode, Offset next) {
    if (!listing.hasRoomFor(name)) {
      return false;
    }
    listing.add(name, inode, mode, next);
    return true;
  }

  /** Answers with what was added; nothing means the end of the directory. */
  public void send() {
    complete(listing.used);
  }

  /**
   * Entries of a directory with their inodes: READDIRPLUS ({@code struct fuse_direntplus}, one
   * after another).
   */
  public static final class Plus extends Reply {
    private final Listing listing = new Listing(this, EntryLayout.SIZE);

    /** A reply that is not open yet. */
    public Plus() {
      super(ReplyShape.LISTING_WITH_ENTRIES);
    }

    @Override
    void opened() {
      listing.clear();
    }

    /**
     * Starts an answer; to be called first.
     *
     * @param bytes most that the answer may have: the size in the request
     * @return this
     */
    public Plus within(int bytes) {
      listing.start(bytes);
      return this;
    }

    /**
     * {@return whether an entry of this name still fits} Count an inode as looked up only if it
     * does.
     *
     * @param name of the entry
     */
    public boolean hasRoomFor(FileName name) {
      return listing.hasRoomFor(name);
    }

    /**
     * Adds an entry, which counts as one lookup of its inode, if there is room.
     *
     * @param name of the entry
     * @param entry its inode
     * @param next cookie from which a later READDIRPLUS goes on after this entry
     * @return false if it does not fit; send the answer then
     */
    public boolean add(FileName name, Entry entry, Offset next) {
      if (!hasRoomFor(name)) {
        return false;
      }
      EntryLayout.put(message(), HEADER_SIZE + listing.used, entry);
      listing.add(name, entry.attributes().inode(), entry.attributes().mode(), next);
      return true;
    }

    /**
     * Adds an entry that is no lookup, as "." and ".." are, if there is room.
     *
     * @param name of the entry
     * @param inode number of the inode, shown to the caller
     * @param mode file type as in stat(2); permission bits do not matter
     * @param next cookie from which a later READDIRPLUS goes on after this entry
     * @return false if it does not fit; send the answer then
     */
    public boolean addWithoutLookup(FileName name, long inode, int mode, Offset next) {
      if (!hasRoomFor(name)) {
        return false;
      }
      EntryLayout.putNegative(message(), HEADER_SIZE + listing.used, Duration.ZERO);
      listing.add(name, inode, mode, next);
      return true;
    }

    /** Answers with what was added; nothing means the end of the directory. */
    public void send() {
      complete(listing.used);
    }
  }

  /** The room of an answer, and how much of it is used. */
  private static final class Listing {
    private static final int UNKNOWN = -1;

    private final Reply reply;
    private final int prefixSize;
    private int size = UNKNOWN;
    private int used;

    /**
     * @param prefixSize bytes before each {@code struct fuse_dirent}
     */
    Listing(Reply reply, int prefixSize) {
      this.reply = reply;
      this.prefixSize = prefixSize;
    }

    void clear() {
      size = UNKNOWN;
      used = 0;
    }

    void start(int bytes) {
      requireSize(bytes);
      size = Math.min(bytes, reply.capacity());
      used = 0;
    }

    boolean hasRoomFor(FileName name) {
      requireSize(size);
      return used + prefixSize + DirentLayout.size(name) <= size;
    }

    /** Adds an entry whose prefix is written. */
    void add(FileName name, long inode, int mode, Offset next) {
      int at = HEADER_SIZE + used + prefixSize;
      DirentLayout.put(reply.message(), at, name, inode, mode, next.bytes());
      used += prefixSize + DirentLayout.size(name);
    }

    /** Catches a filesystem that did not say how many bytes the kernel wants. */
    private static void requireSize(int bytes) {
      if (bytes < 0) {
        throw new IllegalStateException("call within(request.size()) first");
      }
    }
  }
}
