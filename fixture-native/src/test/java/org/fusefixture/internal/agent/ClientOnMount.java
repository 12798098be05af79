package org.fusefixture.internal.agent;

import org.fusefixture.internal.control.FileService.Transfer;
import org.fusefixture.internal.control.MountService.UnmountResult;
import org.fusefixture.internal.control.PageService.StampedRange;
import org.fusefixture.internal.control.VerdictService.StampedFile;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.report.ServerReport;
import org.fusefixture.stamp.FileVerdict;
import org.fusefixture.stamp.Stamp;

/** Short forms of calls on one mount. */
final class ClientOnMount {
  private final AgentProcess agent;
  private final MountDescription mount;

  private ClientOnMount(AgentProcess agent, MountDescription mount) {
    this.agent = agent;
    this.mount = mount;
  }

  static ClientOnMount of(AgentProcess agent, MountSpec spec) {
    return new ClientOnMount(agent, agent.call(end -> end.mounts().mount(spec)));
  }

  MountDescription mount() {
    return mount;
  }

  int create(String path, int flags) {
    int all = flags | OpenFlag.O_CREAT | OpenFlag.O_RDWR;
    return agent.call(end -> end.files().open(mount.mount(), path, all, 0644));
  }

  int pages(long size) {
    return agent.call(end -> end.pages().allocate(size, false)).pages();
  }

  int map(int file, long size) {
    return agent.call(end -> end.files().mmap(file, 0, size, true, true)).pages();
  }

  void stamp(int pages, long size, Stamp stamp) {
    agent.call(end -> end.pages().stamp(new StampedRange(pages, 0, size, 0, stamp)));
  }

  long write(int file, int pages, long size) {
    return agent.call(end -> end.files().pwrite(new Transfer(file, pages, 0, size, 0)));
  }

  void close(int file) {
    agent.call(end -> end.files().close(file));
  }

  FileVerdict verify(String path, Stamp stamp, boolean direct) {
    StampedFile file = StampedFile.whole(mount.mount(), path, stamp, direct);
    return agent.call(end -> end.verdicts().verify(file));
  }

  FileVerdict verifyStored(String path, Stamp stamp) {
    StampedFile file = StampedFile.whole(mount.mount(), path, stamp, false);
    return agent.call(end -> end.verdicts().verifyStored(file));
  }

  ServerReport report() {
    return agent.call(end -> end.mounts().serverReport(mount.mount()));
  }

  UnmountResult unmount() {
    return agent.call(end -> end.mounts().unmount(mount.mount()));
  }
}
