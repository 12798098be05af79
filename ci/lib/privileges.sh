# shellcheck shell=bash
# Who runs the script. Sourced; depends on nothing.

is_root() {
  ((EUID == 0))
}
