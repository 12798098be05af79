/**
 * Draws what a comparison measured, for the report: pictures by XChart, and the numbers behind
 * them. Depends on {@code comparison} and on the report's {@code Section}; XChart and AWT are known
 * to this package alone.
 */
package org.fusefixture.internal.chart;
