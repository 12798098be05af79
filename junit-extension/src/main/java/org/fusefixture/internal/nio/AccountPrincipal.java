package org.fusefixture.internal.nio;

import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;

/**
 * A user or a group by its number, which is its name too: the accounts of the sandbox are not those
 * of this machine.
 */
class AccountPrincipal implements UserPrincipal {
  private final int number;

  AccountPrincipal(int number) {
    this.number = number;
  }

  /** A group. */
  static final class Group extends AccountPrincipal implements GroupPrincipal {
    Group(int number) {
      super(number);
    }
  }

  /**
   * The number of a principal of a mount.
   *
   * @throws ProviderMismatchException if it is of another file system
   */
  static int number(UserPrincipal principal) {
    if (principal instanceof AccountPrincipal account) {
      return account.number;
    }
    throw new ProviderMismatchException(
        "\"" + principal + "\" is not of this file system; look it up by number");
  }

  /** The number of a group. */
  static int group(GroupPrincipal principal) {
    return number(principal);
  }

  @Override
  public String getName() {
    return Integer.toUnsignedString(number);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccountPrincipal account
        && account.number == number
        && account.getClass() == getClass();
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return getName();
  }

  /** Users and groups by number; and root, which is 0 everywhere. */
  static final class Lookup extends UserPrincipalLookupService {
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
}
