package org.fusefixture.sample.memory;

import java.time.Instant;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.NodeId;

/** Makes inodes, with the owner and the mode that POSIX and the directory give them. */
final class InodeFactory {
  /** Makes an inode that is to belong to a directory. */
  @FunctionalInterface
  interface Recipe<T extends Inode> {
    T make(Directory directory, Instant now);
  }

  private final InodeTable inodes;
  private final PagePool pool;
  private final Capacity space;

  InodeFactory(InodeTable inodes, PagePool pool, Capacity space) {
    this.inodes = inodes;
    this.pool = pool;
    this.space = space;
  }

  /** The root, which belongs to whoever serves it; anybody may enter. */
  void makeRoot(Inode.Owner owner, Instant now) {
    int mode = FileMode.DIRECTORY | 0755;
    inodes.add(new Directory(NodeId.ROOT.value(), mode, owner, now, null));
  }

  Recipe<RegularFile> file(int permissions, Inode.Owner caller) {
    return (directory, now) ->
        file(FileMode.REGULAR | FileMode.permissions(permissions), caller, directory, 1, now);
  }

  /** A file without a name, for O_TMPFILE. */
  Recipe<RegularFile> unnamedFile(int permissions, Inode.Owner caller, boolean linkable) {
    return (directory, now) -> {
      int mode = FileMode.REGULAR | FileMode.permissions(permissions);
      RegularFile file = file(mode, caller, directory, 0, now);
      file.setLinkable(linkable);
      return file;
    };
  }

  private RegularFile file(
      int mode, Inode.Owner caller, Directory directory, int links, Instant now) {
    return new RegularFile(
        inodes.allocate(),
        mode,
        ownerIn(directory, caller),
        links,
        now,
        new FileContent(pool, space));
  }

  /** What mknod(2) makes: a file of any type but a directory or a symbolic link. */
  Recipe<? extends Inode> node(int mode, int device, Inode.Owner caller) {
    if (FileMode.type(mode) == FileMode.REGULAR) {
      return file(mode, caller);
    }
    return (directory, now) ->
        new Inode.SpecialFile(inodes.allocate(), mode, ownerIn(directory, caller), now, device);
  }

  /** The character device 0/0 that RENAME_WHITEOUT leaves behind (renameat2(2)). */
  Inode.SpecialFile whiteout(Directory directory, Inode.Owner caller, Instant now) {
    Inode.Owner owner = ownerIn(directory, caller);
    return new Inode.SpecialFile(inodes.allocate(), FileMode.CHARACTER_DEVICE, owner, now, 0);
  }

  /** A directory, which takes set-group-ID over from its parent (inode(7)). */
  Recipe<Directory> directory(int permissions, Inode.Owner caller) {
    return (parent, now) -> {
      int mode =
          FileMode.DIRECTORY
              | FileMode.permissions(permissions)
              | parent.mode() & FileMode.SET_GROUP_ID;
      return new Directory(inodes.allocate(), mode, ownerIn(parent, caller), now, parent);
    };
  }

  Recipe<Inode.SymbolicLink> symbolicLink(LinkTarget target, Inode.Owner caller) {
    return (directory, now) ->
        new Inode.SymbolicLink(inodes.allocate(), ownerIn(directory, caller), now, target);
  }

  /** What is made in a directory with set-group-ID belongs to the directory's group (inode(7)). */
  private static Inode.Owner ownerIn(Directory directory, Inode.Owner caller) {
    boolean inherits = (directory.mode() & FileMode.SET_GROUP_ID) != 0;
    return inherits ? new Inode.Owner(caller.uid(), directory.gid()) : caller;
  }
}
