/** Tests that double as the documentation: what a test author writes, in short. */
package org.fusefixture.sample.notes;
