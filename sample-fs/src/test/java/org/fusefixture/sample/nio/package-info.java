/** {@code java.nio.file} on real mounts, in every sandbox, and against the default file system. */
package org.fusefixture.sample.nio;
