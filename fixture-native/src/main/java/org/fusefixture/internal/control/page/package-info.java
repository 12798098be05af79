/** Control of the client's page buffers and mappings, of their stamps, and of verification. */
package org.fusefixture.internal.control.page;
