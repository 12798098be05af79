/**
 * Values of the FUSE protocol: identifiers, names, attributes, versions and flags. Depends on
 * {@code errno} only.
 */
@NullMarked
package org.fusefixture.protocol;

import org.jspecify.annotations.NullMarked;
