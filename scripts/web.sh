#!/usr/bin/env bash
# web.sh - installs the page's tools when they are missing, then builds or checks the page.
#
#   scripts/web.sh build     static files into web/dist
#   scripts/web.sh check     types, unit tests and the size budget of the built page
#   scripts/web.sh test      the same as check
#   scripts/web.sh browser   browser tests against the server named by WAYMARK_URL; more arguments go to node --test
#
# Two lock files: that of scripts/node brings the Node and npm that everything below runs with (scripts/node/tools.sh).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
usage="usage: scripts/web.sh build|check|test|browser"

# shellcheck source=scripts/node/tools.sh
source "$root/scripts/node/tools.sh"

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
