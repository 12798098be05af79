/**
 * Every effect and every kind of trigger through a real mount. Suites, and classes that run them in
 * a sandbox each; each test fails when its effect does nothing.
 */
package org.fusefixture.sample.fault;
