/** Error numbers of Linux. Depends on nothing. */
package org.fusefixture.errno;
