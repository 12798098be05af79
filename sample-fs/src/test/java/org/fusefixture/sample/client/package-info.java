/** What happens to a client's pages, files and processes while a call is under way. */
package org.fusefixture.sample.client;
