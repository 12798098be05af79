/**
 * A mount as a {@link java.nio.file.FileSystem}, in every sandbox: each operation is a call of the
 * agent, and this JVM does not touch the mount. Depends on {@code control} and {@code errno}.
 */
package org.fusefixture.internal.nio;
