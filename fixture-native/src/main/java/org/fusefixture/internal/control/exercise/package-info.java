/** Messages of the control API for sequences of calls that have to stay close together. */
package org.fusefixture.internal.control.exercise;
