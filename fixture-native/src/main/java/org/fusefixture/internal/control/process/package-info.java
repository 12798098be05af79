/** Control of client processes beside the agent, which can be killed. */
package org.fusefixture.internal.control.process;
