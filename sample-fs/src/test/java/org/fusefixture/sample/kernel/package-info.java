/**
 * Plays the kernel towards a filesystem, without a mount: real request bytes through the dispatcher
 * of fixture-core, real reply bytes back.
 */
package org.fusefixture.sample.kernel;
