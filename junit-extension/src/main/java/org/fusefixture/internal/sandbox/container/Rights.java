package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Rights of a container, from the most to the least that permit a FUSE mount. */
enum Rights {
  /** All capabilities and devices. */
  PRIVILEGED("privileged") {
    @Override
    void grant(HostConfig host) {
      host.withPrivileged(true);
    }
  },

  /**
   * Like PRIVILEGED, but without the capabilities that this process lacks: if the engine runs under
   * the same bounding set, runc cannot grant them ("unable to apply caps").
   */
  HELD("not privileged: the capabilities of this process, and /dev/fuse") {
    @Override
    void grant(HostConfig host) {
      grantDevice(host);
      host.withCapAdd(HeldCapabilities.ofThisProcess().toArray(Capability[]::new));
    }
  },

  /** The engine's default rights, and the right to mount. */
  MOUNT("not privileged: CAP_SYS_ADMIN and /dev/fuse") {
    @Override
    void grant(HostConfig host) {
      grantDevice(host);
      host.withCapAdd(Capability.SYS_ADMIN);
    }
  };

  private final String description;

  Rights(String description) {
    this.description = description;
  }

  abstract void grant(HostConfig host);

  /** For logs. */
  String description() {
    return description;
  }

  private static void grantDevice(HostConfig host) {
    host.withDevices(new Device("rwm", "/dev/fuse", "/dev/fuse"))
        .withDeviceCgroupRules(
            List.of("c 10:229 rwm")) // /dev/fuse: Documentation/admin-guide/devices.txt
        .withSecurityOpts(List.of("apparmor=unconfined", "seccomp=unconfined"));
  }

  /** The bounding set of this process. */
  static final class HeldCapabilities {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** In the order of their bits: include/uapi/linux/capability.h. */
    private static final List<String> NAMES =
        List.of(
            "CHOWN",
            "DAC_OVERRIDE",
            "DAC_READ_SEARCH",
            "FOWNER",
            "FSETID",
            "KILL",
            "SETGID",
            "SETUID",
            "SETPCAP",
            "LINUX_IMMUTABLE",
            "NET_BIND_SERVICE",
            "NET_BROADCAST",
            "NET_ADMIN",
            "NET_RAW",
            "IPC_LOCK",
            "IPC_OWNER",
            "SYS_MODULE",
            "SYS_RAWIO",
            "SYS_CHROOT",
            "SYS_PTRACE",
            "SYS_PACCT",
            "SYS_ADMIN",
            "SYS_BOOT",
            "SYS_NICE",
            "SYS_RESOURCE",
            "SYS_TIME",
            "SYS_TTY_CONFIG",
            "MKNOD",
            "LEASE",
            "AUDIT_WRITE",
            "AUDIT_CONTROL",
            "SETFCAP",
            "MAC_OVERRIDE",
            "MAC_ADMIN",
            "SYSLOG",
            "WAKE_ALARM",
            "BLOCK_SUSPEND",
            "AUDIT_READ");

    private HeldCapabilities() {}

    static List<Capability> ofThisProcess() {
      try (Stream<String> lines = Files.lines(STATUS)) {
        return lines
            .filter(line -> line.startsWith("CapBnd:"))
            .findFirst()
            .map(line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
            .map(HeldCapabilities::of)
            .orElse(List.of(Capability.SYS_ADMIN));
      } catch (IOException e) {
        return List.of(Capability.SYS_ADMIN); // not Linux: the engine runs elsewhere
      }
    }

    /** The capabilities of a mask that docker-java knows. */
    static List<Capability> of(long mask) {
      return Arrays.stream(Capability.values())
          .filter(capability -> NAMES.contains(capability.name()))
          .filter(capability -> (mask >>> NAMES.indexOf(capability.name()) & 1) == 1)
          .toList();
    }
  }
}
