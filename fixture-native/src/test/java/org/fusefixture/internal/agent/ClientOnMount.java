package org.fusefixture.internal.agent;

import org.fusefixture.internal.control.file.FileTarget;
import org.fusefixture.internal.control.file.OpenRequest;
import org.fusefixture.internal.control.file.TransferRequest;
import org.fusefixture.internal.control.mount.MountTarget;
import org.fusefixture.internal.control.mount.UnmountResult;
import org.fusefixture.internal.control.page.MapRequest;
import org.fusefixture.internal.control.page.PagesRequest;
import org.fusefixture.internal.control.page.StampRequest;
import org.fusefixture.internal.control.page.VerifyRequest;
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

  MountTarget target() {
    return new MountTarget(mount.mount());
  }

  int create(String path, int flags) {
    OpenRequest request =
        new OpenRequest(mount.mount(), path, flags | OpenFlag.O_CREAT | OpenFlag.O_RDWR, 0644);
    return agent.call(end -> end.files().open(request)).file();
  }

  int pages(long size) {
    return agent.call(end -> end.pages().allocate(new PagesRequest(size))).pages();
  }

  int map(int file, long size) {
    return agent.call(end -> end.pages().map(new MapRequest(file, 0, size, true, true))).pages();
  }

  void stamp(int pages, long size, Stamp stamp) {
    agent.call(end -> end.pages().stamp(new StampRequest(pages, 0, size, 0, stamp)));
  }

  long write(int file, int pages, long size) {
    return agent
        .call(end -> end.files().write(new TransferRequest(file, pages, 0, size, 0)))
        .bytes();
  }

  void close(int file) {
    agent.call(end -> end.files().close(new FileTarget(file)));
  }

  FileVerdict verify(String path, Stamp stamp, boolean direct) {
    VerifyRequest request =
        new VerifyRequest(mount.mount(), path, 0, VerifyRequest.TO_THE_END, stamp, direct);
    return agent.call(end -> end.verification().file(request));
  }

  FileVerdict verifyStored(String path, Stamp stamp) {
    VerifyRequest request =
        new VerifyRequest(mount.mount(), path, 0, VerifyRequest.TO_THE_END, stamp, false);
    return agent.call(end -> end.verification().stored(request));
  }

  ServerReport report() {
    return agent.call(end -> end.mounts().serverReport(target()));
  }

  UnmountResult unmount() {
    return agent.call(end -> end.mounts().unmount(target()));
  }
}
