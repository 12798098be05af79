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
        public long blocks() {
          return 0;
        }

        @Override
        public long nextData(long at) {
          return Long.MAX_VALUE;
        }

        @Override
        public long nextHole(long at) {
          return at;
        }

        @Override
        public void punch(long at, long length) {
          throw new IllegalStateException("cannot punch a file that the disk does not have");
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

  /** In units of 512 bytes. */
  long blocks();

  /** Where data starts, from a place on; Long.MAX_VALUE if there is none. */
  long nextData(long at);

  /** Where a hole starts, from a place on; the file ends in one. */
  long nextHole(long at);

  /** Makes a hole. */
  void punch(long at, long length);

  /** Writes all bytes, and grows the file where needed. */
  void write(long at, byte[] bytes, int from, int length);

  /** Cuts the file, or grows it with zeros. */
  void truncate(long size);
}
