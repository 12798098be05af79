package org.fusefixture.internal.nio;

import java.net.URI;
import java.net.URISyntaxException;

/** {@code fusefixture://mount-7/path}: the mount is the host, the path is absolute. */
final class MountUri {
  static final String SCHEME = "fusefixture";

  private MountUri() {}

  static URI of(MountPath absolute) {
    try {
      String host = absolute.getFileSystem().identifier();
      return URI.create(new URI(SCHEME, host, absolute.toString(), null).toASCIIString());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no URI can be made of \"" + absolute + '"', e);
    }
  }

  /**
   * The mount that a URI names.
   *
   * @throws IllegalArgumentException if it is not of the form above
   */
  static String mount(URI uri) {
    if (!SCHEME.equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "\"" + uri + "\" is not of the form " + SCHEME + "://mount/path");
    }
    if (uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("\"" + uri + "\" has a query or a fragment");
    }
    return uri.getHost();
  }
}
