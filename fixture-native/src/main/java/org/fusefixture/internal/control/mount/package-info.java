/** Control of mounts and of their server processes: specifications and reports. */
package org.fusefixture.internal.control.mount;
