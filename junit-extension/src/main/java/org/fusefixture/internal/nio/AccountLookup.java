package org.fusefixture.internal.nio;

import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;

/** Users and groups by number; and root, which is 0 everywhere. */
final class AccountLookup extends UserPrincipalLookupService {
  @Override
  public UserPrincipal lookupPrincipalByName(String name) throws UserPrincipalNotFoundException {
    return new AccountPrincipal(number(name));
  }

  @Override
  public GroupPrincipal lookupPrincipalByGroupName(String group)
      throws UserPrincipalNotFoundException {
    return new AccountPrincipal.Group(number(group));
  }

  private static int number(String name) throws UserPrincipalNotFoundException {
    if (name.equals("root")) {
      return 0;
    }
    try {
      return Integer.parseUnsignedInt(name);
    } catch (NumberFormatException e) {
      UserPrincipalNotFoundException failure = new UserPrincipalNotFoundException(name);
      failure.initCause(e);
      throw failure;
    }
  }
}
