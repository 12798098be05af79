/**
 * Replies: each supplies its body; header, length and error are set in one place. Depends on {@code
 * protocol} and {@code errno}.
 */
@NullMarked
package org.fusefixture.protocol.reply;

import org.jspecify.annotations.NullMarked;
