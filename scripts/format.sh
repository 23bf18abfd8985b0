#!/usr/bin/env bash
# format.sh - puts the C++ sources into the form of .clang-format.
#
#   scripts/format.sh [file…]           # all sources when none is named
#   scripts/format.sh --check [file…]   # changes nothing; fails when a file would change
set -euo pipefail

mode=-i
if [[ ${1:-} == --check ]]; then
  mode="--dry-run --Werror"
  shift
fi
command -v clang-format >/dev/null || { echo "format.sh: clang-format is missing; install the package clang-format" >&2; exit 2; }
if [[ $# -eq 0 ]]; then
  cd "$(dirname "${BASH_SOURCE[0]}")/.."
  mapfile -t files < <(find src include indexer tests bench -name '*.cpp' -o -name '*.h')
  set -- "${files[@]}"
fi
# shellcheck disable=SC2086
clang-format $mode "$@"
