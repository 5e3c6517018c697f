# The steps that ./run, ./test and ./bench share. Sourced by them; nothing here runs by itself.
# shellcheck shell=bash
# A step says in plain words what it does, shows how far it is, and leaves its full story under build/log.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${build:-$top/build}
preset=${preset:-dev}
logs=$build/log
mkdir -p "$logs"

# Nothing is written outside the checkout: what programs keep under ~/.cache (Mesa, fontconfig, npm) stays in the build folder.
# A compiler cache that somebody keeps already is theirs and goes on being used.
if [[ -z ${CCACHE_DIR:-} && -d ${XDG_CACHE_HOME:-${HOME:-}/.cache}/ccache ]]; then
  export CCACHE_DIR=${XDG_CACHE_HOME:-$HOME/.cache}/ccache
fi
export XDG_CACHE_HOME=$top/build/cache npm_config_cache=$top/build/cache/npm npm_config_update_notifier=false

say()  { printf '%s\n' "$*"; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }

told_by() {  # told_by LOG: the end of a log, for a step that went wrong.
  echo "  ... the end of ${1#"$top"/}:" >&2
  tail -n "${2:-25}" "$1" | sed 's/^/  | /' >&2
}

need_packages() { "$top/toolchains/install-packages" || exit $?; }

need_sources() {  # Those that somebody unpacked by hand and named to CMake are left out.
  local name without=()
  for name in $(sed -nE 's/^FETCHCONTENT_SOURCE_DIR_([A-Z0-9]+):PATH=.+/\L\1/p' "$build/CMakeCache.txt" 2>/dev/null); do
    without+=(--without "$name")
  done
  "$top/toolchains/deps/fetch" "${without[@]}" || exit $?
}

configure() {
  [[ -f $build/build.ninja ]] && return 0  # Ninja itself asks CMake again when a CMake file has changed.
  say "Looking at this machine's compiler and libraries (once, half a minute) ..."
  (cd "$top" && cmake --preset "$preset") >"$logs/configure.log" 2>&1 && return 0
  told_by "$logs/configure.log"
  fail "CMake could not prepare the build. The whole story: $logs/configure.log"
}

# Reads ninja's output, shows one calm line with a percentage, passes warnings through to the log only.
show_progress() {
  local line done_count total percent last=-1
  while IFS= read -r line; do
    [[ $line =~ ^@([0-9]+)/([0-9]+)@\ (.*) ]] || continue
    [[ ${BASH_REMATCH[3]} == Re-* ]] && continue  # Ninja asks CMake whether anything has changed.
    done_count=${BASH_REMATCH[1]} total=${BASH_REMATCH[2]}
    percent=$((done_count * 100 / total))
    if [[ -t 1 ]]; then
      (( percent == last )) || printf '\rBuilding: %3d %% (%d of %d) ' "$percent" "$done_count" "$total"
      last=$percent
    elif (( percent / 10 > last / 10 || last < 0 )); then
      printf 'Building: %3d %% (%d of %d)\n' "$percent" "$done_count" "$total"
      last=$percent
    fi
  done
  [[ -t 1 && $last -ge 0 ]] && echo
  return 0
}

build_targets() {  # build_targets [TARGET...]: everything when none is named
  if ! (cd "$build" && NINJA_STATUS='@%f/%t@ ' ninja "$@" 2>&1) | tee "$logs/build.log" | show_progress ||
     (( PIPESTATUS[0] != 0 )); then
    grep -a -A 20 -m 3 -E '^FAILED|error:|CMake Error' "$logs/build.log" | head -n 60 | sed 's/^/  | /' >&2
    fail "The build did not succeed. The whole story: $logs/build.log"
  fi
}

prepare() {  # prepare [TARGET...]: packages, sources, CMake, ninja
  need_packages
  need_sources
  configure
  build_targets "$@"
}
