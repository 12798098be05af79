/**
 * Sandboxes that are containers: an image built without a registry, run through Testcontainers. The
 * only package that knows Testcontainers and docker-java. Depends on {@code sandbox}, {@code
 * sandbox.keeper} and {@code control}.
 */
package org.fusefixture.sandbox.container;
