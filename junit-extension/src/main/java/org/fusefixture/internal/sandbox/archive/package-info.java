/**
 * What lets the virtual machines of a sandbox start quickly: their classes in one jar, and an
 * archive of these classes as the virtual machine has them in memory (class-data sharing), both in
 * the user's cache. Depends on {@code sandbox}'s {@code ClassPath} and on the JDK alone.
 */
package org.fusefixture.internal.sandbox.archive;
