/** Notifications from the server to the kernel. Depends on {@code protocol}. */
package org.fusefixture.protocol.notification;
