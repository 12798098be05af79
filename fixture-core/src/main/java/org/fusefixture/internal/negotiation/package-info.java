/**
 * The server's half of INIT: what to agree on with a kernel, or why not. Depends on {@code
 * filesystem}, {@code protocol} and {@code errno}.
 */
package org.fusefixture.internal.negotiation;
