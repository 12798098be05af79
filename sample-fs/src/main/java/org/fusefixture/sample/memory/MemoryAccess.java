package org.fusefixture.sample.memory;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;

/** What a subclass can do to files and names beside serving requests. */
abstract class MemoryAccess extends MemoryMetadata {
  MemoryAccess(MemoryOptions options, InstantSource clock) {
    super(options, clock);
  }

  /**
   * {@return the inode of a path below the root; null if there is none}
   *
   * @param path names divided by slashes; empty for the root
   */
  protected final NodeId nodeOf(String path) {
    Inode found = find(path);
    return found == null ? null : new NodeId(found.number());
  }

  final Inode find(String path) {
    return tree()
        .walk(
            Stream.of(path.split("/")).filter(name -> !name.isEmpty()).map(FileName::of).toList());
  }

  /**
   * {@return the size of a file in bytes}
   *
   * @param file its inode
   */
  protected final long sizeOf(NodeId file) {
    return inodes().file(file).content().size();
  }

  /**
   * {@return what a file holds in a range; shorter where the file ends}
   *
   * @param file its inode
   * @param offset first byte
   * @param size number of bytes
   */
  protected final byte[] contentOf(NodeId file, long offset, int size) {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    int count = inodes().file(file).content().read(offset, size, bytes);
    byte[] found = new byte[count];
    bytes.get(0, found);
    return found;
  }

  /**
   * Puts bytes into a file.
   *
   * @param file its inode
   * @param offset where the first byte goes
   * @param bytes what to put
   */
  protected final void put(NodeId file, long offset, byte[] bytes) {
    FileContent content = inodes().file(file).content();
    ByteBuffer source = ByteBuffer.wrap(bytes);
    try (StagedBytes staged =
        content.stage(
            target -> {
              int count = target.remaining();
              target.put(source.slice(source.position(), count));
              source.position(source.position() + count);
            },
            offset,
            bytes.length)) {
      content.store(staged);
    }
  }

  /**
   * Sets the size of a file.
   *
   * @param file its inode
   * @param size in bytes; a longer file is filled with a hole
   */
  protected final void resize(NodeId file, long size) {
    inodes().file(file).content().truncate(size);
  }

  /**
   * {@return the attributes of an inode}
   *
   * @param node the inode
   */
  protected final Attributes attributesOf(NodeId node) {
    return inodes().get(node).attributes();
  }

  /**
   * {@return what a LOOKUP of an inode is answered with; not counted}
   *
   * @param node the inode
   */
  protected final Entry entryOf(NodeId node) {
    return entry(inodes().get(node));
  }

  /**
   * {@return the entries of a directory without "." and "..", in their order}
   *
   * @param directory its inode
   */
  protected final List<MemoryFileSystem.ListedEntry> list(NodeId directory) {
    List<MemoryFileSystem.ListedEntry> entries = new ArrayList<>();
    tree()
        .list(
            directory,
            Directory.PARENT_COOKIE,
            (name, inode, cookie) ->
                entries.add(new MemoryFileSystem.ListedEntry(name, inode.number(), inode.mode())));
    return entries;
  }

  /**
   * {@return the inode of a name, counted as looked up}
   *
   * @param directory that has the name
   * @param name of the entry
   */
  protected final NodeId lookUp(NodeId directory, FileName name) {
    Inode found = tree().lookup(directory, name);
    if (found == null) {
      throw new ErrnoException(Errno.ENOENT, "\"" + name + "\"");
    }
    return new NodeId(found.number());
  }

  /**
   * Moves an entry; what is at the new place loses its name.
   *
   * @param from directory that has the entry
   * @param name of the entry
   * @param to directory that gets it
   * @param newName of the entry there
   */
  protected final void move(NodeId from, FileName name, NodeId to, FileName newName) {
    tree().rename(from, name, to, newName, 0, new Inode.Owner(0, 0));
  }

  /**
   * Takes a name away.
   *
   * @param directory that has the name
   * @param name of a file
   */
  protected final void remove(NodeId directory, FileName name) {
    tree().unlink(directory, name);
  }
}
