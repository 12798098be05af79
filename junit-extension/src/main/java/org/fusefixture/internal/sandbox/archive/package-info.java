/**
 * Makes the virtual machines of a sandbox start quickly: puts their classes into one jar, and
 * creates an archive of these classes in the form they have in memory (class-data sharing), both in
 * the user's cache. Depends on the JDK only.
 */
package org.fusefixture.internal.sandbox.archive;
