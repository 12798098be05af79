/**
 * What a fault does: one small record each, which knows at which phases and on which operations it
 * can work, and why not on others. To add one: a record here, named in {@link
 * org.fusefixture.fault.effect.Effect}, and its application in the session. Depends on {@code
 * trigger} for the phases, and on {@code filesystem} and {@code errno}.
 */
package org.fusefixture.fault.effect;
