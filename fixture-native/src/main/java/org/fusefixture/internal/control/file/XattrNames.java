package org.fusefixture.internal.control.file;

import java.util.List;

/** listxattr(2): names with their namespaces. */
public record XattrNames(List<String> names) {
  public XattrNames {
    names = names == null ? List.of() : List.copyOf(names);
  }
}
