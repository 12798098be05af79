# shellcheck shell=bash
# Tells which Linux capabilities this process can never have. Sourced; depends on nothing.

# missing_capability_count [STATUS_FILE [LAST_CAPABILITY]]: prints how many capabilities that the kernel knows are absent
# from the bounding set (capabilities(7): a set bit of CapBnd is a capability that execve(2) may still grant).
missing_capability_count() {
  local status_file=${1:-/proc/self/status} last=${2:-} mask='' key value number absent=0
  [[ -n $last ]] || last=$(</proc/sys/kernel/cap_last_cap)
  while read -r key value; do
    [[ $key == CapBnd: ]] && mask=$value
  done <"$status_file"
  for ((number = 0; number <= last; number++)); do
    (((16#$mask >> number) & 1)) || absent=$((absent + 1))
  done
  printf '%d\n' "$absent"
}
