#!/usr/bin/env bash
# web.sh - installs the page's tools when they are missing, then builds or checks the page.
#
#   scripts/web.sh build     static files into web/dist
#   scripts/web.sh check     types, unit tests and the size budget of the built page
#   scripts/web.sh test      the same as check
#   scripts/web.sh browser   browser tests against the server named by WAYMARK_URL; more arguments go to node --test
#
# Two lock files: scripts/node brings the Node and npm that everything below runs with, so that an older npm of the
# system never decides which of the page's compiled parts are left out (it leaves Vite's compiler out without a word).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
usage="usage: scripts/web.sh build|check|test|browser"

export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false npm_config_loglevel=error
# The Node from npm does not read the system's certificate store by itself.
if [[ -z ${NODE_EXTRA_CA_CERTS:-} && -f /etc/ssl/certs/ca-certificates.crt ]]; then
  export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
fi

# An interrupted npm ci never leaves node_modules/.package-lock.json, so this file says the folder is whole.
installed() { [[ $1/node_modules/.package-lock.json -nt $1/package-lock.json ]]; }

install_node() {
  local arch
  case $(uname -m) in
    x86_64) arch=x64 ;;
    aarch64 | arm64) arch=arm64 ;;
    *) echo "web.sh: no pinned Node for the processor $(uname -m)" >&2; exit 2 ;;
  esac
  local folder=$root/scripts/node
  if ! installed "$folder"; then
    command -v npm >/dev/null || { echo "web.sh: npm is missing; install the package npm first" >&2; exit 2; }
    npm ci --ignore-scripts --prefix "$folder" >/dev/null
  fi
  # The folder's own path: with two optional Nodes npm 9 makes no link in .bin.
  export PATH="$folder/node_modules/node-linux-$arch/bin:$folder/node_modules/.bin:$PATH"
  [[ $(node --version) == v22.* ]] || {
    echo "web.sh: node $(node --version) is in use instead of 22; remove scripts/node/node_modules and run this again" >&2
    exit 2
  }
}

install_page_tools() {
  local folder=$root/web
  installed "$folder" && return
  npm ci --ignore-scripts --prefix "$folder" >/dev/null
  # npm leaves out an optional package that failed to download and still exits 0; Vite's compiler is one.
  whole() { (cd "$folder" && node -e 'import("vite").then(() => 0)' >/dev/null 2>&1); }
  whole || npm ci --ignore-scripts --prefix "$folder" >/dev/null
  whole || { echo "web.sh: Vite does not start after npm ci in web/; check the network and run this again" >&2; exit 2; }
}

command=${1:-}
case $command in
  build | check | test | browser) shift ;;
  *) echo "$usage" >&2; exit 2 ;;
esac

# Two runs at once must not install over each other. The lock is on the lock file itself and ends with this block.
exec 9<"$root/web/package-lock.json"
flock 9
install_node
install_page_tools
exec 9<&-
cd "$root/web"
case $command in
  build) exec npx --no-install vite build --logLevel warn "$@" ;;
  check | test)
    npx --no-install tsc --noEmit
    npx --no-install vitest run --reporter=dot "$@"
    npx --no-install vite build --logLevel warn
    exec node build/budget.mjs
    ;;
  browser)
    [[ -n ${WAYMARK_URL:-} ]] || { echo "web.sh: set WAYMARK_URL to a running server, such as http://127.0.0.1:8080/" >&2; exit 2; }
    [[ $# -gt 0 ]] || set -- tests/*.test.mjs
    exec node --test --test-concurrency=1 --test-reporter="${WAYMARK_REPORTER:-spec}" "$@"
    ;;
esac
