/**
 * What a test author touches: the annotations, their lifecycle in JUnit Jupiter, and the types that
 * tests get injected. Depends on {@code sandbox}, {@code preflight}, {@code nio}, {@code control},
 * {@code filesystem}, {@code stamp}, {@code errno} and the JUnit API.
 */
package org.fusefixture.junit;
