/**
 * Values of the FUSE protocol: identifiers, names, attributes, versions and flags. Depends on
 * {@code errno} only.
 */
package org.fusefixture.protocol;
