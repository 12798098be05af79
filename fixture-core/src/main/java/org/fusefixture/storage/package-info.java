/**
 * What a filesystem with a volatile cache of its own can be made to do: lose what was not synced,
 * tear what is on its way to the disk, fail an fsync as a real filesystem does. Implemented by the
 * faulty backing directory; depends on {@code protocol} alone.
 */
@NullMarked
package org.fusefixture.storage;

import org.jspecify.annotations.NullMarked;
