#!/usr/bin/env bash
# build.sh - configures and builds one preset of CMakePresets.json into build/<preset>, quietly.
#
#   scripts/build.sh release [target…]     # all targets when none is named
#
# The compiler's output goes to build/<preset>.log and is shown when the build fails.
set -euo pipefail

[[ $# -gt 0 ]] || { echo "usage: scripts/build.sh preset [target…]" >&2; exit 2; }
preset=$1
shift
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=build/$preset
log=build/$preset.log
mkdir -p build

run_logged() {
  if ! "$@" >"$log" 2>&1; then
    grep -nE 'error:|FAILED:|CMake Error' "$log" | head -n 20 >&2 || true
    tail -n 30 "$log" >&2
    echo "build.sh: $1 failed; the whole output is in $log" >&2
    exit 1
  fi
}

[[ -f $folder/build.ninja ]] || echo "building into $folder (the first time takes some minutes)" >&2
# Each time (a third of a second): a library or GoogleTest may have been installed since.
run_logged cmake --preset "$preset"
run_logged ninja -C "$folder" "$@"
