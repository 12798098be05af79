/**
 * Sandboxes that are containers: an image built without a registry, run through Testcontainers,
 * with an agent as its first process or with a guest kernel in it. The only package that knows
 * Testcontainers and docker-java. Depends on {@code sandbox}, {@code sandbox.keeper}, {@code
 * sandbox.guest} and {@code control}.
 */
package org.fusefixture.internal.sandbox.container;
