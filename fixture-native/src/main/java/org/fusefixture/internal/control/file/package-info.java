/** Control of the client's open files and of paths below a mount. */
package org.fusefixture.internal.control.file;
