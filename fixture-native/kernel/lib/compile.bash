# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# Patching, configuring, compiling and checking. Uses $here, the folder of the script.

apply_patches() {
  local tree=$1 patch
  # shellcheck disable=SC2154 # set by the script
  for patch in "$here"/patches/*.patch; do
    step "applying $(basename -- "$patch")"
    patch --silent --strip=1 --forward --directory="$tree" < "$patch" >&2 \
      || die "$(basename -- "$patch") does not apply; it is made for Linux 6.12"
  done
}

configure() {
  local tree=$1 line lost=()
  step 'configuring'
  run_logged "$tree/../configure.log" \
    make -s -C "$tree" ARCH=um KCONFIG_ALLCONFIG="$here/config" allnoconfig
  while IFS= read -r line; do
    [[ $line != CONFIG_* ]] || grep -qxF -- "$line" "$tree/.config" || lost+=("$line")
  done < "$here/config"
  ((${#lost[@]} == 0)) || die "this source does not take: ${lost[*]}"
}

compile() {
  local work=$1 jobs
  jobs=$(nproc)
  step "compiling with $jobs jobs"
  compile_started=$SECONDS
  ticker=report_compile_progress
  run_logged "$work/compile.log" make -C "$work/tree" ARCH=um -j "$jobs" linux
  # shellcheck disable=SC2034 # read by run_logged
  ticker=
  step "compiled $(count_objects "$work/compile.log") objects in $((SECONDS - compile_started)) s"
  strip -o "$work/linux" -- "$work/tree/linux"
  gcc -std=gnu17 -O2 -Wall -Wextra -Werror -static -s -o "$work/guest-init" "$here/guest/guest-init.c"
}

count_objects() {
  grep -cE '^  (CC|AS) ' "$1" || true
}

# A line that is rewritten on a terminal; in a log a line each 15 seconds.
report_compile_progress() {
  local elapsed=$((SECONDS - compile_started))
  if [[ -t 2 ]]; then
    printf '\rkernel: %d objects, %d s ' "$(count_objects "$1")" "$elapsed" >&2
  elif ((elapsed > 0 && elapsed % 15 == 0)); then
    step "$(count_objects "$1") objects, $elapsed s"
  fi
}

# Boots the kernel and lets it show that it does what the patches say.
verify() {
  local work=$1
  step 'verifying: boot, INIT, copies and aliases, counters, parameters'
  gcc -std=gnu17 -O2 -Wall -Wextra -Werror -o "$work/verify" "$here"/verify/*.c
  if ! "$here/boot" --seconds 60 --memory 256M "$work/linux" "$work/verify" > "$work/console" 2>&1 \
    || ! grep -qx verified <(tr -d '\r' < "$work/console"); then
    tail -n 60 -- "$work/console" >&2
    die 'the kernel does not do what it should; it is not kept'
  fi
  tr -d '\r' < "$work/console" | grep -E '^(ok|not ok|#|1\.\.)' > "$work/verify.tap"
  step "verified: $(grep -c '^ok ' "$work/verify.tap") checks"
}
