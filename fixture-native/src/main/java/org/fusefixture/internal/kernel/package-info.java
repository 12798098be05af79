/**
 * The kernel that has the feature: finds it in the cache of the user, or has it built. Depends on
 * nothing; the work is done by the scripts of {@code fixture-native/kernel}, which travel in the
 * jar.
 */
package org.fusefixture.internal.kernel;
