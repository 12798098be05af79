/** Control of workloads: streams of equal calls on a mount, made and timed where the mount is. */
package org.fusefixture.internal.control.workload;
