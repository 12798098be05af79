/**
 * AssertJ assertions on mounted filesystems, with one class for each failure message. Depends on
 * {@code junit}, {@code control}, {@code stamp} and AssertJ.
 */
package org.fusefixture.assertion;
