/** Commands that run inside a sandbox. */
package org.fusefixture.control.command;
