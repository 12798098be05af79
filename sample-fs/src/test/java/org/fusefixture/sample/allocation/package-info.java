/** What only a kernel of our own can show: allocations that fail, and pages that stay behind. */
package org.fusefixture.sample.allocation;
