package org.fusefixture.protocol.request;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.XattrName;

/**
 * A security label for an inode that is being made, to be stored as an extended attribute with it
 * ({@code struct fuse_secctx}, with FUSE_SECURITY_CTX).
 *
 * @param name of the attribute, for example {@code security.selinux}
 * @param value of the attribute; read-only
 */
public record SecurityContext(XattrName name, ByteBuffer value) {}
