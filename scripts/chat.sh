#!/usr/bin/env bash
# chat.sh - checks what assistants and other tools meet: the protocol's conformance suite, its clients, its inspector,
# the API's own description, the commands of the documentation.
#
#   scripts/chat.sh check [BUILD]   against the programs in BUILD, build/release unless told
#   scripts/chat.sh clean           removes what check installed
#
# The packages come by the lock file of tests/chat; nothing of them is in the program.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
usage="usage: scripts/chat.sh check [BUILD] | clean"
folder=$root/tests/chat

case ${1:-} in
  check) ;;
  clean) rm -rf "$folder/node_modules"; exit 0 ;;
  *) echo "$usage" >&2; exit 2 ;;
esac
build=$(cd "${2:-$root/build/release}" && pwd)

# shellcheck source=scripts/node/tools.sh
source "$root/scripts/node/tools.sh"
# Two runs at once must not install over each other. The lock is on the lock file itself and ends with this block.
exec 9<"$folder/package-lock.json"
flock 9
install_node
installed "$folder" || npm ci --ignore-scripts --prefix "$folder" >/dev/null
exec 9<&-

cd "$folder"
WAYMARK_BUILD=$build exec node --test --test-concurrency=1 --test-reporter="${WAYMARK_REPORTER:-spec}" clients.test.mjs conformance.test.mjs openapi.test.mjs docs.test.mjs
