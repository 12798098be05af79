package org.fusefixture.sample.client;

import static org.fusefixture.posix.ByteSize.bytes;

import org.assertj.core.api.Assertions;
import org.fusefixture.junit.ForkedClient;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;

/** What can happen to pages of generation 1 that a write was given. */
enum PageChange {
  /** The client writes to them. */
  STAMP {
    @Override
    void happen(MountedFilesystem fs, PageBuffer pages) {
      pages.stamp(2);
    }
  },
  UNMAP {
    @Override
    void happen(MountedFilesystem fs, PageBuffer pages) {
      pages.unmap();
    }
  },
  DISCARD {
    @Override
    void happen(MountedFilesystem fs, PageBuffer pages) {
      pages.discard();
      Assertions.assertThat(pages.bytes(bytes(1))).containsExactly(0);
      pages.stamp(2); // other pages, at the same addresses
    }
  },
  FORK_AND_PARENT_WRITES {
    @Override
    void happen(MountedFilesystem fs, PageBuffer pages) {
      try (ForkedClient child = fs.client().fork()) {
        pages.stamp(2);
        Assertions.assertThat(child.check(pages, 1).holds()).as("the pages of the child").isTrue();
      }
    }
  },
  FORK_AND_CHILD_WRITES {
    @Override
    void happen(MountedFilesystem fs, PageBuffer pages) {
      try (ForkedClient child = fs.client().fork()) {
        child.stamp(pages, 2);
        Assertions.assertThat(child.check(pages, 2).holds()).as("the pages of the child").isTrue();
        Assertions.assertThat(pages.check(1).holds()).as("the pages of the parent").isTrue();
      }
    }
  };

  abstract void happen(MountedFilesystem fs, PageBuffer pages);
}
