package org.fusefixture.internal.attestation;

import static org.fusefixture.internal.attestation.ModeAttestation.await;

import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.FileService.Transfer;
import org.fusefixture.internal.control.MountService.PageTransfer;
import org.fusefixture.internal.control.PageService.StampedRange;
import org.fusefixture.internal.control.VerdictService.StampedFile;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.stamp.FileVerdict;
import org.fusefixture.stamp.Stamp;

/** Writes to the probe filesystem, changes the pages, and asks what the server sees. */
final class Probe {
  private static final long SEED = 0x70726f6265L;
  private static final int CREATE = OpenFlag.O_CREAT | OpenFlag.O_EXCL | OpenFlag.O_RDWR;
  private static final int PERMISSIONS = 0644;

  private final AgentService agent;
  private final int mount;
  private int files;
  private boolean refused;

  Probe(AgentService agent, int mount) {
    this.agent = agent;
    this.mount = mount;
  }

  /** How the pages of O_DIRECT writes travel: the client's own page buffer is changed. */
  PageTransfer direct(int... sizes) {
    return all(true, sizes);
  }

  /** How page-cache pages travel: they are changed through a shared mapping of the file. */
  PageTransfer buffered(int... sizes) {
    return all(false, sizes);
  }

  /** Whether the kernel refused to show a payload after its reply. */
  boolean wasRefused() {
    return refused;
  }

  private PageTransfer all(boolean direct, int... sizes) {
    PageTransfer common = null;
    for (int size : sizes) {
      PageTransfer found = one(direct, size);
      if (common != null && found != common) {
        throw failure(
            (direct ? "direct" : "buffered")
                + " writes of "
                + size
                + " bytes are "
                + found
                + ", smaller ones "
                + common);
      }
      common = found;
    }
    return common;
  }

  private PageTransfer one(boolean direct, int size) {
    String path = "probe-" + ++files;
    Stamp written = new Stamp(SEED, files, 1);
    Stamp later = written.withGeneration(2);
    int flags = CREATE | (direct ? OpenFlag.O_DIRECT : 0);
    int file = await("open", agent.files().open(mount, path, flags, PERMISSIONS));
    try {
      int pages = await("allocate", agent.pages().allocate(size, false)).pages();
      try {
        stamp(pages, size, written);
        write(file, pages, size);
        if (direct) {
          stamp(pages, size, later);
        } else {
          stampPageCache(file, size, later);
        }
      } finally {
        free(pages);
      }
      return judge(path, size, written, later);
    } finally {
      await("close", agent.files().close(file));
    }
  }

  private void write(int file, int pages, int size) {
    long count = await("write", agent.files().pwrite(new Transfer(file, pages, 0, size, 0)));
    if (count != size) {
      throw failure("write(2) took " + count + " of " + size + " bytes");
    }
  }

  private void stampPageCache(int file, int size, Stamp stamp) {
    int mapping = await("map", agent.files().mmap(file, 0, size, true, true)).pages();
    try {
      stamp(mapping, size, stamp);
    } finally {
      free(mapping);
    }
  }

  private void stamp(int pages, int size, Stamp stamp) {
    await("stamp", agent.pages().stamp(new StampedRange(pages, 0, size, 0, stamp)));
  }

  private void free(int pages) {
    await("free", agent.pages().munmap(pages));
  }

  /** Only pages that were lent are refused after the reply; whoever has a copy may keep it. */
  private PageTransfer judge(String path, int size, Stamp written, Stamp later) {
    FileVerdict old;
    try {
      old = verdict(path, size, written);
    } catch (ControlException e) {
      if (e.error().errno() != Errno.ESTALE.number()) {
        throw e;
      }
      refused = true;
      return PageTransfer.ALIASED;
    }
    if (old.verdict().holds() && old.verdict().size() == size) {
      return PageTransfer.COPIED;
    }
    FileVerdict changed = verdict(path, size, later);
    if (changed.verdict().holds() && changed.verdict().size() == size) {
      return PageTransfer.ALIASED;
    }
    throw failure(
        "the server saw neither the written nor the later bytes in full: "
            + old.verdict()
            + System.lineSeparator()
            + changed.verdict());
  }

  private FileVerdict verdict(String path, int size, Stamp stamp) {
    return await(
        "verify",
        agent.verdicts().verifyStored(new StampedFile(mount, path, 0, size, stamp, false)));
  }

  private static ControlException failure(String message) {
    return new ControlException(ControlError.of(ControlError.Kind.INTERNAL, "attest", message));
  }
}
