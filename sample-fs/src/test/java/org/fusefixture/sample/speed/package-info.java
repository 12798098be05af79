/** Speed of the sample filesystems: modes against each other. */
package org.fusefixture.sample.speed;
