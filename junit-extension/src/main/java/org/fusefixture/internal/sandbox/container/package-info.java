/**
 * Sandboxes that are containers: an image built without a registry, run by a Docker Engine, with an
 * agent as the first process or with a guest kernel in it. No other package uses Testcontainers and
 * docker-java. Depends on {@code sandbox}, {@code sandbox.host}, {@code sandbox.guest} and {@code
 * control}.
 */
package org.fusefixture.internal.sandbox.container;
