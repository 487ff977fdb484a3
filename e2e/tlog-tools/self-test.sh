#!/bin/sh
# Logs that we write must pass check-log.sh, and must not once they are tampered with. See README.md.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
command -v go >/dev/null 2>&1 || { echo "skipped: no go toolchain"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sample() { # size
  rm -rf "$work/log"
  vkey=$("$here/../../node_modules/.bin/node" "$here/sample-log.ts" "$work/log" "$1")
}
passes() {
  "$here/check-log.sh" "$work/log" "$vkey" 2>"$work/said" || { cat "$work/said" >&2; exit 1; }
}
is_refused() { # what was done
  if "$here/check-log.sh" "$work/log" "$vkey" >/dev/null 2>&1; then echo "failed: not refused: $1" >&2; exit 1; fi
  echo "ok: refused: $1"
}
change_byte() { # file offset
  printf '\377' | dd of="$work/log/$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

for size in 1 255 256 257 70000; do sample "$size"; passes; done

sample 600; change_byte tile/0/001 40; is_refused "a changed tile"
sample 600; change_byte tile/entries/001 40; is_refused "a changed entry"
sample 600; change_byte tile/1/000.p/2 3; is_refused "a changed tile of level 1"
sample 600; mv "$work/log/tile/entries/000" "$work/other"; cp "$work/log/tile/entries/001" "$work/log/tile/entries/000"; is_refused "a bundle in the place of another"
sample 600; sed -i '2s/600/599/' "$work/log/checkpoint"; is_refused "a checkpoint of another size"
sample 600; vkey=example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx; is_refused "another log's key"
