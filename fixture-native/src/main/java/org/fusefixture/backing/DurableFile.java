package org.fusefixture.backing;

/** A regular file as the disk has it. */
interface DurableFile {
  /** A file that the disk does not have is empty. */
  DurableFile NONE =
      new DurableFile() {
        @Override
        public long size() {
          return 0;
        }

        @Override
        public int read(long at, byte[] target, int from, int length) {
          return 0;
        }

        @Override
        public boolean isHole(long at) {
          return true;
        }

        @Override
        public void write(long at, byte[] bytes, int from, int length) {
          throw new IllegalStateException("cannot write a file that the disk does not have");
        }

        @Override
        public void truncate(long size) {
          throw new IllegalStateException("cannot truncate a file that the disk does not have");
        }
      };

  /** In bytes. */
  long size();

  /** Reads; fewer bytes only where the file ends. */
  int read(long at, byte[] target, int from, int length);

  /** Whether a place in the file has no block. */
  boolean isHole(long at);

  /** Writes all bytes, and grows the file where needed. */
  void write(long at, byte[] bytes, int from, int length);

  /** Cuts the file, or grows it with zeros. */
  void truncate(long size);
}
