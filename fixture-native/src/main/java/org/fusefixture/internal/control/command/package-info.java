/** Commands that run inside a sandbox. */
package org.fusefixture.internal.control.command;
