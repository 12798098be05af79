/**
 * A filesystem that breaks the contract of lent payloads, as an example of what the fixture finds.
 * Depends on fixture-core, {@code sample.memory} and the annotation of the gallery.
 */
package org.fusefixture.sample.broken;
