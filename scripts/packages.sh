#!/usr/bin/env bash
# packages.sh - installs the Debian packages Waymark is made with; says and does nothing when they are there.
#
#   scripts/packages.sh build page test     # any of these sets, also fuzz, bench, peers and bare
#
# Works on Debian 12 and 13 as root or with sudo; where neither is at hand it prints the line for an administrator.
set -euo pipefail

# The names of docs/dependencies.md.
declare -A sets=(
  [build]="g++ cmake ninja-build ccache pkg-config
    libxapian-dev libcpp-httplib-dev nlohmann-json3-dev libspdlog-dev libcli11-dev libyaml-cpp-dev libexpected-dev
    libzip-dev libexpat1-dev libxlsxwriter-dev libutf8proc-dev libstemmer-dev libssl-dev libzstd-dev zlib1g-dev
    libbrotli-dev libroaring-dev libjemalloc-dev libxxhash-dev scowl"
  [page]="ca-certificates"
  [test]="libgtest-dev libgmock-dev libbenchmark-dev python3 chromium-headless-shell fonts-dejavu-core
    fonts-noto-color-emoji"
  [fuzz]="clang libclang-rt-dev"
  [bench]="libsqlite3-dev wrk"
  [peers]="libsqlite3-dev libgroonga-dev libpq-dev postgresql libmariadb-dev sphinxsearch"
  [bare]="debootstrap"
)
# A Node from elsewhere is a package "nodejs" with npm inside that refuses Debian's npm, and apt then refuses the whole
# list. So ask for the command, not for the package.
command -v npm >/dev/null || sets[page]+=" nodejs npm"

missing_packages() {
  local present=" " name
  while read -r name status; do
    [[ $status == ?i ]] && present+="$name "
  done < <(dpkg-query -W -f='${Package} ${db:Status-Abbrev}\n' "$@" 2>/dev/null || true)
  for name in "$@"; do
    [[ $present == *" $name "* ]] || printf '%s\n' "$name"
  done
}

say_by_hand() {
  echo "packages.sh: $1; an administrator can run:" >&2
  echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 2
}

# Prints the words to put before apt-get, one a line: nothing for root, else sudo.
find_privilege() {
  [[ $(id -u) == 0 ]] && return
  command -v sudo >/dev/null || say_by_hand "installing needs root and there is no sudo here"
  sudo -n true 2>/dev/null || [[ -t 0 ]] || say_by_hand "installing needs root and sudo wants a password"
  printf '%s\n' sudo
}

install_packages() {
  local privilege log
  privilege=$(find_privilege) || exit 2
  log=$(mktemp "${TMPDIR:-/tmp}/waymark-packages.XXXXXX")
  echo "installing ${#missing[@]} packages (about a minute): ${missing[*]}" >&2
  # sudo drops the variable unless env sets it behind sudo; another apt may hold the lock for a while.
  # shellcheck disable=SC2086
  if ! {
    $privilege env DEBIAN_FRONTEND=noninteractive apt-get update -qq -o Acquire::Retries=3 &&
      $privilege env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3 "${missing[@]}"
  } >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    echo "packages.sh: apt-get failed; the whole output is in $log" >&2
    exit 2
  fi
  rm -f "$log"
}

[[ $# -gt 0 ]] || { echo "usage: scripts/packages.sh build|page|test|fuzz|bench|peers|bare…" >&2; exit 2; }
wanted=()
for set in "$@"; do
  [[ -n ${sets[$set]:-} ]] || { echo "packages.sh: no package set named \"$set\"" >&2; exit 2; }
  read -r -d '' -a names <<<"${sets[$set]}" || true
  wanted+=("${names[@]}")
done

if ! command -v apt-get >/dev/null; then
  echo "packages.sh: there is no apt-get here; install what corresponds to: ${wanted[*]}" >&2
  exit 2
fi
mapfile -t missing < <(missing_packages "${wanted[@]}")
[[ ${#missing[@]} -gt 0 ]] || exit 0

# shellcheck source=/dev/null
release=$(. /etc/os-release && echo "${ID:-} ${VERSION_ID:-}")
case $release in
  "debian 12" | "debian 13") ;;
  *) echo "packages.sh: tried on Debian 12 and 13; going on with $release" >&2 ;;
esac
install_packages
