/** Storages whose cache a test can see and lose, in the control API. */
package org.fusefixture.internal.control.storage;
