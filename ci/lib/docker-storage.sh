# shellcheck shell=bash
# Chooses the storage driver of our Docker Engine. Sourced; depends on nothing.

# storage_driver DATA: prints overlay2 where the kernel can mount an overlay with its upper layer in DATA, else vfs. A driver
# that already holds images in DATA is kept, or they would be out of sight.
storage_driver() {
  if [[ -d $1/overlay2 ]]; then
    printf 'overlay2\n'
  elif [[ -d $1/vfs ]]; then
    printf 'vfs\n'
  elif storage_overlay_works "$1"; then
    printf 'overlay2\n'
  else
    printf 'vfs\n'
  fi
}

# storage_overlay_works DATA: mounts one in a mount namespace of its own, so that nothing can be left behind but a folder.
storage_overlay_works() {
  local probe status=0
  probe=$(mktemp -d -- "$1/overlay-probe.XXXXXX")
  mkdir -- "$probe"/{lower,upper,work,merged}
  (cd -- "$probe" && timeout --kill-after=2 10 unshare --mount sh -c \
    'mount -t overlay -o lowerdir=lower,upperdir=upper,workdir=work overlay merged && touch merged/file && umount merged') \
    >/dev/null 2>&1 || status=1
  rm -rf -- "$probe"
  return "$status"
}
