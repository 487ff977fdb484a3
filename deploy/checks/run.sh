#!/usr/bin/env bash
# Whatever can be checked of deploy/ without an engine or a cluster. Tools that are not there are named, and what they would
# have checked is not: exits 1 where something is wrong, or with --all where a tool is missing.
set -uo pipefail
cd "$(dirname "$0")/../.."
PATH="$PWD/node_modules/.bin:$PATH" # the Node that npm brought
. deploy/checks/fetch-tools.sh
node=(node --disable-warning=ExperimentalWarning)
failed=0
missing=()
check() {
  local name=$1
  shift
  if "$@"; then echo "passed: $name"; else failed=1; echo "FAILED: $name"; fi
}
has() { command -v "$1" >/dev/null || { missing+=("$1"); return 1; }; }
chart() { helm template cunjian deploy/helm/cunjian -f deploy/checks/chart-values.yaml --kube-version 1.31.0; }

check 'compose: variables, secrets, containers' "${node[@]}" deploy/checks/compose.mjs
check 'operations: every check and metric' "${node[@]}" deploy/checks/operations.mjs
if has compose-go; then
  # The file as the specification has it, with an operator's values; compose-go is github.com/compose-spec/compose-go/v2/cmd.
  resolved=$(mktemp -d)
  sed -E 's/\$\{[A-Z_]+:-([^}]*)\}/\1/g; s/\$\{[A-Z_]+:\?[^}]*\}/given/g' deploy/compose/compose.yaml >"$resolved/compose.yaml"
  check 'compose: specification' sh -c "cd '$resolved' && compose-go compose.yaml >/dev/null"
  rm -r "$resolved"
fi
has hadolint && check 'Dockerfile: hadolint' hadolint deploy/docker/Dockerfile
if has helm; then
  check 'chart: helm lint' helm lint --strict --quiet deploy/helm/cunjian -f deploy/checks/chart-values.yaml
  check 'chart: variables and secrets' sh -c "$(declare -f chart); chart | ${node[*]} deploy/checks/chart.mjs"
  if has kube-types; then check 'chart: types of Kubernetes' sh -c "$(declare -f chart); chart | kube-types"; fi
fi
check 'scripts: syntax' bash -n deploy/compose/make-secrets.sh

[ ${#missing[@]} -eq 0 ] || echo "not there: ${missing[*]} (deploy/checks/README.md)"
[ "${1:-}" != --all ] || [ ${#missing[@]} -eq 0 ] || failed=1
exit $failed
