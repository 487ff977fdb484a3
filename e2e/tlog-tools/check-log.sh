#!/bin/sh
# Checks an exported log with tessera's fsck, a public tool that knows nothing of Cunjian. See README.md.
set -eu

# The version that was tried; another one can be asked for.
version="${TESSERA_VERSION:-v1.0.4}"

if [ $# -ne 2 ]; then
  echo "usage: $0 <directory with checkpoint and tile/> <vkey, or a file with it>" >&2
  exit 2
fi
if ! command -v go >/dev/null 2>&1; then
  echo "skipped: no go toolchain"
  exit 0
fi

log=$(cd "$1" && pwd)
[ -f "$log/checkpoint" ] || { echo "failed: $log has no checkpoint" >&2; exit 1; }

tools="${TLOG_TOOLS_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/cunjian/tlog-tools}/$version"
if [ ! -x "$tools/fsck" ]; then
  echo "building tessera's fsck $version into $tools" >&2
  mkdir -p "$tools"
  GOBIN="$tools" go install "github.com/transparency-dev/tessera/cmd/fsck@$version" >&2
fi

work=$(mktemp -d)
fsck=''
trap '[ -z "$fsck" ] || kill "$fsck" 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
# A path without characters that would mean something in a URL.
ln -s "$log" "$work/log"
if [ -f "$2" ]; then cat "$2"; else printf '%s' "$2"; fi | tr -d '\r\n' >"$work/vkey"

# fsck exits with 0 whatever it finds, so what it says decides; and v1.0.4 waits for ever once a tile is wrong, so its
# progress, which it prints every second, is watched.
"$tools/fsck" --storage_url="file://$work/log/" --public_key="$work/vkey" --ui=false --v=1 >"$work/said" 2>&1 &
fsck=$!
limit="${TLOG_TOOLS_TIMEOUT_S:-600}"
waited=0
while kill -0 "$fsck" 2>/dev/null; do
  if grep -Eq '\):(Invalid|FetchError)' "$work/said" || [ "$waited" -ge "$limit" ]; then
    kill "$fsck" 2>/dev/null || true
  fi
  sleep 1
  waited=$((waited + 1))
done
wait "$fsck" 2>/dev/null || true

cut -c 1-300 "$work/said" >&2
if grep -q "Successfully fsck'd log" "$work/said" && ! grep -q 'fsck failed' "$work/said"; then
  echo "ok: $(sed -n "s/.*Successfully fsck'd log with \(size [0-9]*\).*/\1/p" "$work/said"), $(head -n 1 "$log/checkpoint")"
else
  echo "failed: tessera's fsck refuses $log, or took longer than $limit s" >&2
  exit 1
fi
