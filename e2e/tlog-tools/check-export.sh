#!/bin/sh
# A village's log and the heads log, exported from a running deployment, must pass check-log.sh. See README.md.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$here/../../node_modules/.bin/node" --disable-warning=ExperimentalWarning "$here/export-demo.ts" "$work/export"
"$here/check-log.sh" "$work/export" "$(grep '/division/330324108207+' "$work/export/vkeys")"
"$here/check-log.sh" "$work/export/heads" "$(grep '/heads+' "$work/export/vkeys")"
