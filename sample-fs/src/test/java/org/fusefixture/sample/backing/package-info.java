/** The faulty backing directory, with programs, a filesystem and a database on it. */
package org.fusefixture.sample.backing;
