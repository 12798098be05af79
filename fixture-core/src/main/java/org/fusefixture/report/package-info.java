/**
 * What the fixture reports of a running mount: its server process, its session, the counters of its
 * kernel, its client processes. Depends on nothing.
 */
package org.fusefixture.report;
