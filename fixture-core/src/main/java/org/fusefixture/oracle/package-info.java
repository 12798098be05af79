/**
 * What the oracle of integrity reports: verdicts on the files that a client wrote, and breaches of
 * a filesystem's contract. Depends on nothing.
 */
@NullMarked
package org.fusefixture.oracle;

import org.jspecify.annotations.NullMarked;
