/** Error numbers of Linux. Depends on nothing. */
@NullMarked
package org.fusefixture.errno;

import org.jspecify.annotations.NullMarked;
