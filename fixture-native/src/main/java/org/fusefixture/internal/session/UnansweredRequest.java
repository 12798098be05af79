package org.fusefixture.internal.session;

import java.time.Duration;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Unique;

/**
 * A request that the filesystem has not answered yet.
 *
 * @param age time since it was received
 */
public record UnansweredRequest(Unique unique, Opcode opcode, NodeId nodeId, Duration age) {}
