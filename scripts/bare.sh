#!/usr/bin/env bash
# bare.sh - tries run.sh and test.sh where nothing is installed: in roots made of Debian's minimal base alone.
#
#   scripts/bare.sh [bookworm|trixie]      # as root; bookworm when none is named
#
# Two fresh roots under build/bare: one worked in as root, one as a user with sudo. In each both scripts run twice, the
# second time to see that nothing is installed or built again. Mounts live in a namespace of their own and end with it.
set -euo pipefail

release=${1:-bookworm}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tree=$PWD
folder=$tree/build/bare
[[ $(id -u) == 0 ]] || { echo "bare.sh: making a root and mounting in it needs root" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "bare.sh: debootstrap is missing; run scripts/packages.sh bare" >&2; exit 2; }

make_base() {
  local base=$folder/$release name
  [[ -f $base.done ]] && return
  echo "bare.sh: making the base of $release (half a minute)" >&2
  rm -rf "$base"
  mkdir -p "$base"
  debootstrap --variant=minbase "$release" "$base" >"$folder/debootstrap.log" 2>&1 || {
    tail -n 20 "$folder/debootstrap.log" >&2
    exit 1
  }
  # The mirror debootstrap took, and the security suite where this machine names one.
  local mirror
  mirror=$(awk '$1 == "deb" {print $2; exit}' "$base/etc/apt/sources.list")
  {
    echo "deb $mirror $release main"
    echo "deb $mirror $release-updates main"
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | grep "^deb .*$release-security" || true
  } >"$base/etc/apt/sources.list.new"
  mv "$base/etc/apt/sources.list.new" "$base/etc/apt/sources.list"
  # A company's own certificate authority, where the machine has one.
  if compgen -G "/usr/local/share/ca-certificates/*.crt" >/dev/null; then
    mkdir -p "$base/usr/local/share/ca-certificates"
    cp /usr/local/share/ca-certificates/*.crt "$base/usr/local/share/ca-certificates/"
  fi
  for name in resolv.conf hosts; do
    cp -L "/etc/$name" "$base/etc/$name"
  done
  touch "$base.done"
}

# What runs inside, as the one who tries it; $1 is the port.
write_trial() {
  cat >"$1" <<'TRIAL'
#!/usr/bin/env bash
set -euo pipefail
cd /waymark
port=$1
serve_once() {
  local runner
  scripts/run.sh --port "$port" &
  runner=$!
  until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    kill -0 "$runner" 2>/dev/null || { wait "$runner"; echo "run.sh ended by itself"; exit 1; }
    sleep 0.2
  done
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET /api/v1/search?q=orders HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' >&3
  head -n 1 <&3 | grep ' 200 ' >/dev/null || { echo "the search did not answer 200"; exit 1; }
  exec 3>&-
  kill -TERM "$runner"
  wait "$runner"
}
for round in first second; do
  SECONDS=0
  serve_once
  echo "== $(id -un), $round time: run.sh to a first answer and stopped in $SECONDS s"
  SECONDS=0
  scripts/test.sh
  echo "== $(id -un), $round time: test.sh in $SECONDS s"
done
TRIAL
  chmod +x "$1"
}

# try WHO: a fresh copy of the base, the tracked files, and the trial in it.
try() {
  local who=$1 top=$folder/root-$1 port=$2
  rm -rf "$top"
  cp -a "$folder/$release" "$top"
  mkdir -p "$top/waymark"
  git ls-files -z | tar --create --null --files-from=- | tar --extract --directory="$top/waymark"
  write_trial "$top/trial"
  local registry=""
  if command -v npm >/dev/null; then registry=$(npm config get registry); fi
  unshare --mount --pid --fork --kill-child bash -euc '
    top=$1 who=$2 port=$3 registry=$4
    mount --make-rprivate /
    mount -t proc proc "$top/proc"
    mount -t sysfs sysfs "$top/sys"
    mount --rbind /dev "$top/dev"
    inside=(chroot "$top" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
      ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"}
      ${registry:+npm_config_registry="$registry"})
    if [[ $who == root ]]; then
      "${inside[@]}" HOME=/root /trial "$port"
    else
      "${inside[@]}" HOME=/root bash -euc "
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends sudo >/dev/null 2>&1
        useradd --create-home $who
        echo \"$who ALL=(ALL) NOPASSWD: ALL\" >/etc/sudoers.d/$who
        chown -R $who /waymark"
      "${inside[@]}" HOME="/home/$who" setpriv --reuid "$who" --regid "$who" --init-groups /trial "$port"
    fi' bare.sh "$top" "$who" "$port" "$registry"
  rm -rf "$top"
}

mkdir -p "$folder"
make_base
try root 18980
try visitor 18981
