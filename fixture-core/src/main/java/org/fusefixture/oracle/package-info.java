/**
 * What the oracle of integrity reports: verdicts on the files that a client wrote, and breaches of
 * a filesystem's contract. Depends on nothing.
 */
package org.fusefixture.oracle;
