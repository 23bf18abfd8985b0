# tools.sh - the pinned Node and npm, for scripts that need them: source it, then call install_node.
#
# An older npm of the system must never decide which compiled parts of packages are left out (it leaves them out without a
# word), so this lock file brings the Node and npm that everything else runs with.
# shellcheck shell=bash

export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false npm_config_loglevel=error
# The Node from npm does not read the system's certificate store by itself.
if [[ -z ${NODE_EXTRA_CA_CERTS:-} && -f /etc/ssl/certs/ca-certificates.crt ]]; then
  export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
fi

# An interrupted npm ci never leaves node_modules/.package-lock.json, so this file says the folder is whole.
installed() { [[ $1/node_modules/.package-lock.json -nt $1/package-lock.json ]]; }

install_node() {
  local name arch folder
  name=$(basename "$0")
  case $(uname -m) in
    x86_64) arch=x64 ;;
    aarch64 | arm64) arch=arm64 ;;
    *) echo "$name: no pinned Node for the processor $(uname -m)" >&2; exit 2 ;;
  esac
  folder=$(dirname "${BASH_SOURCE[0]}")
  if ! installed "$folder"; then
    command -v npm >/dev/null || { echo "$name: npm is missing; install the package npm first" >&2; exit 2; }
    npm ci --ignore-scripts --prefix "$folder" >/dev/null
  fi
  # The folder's own path: with two optional Nodes npm 9 makes no link in .bin.
  export PATH="$folder/node_modules/node-linux-$arch/bin:$folder/node_modules/.bin:$PATH"
  [[ $(node --version) == v22.* ]] || {
    echo "$name: node $(node --version) is in use instead of 22; remove scripts/node/node_modules and run this again" >&2
    exit 2
  }
}
