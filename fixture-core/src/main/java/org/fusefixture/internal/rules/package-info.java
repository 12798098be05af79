/**
 * What the kernel expects of the replies of a filesystem: the rules, each with its source, and the
 * checks of a reply against them. Depends on {@code wire}, {@code protocol}, {@code errno}, {@code
 * filesystem} for the operations, and {@code report} for what is found.
 */
@NullMarked
package org.fusefixture.internal.rules;

import org.jspecify.annotations.NullMarked;
