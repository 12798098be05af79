/**
 * Draws what a comparison measured, for the report: pictures by XChart, and the numbers behind
 * them. Depends on {@code comparison} and on the report's {@code Section}. No other package uses
 * XChart and AWT.
 */
package org.fusefixture.internal.chart;
