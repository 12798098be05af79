# shellcheck shell=bash disable=SC2034
# The exit statuses of the entry scripts; docs/setup.md explains them. Sourced; depends on nothing.

readonly STATUS_USAGE=2           # wrong option or variable
readonly STATUS_MISSING=3         # something must be installed, and this user or machine cannot do it
readonly STATUS_INSTALL_FAILED=4  # apt-get was run and failed
readonly STATUS_NO_ENGINE=5       # no Docker Engine answers, and none could be started
readonly STATUS_BUSY=6            # another set-up held the lock for longer than the limit
readonly STATUS_NO_TESTS=7        # Maven succeeded, but no test ran
