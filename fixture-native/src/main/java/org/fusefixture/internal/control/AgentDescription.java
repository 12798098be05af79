package org.fusefixture.internal.control;

import java.util.Objects;

/**
 * What an agent says of itself and of its sandbox.
 *
 * @param version {@link ControlProtocol#VERSION} of the agent
 * @param kernel release of the kernel, as uname(2) gives it
 * @param architecture of the machine, as uname(2) gives it
 * @param pid of the agent in its PID namespace; 1 in a sandbox of its own
 * @param root the sandbox's directory, with {@code mnt/}, {@code backing/} and {@code tmp/}
 * @param capSysAdmin whether the agent may mount: CAP_SYS_ADMIN is in its effective set
 * @param fusectl whether the control filesystem of FUSE can be used, so that a hang can be ended
 * @param javaVersion of the sandbox
 */
public record AgentDescription(
    int version,
    String kernel,
    String architecture,
    long pid,
    String root,
    boolean capSysAdmin,
    boolean fusectl,
    String javaVersion) {
  public AgentDescription {
    Objects.requireNonNull(kernel, "kernel");
    Objects.requireNonNull(root, "root");
  }
}
