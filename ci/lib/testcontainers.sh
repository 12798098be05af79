# shellcheck shell=bash
# What Testcontainers can only be told by the environment. Sourced; depends on nothing.

# Ryuk, its helper container, is pulled from a registry: where none can be reached, that is tried for two minutes, and then the
# first container fails. Our containers need no such helper, as they end when the JVM that started them does. Testcontainers 2.0.5
# reads this switch with System.getenv and nowhere else (ResourceReaper.instance).
export TESTCONTAINERS_RYUK_DISABLED=${TESTCONTAINERS_RYUK_DISABLED:-true}
