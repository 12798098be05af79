package org.fusefixture.internal.session;

import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.Unique;

/**
 * Something that a filesystem did wrong.
 *
 * @param opcode the operation
 * @param unique the request
 * @param cause what it threw, or why the kernel rejected its reply
 */
public record FilesystemFailure(Opcode opcode, Unique unique, Throwable cause) {}
