/** Requests: views over the kernel's bytes. Depends on {@code protocol}. */
package org.fusefixture.protocol.request;
