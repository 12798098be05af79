# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# Where the Linux source comes from, what identifies it, and what building it needs.

readonly package=linux-source-6.12
readonly installed_tarball=/usr/src/$package.tar.xz

# One line that identifies the source; part of the key.
source_version() {
  local source=$1 version
  if [[ -d $source ]]; then
    # Names, sizes and times: enough to notice an edit, and quick for 90,000 files.
    printf 'tree %s\n' "$(cd -- "$source" \
      && find . -name .git -prune -o -type f -printf '%P %s %T@\n' | LC_ALL=C sort | sha256sum | cut -c 1-16)"
  elif [[ -n $source ]]; then
    [[ -f $source ]] || die "--source $source: no such tree or tarball"
    printf 'tarball %s\n' "$(sha256sum < "$source" | cut -c 1-16)"
  else
    version=$(package_version)
    [[ -n $version ]] || die "the package $package is not to be had here" \
      "(Debian 12 or later with apt, after apt-get update); give --source TREE_OR_TARBALL"
    printf '%s %s\n' "$package" "$version"
  fi
}

# The installed version, so that no network is needed, or else what apt would get.
package_version() {
  local version=''
  if [[ -f $installed_tarball ]]; then
    version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null || true)
  fi
  [[ -n $version ]] || version=$(candidate_version)
  if [[ -z $version ]] && ((EUID == 0)) && command -v apt-get > /dev/null; then
    step 'reading the package lists (apt-get update)'
    apt-get -qq update >&2 || true
    version=$(candidate_version)
  fi
  printf '%s' "$version"
}

candidate_version() {
  { apt-cache policy "$package" 2>/dev/null || true; } \
    | sed -n 's/^  Candidate: \([^(].*\)$/\1/p'
}

# unpack_source SOURCE WORK: an unpatched tree in WORK/tree.
unpack_source() {
  local source=$1 work=$2 tarball
  mkdir -- "$work/tree"
  if [[ -d $source ]]; then
    step "copying $source"
    (cd -- "$source" && tar -cf - --exclude=./.git .) | tar -xf - -C "$work/tree"
    run_logged "$work/mrproper.log" make -s -C "$work/tree" ARCH=um mrproper
    return
  fi
  tarball=$source
  [[ -n $tarball ]] || tarball=$(debian_tarball "$work")
  step "unpacking $(basename -- "$tarball")"
  # Other architectures, and the code of drivers that can not be chosen: two thirds.
  XZ_DEFAULTS=--threads=0 run_logged "$work/unpack.log" tar -xf "$tarball" -C "$work/tree" --strip-components=1 \
    --exclude='linux-*/Documentation/*/*' --exclude='linux-*/tools/testing' \
    --exclude='linux-*/drivers/gpu/*.[ch]' --exclude='linux-*/drivers/net/*/*.[ch]' \
    --exclude='linux-*/drivers/media/*.[ch]' --exclude='linux-*/drivers/staging/*.[ch]' \
    --exclude='linux-*/sound/*.[ch]' --exclude='linux-*/arch/[!ux]*/*.[chS]' \
    --exclude='linux-*/arch/*/boot/dts'
  rm -rf -- "$work/package"
}

# Prints the path of the tarball of Debian's package, fetched if it is not installed.
debian_tarball() {
  local work=$1
  if [[ -f $installed_tarball ]]; then
    printf '%s\n' "$installed_tarball"
    return
  fi
  step "fetching $package"
  mkdir -- "$work/package"
  (
    cd -- "$work/package"
    # Needs no root. Without a sandbox user, since the folder may be root's own.
    apt-get -qq -o APT::Sandbox::User= download "$package" >&2
    dpkg-deb -x ./*.deb .
    rm -- ./*.deb
  ) || die "apt-get download $package failed; run apt-get update, or give --source"
  printf '%s\n' "$work/package$installed_tarball"
}

# Each tool with the Debian package that has it.
readonly -a tools=(
  make:make gcc:gcc ld:binutils bc:bc bison:bison flex:flex xz:xz-utils patch:patch perl:perl
  setpriv:util-linux setsid:util-linux taskset:util-linux flock:util-linux tar:tar
)
readonly -a headers=(stdio.h:libc6-dev linux/fuse.h:linux-libc-dev)

missing_packages() {
  local entry
  for entry in "${tools[@]}"; do
    command -v "${entry%%:*}" > /dev/null || printf '%s\n' "${entry##*:}"
  done
  for entry in "${headers[@]}"; do
    [[ -f /usr/include/${entry%%:*} ]] || printf '%s\n' "${entry##*:}"
  done
}

require_tools() {
  local -a missing
  mapfile -t missing < <(missing_packages | sort -u)
  ((${#missing[@]})) || return 0
  if ((EUID != 0)) || ! command -v apt-get > /dev/null; then
    die "missing tools; as root: apt-get install ${missing[*]}"
  fi
  step "installing ${missing[*]}"
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${missing[@]}" >&2 \
    || die "apt-get install ${missing[*]} failed"
}
