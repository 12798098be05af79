/** What to mount, and what was mounted. Depends on the transfer modes of {@code filesystem}. */
@NullMarked
package org.fusefixture.mount;

import org.jspecify.annotations.NullMarked;
