package org.fusefixture.backing;

/** A regular file as it is on the disk. */
interface StoredFile {
  /** What a file that is not on the disk has: nothing. */
  StoredFile NONE =
      new StoredFile() {
        @Override
        public long size() {
          return 0;
        }

        @Override
        public int read(long at, byte[] target, int from, int length) {
          return 0;
        }

        @Override
        public void write(long at, byte[] bytes, int from, int length) {
          throw new IllegalStateException("a file that is not on the disk takes no bytes");
        }

        @Override
        public void truncate(long size) {
          throw new IllegalStateException("a file that is not on the disk has no size");
        }
      };

  /** In bytes. */
  long size();

  /** Reads; fewer bytes only where the file ends. */
  int read(long at, byte[] target, int from, int length);

  /** Writes all, and grows the file where needed. */
  void write(long at, byte[] bytes, int from, int length);

  /** Cuts the file, or grows it with zeros. */
  void truncate(long size);
}
