/**
 * Storage with a volatile cache that can lose what was not synced, tear writes on their way to the
 * disk, and fail an fsync as real filesystems do. Implemented by the faulty backing directory;
 * depends on {@code protocol} only.
 */
@NullMarked
package org.fusefixture.storage;

import org.jspecify.annotations.NullMarked;
