/** What to mount, and what was mounted. Depends on the transfer modes of {@code filesystem}. */
package org.fusefixture.mount;
