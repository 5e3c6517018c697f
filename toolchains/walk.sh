# The walk of ./run: certificates, hub, demo learners, courses, enrolment. Sourced by it; nothing here runs by itself.
# shellcheck shell=bash
# Needs $build, $data, $hub and the helpers of steps.sh. Every step is skipped when what it would make is there already.

hub_pid=
bin=$build/bin
# What is started with these words ends with this script, even if this script is killed.
with_us=()
command -v setpriv >/dev/null && with_us=(setpriv --pdeathsig TERM)

note_of() {  # note_of NAME: where a step's output goes
  echo "$logs/$1.log"
}

quietly() {  # quietly NAME WORDS COMMAND...: runs it, says WORDS when it fails
  local name=$1 words=$2; shift 2
  "$@" >"$(note_of "$name")" 2>&1 && return 0
  told_by "$(note_of "$name")"
  fail "$words The whole story: $(note_of "$name")"
}

stop_hub() {
  [[ -n $hub_pid ]] || return 0
  kill "$hub_pid" 2>/dev/null || true
  wait "$hub_pid" 2>/dev/null || true
  hub_pid=
}

# One word that changes when a course's files or the packing program change.
course_state() { { find "$1" -type f -print0 | sort -z | xargs -0 sha256sum; sha256sum "$bin/carrelctl"; } | sha256sum | cut -c1-16; }

make_courses() {
  local source name state
  courses=()
  for source in "$top"/assets/courses/*/; do
    [[ -d $source ]] || continue
    name=$(basename "$source")
    state=$(course_state "$source")
    courses+=("$build/courses/$name")
    [[ -f $build/courses/$name.state && $(<"$build/courses/$name.state") == "$state" ]] && continue
    say "Packing the demo course $name ..."
    rm -rf "$build/courses/$name"
    mkdir -p "$build/courses"
    quietly "pack-$name" "The course $name could not be packed." "$bin/carrelctl" pack "$source" -o "$build/courses/$name"
    echo "$state" > "$build/courses/$name.state"
  done
}

prepare_hub() {
  local state
  mkdir -p "$hub"
  quietly ca "The certificate authority could not be made." "$top/toolchains/local-ca" "$hub/ca"
  if [[ ! -e $hub/.made ]]; then
    say "Making a hub of your own in $hub ..."
    quietly hub-init "The hub could not be made." "$bin/carrel-hub" init --dir "$hub"
    touch "$hub/.made"
  fi
  state=$(cat "$build"/courses/*.state | sha256sum | cut -c1-16)
  if [[ ! -e $hub/.published || $(<"$hub/.published") != "$state" ]]; then
    say "Publishing ${#courses[@]} demo courses ..."
    quietly hub-publish "The demo courses could not be published." "$bin/carrel-hub" publish --dir "$hub" "${courses[@]}"
    echo "$state" > "$hub/.published"
  fi
}

hub_answers() {  # The port file is written once the hub listens; a connection proves it.
  local port
  [[ -s $hub/port ]] && port=$(<"$hub/port") && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null
}

start_hub() {
  local port=0 log until_second
  log=$(note_of hub)
  # Devices keep the hub's address, so it keeps its port.
  [[ ! -s $hub/.port ]] || port=$(<"$hub/.port")
  rm -f "$hub/port"
  "${with_us[@]}" "$bin/carrel-hub" serve --dir "$hub" --port "$port" --cert "$hub/ca/server.pem" --key "$hub/ca/server.key" \
    >"$log" 2>&1 &
  hub_pid=$!
  trap stop_hub EXIT
  until_second=$((SECONDS + 20))
  until hub_answers; do
    if ! kill -0 "$hub_pid" 2>/dev/null; then
      hub_pid=
      told_by "$log"
      fail "The hub did not start. If another program uses port $port, end that one, or begin anew with another --data DIR."
    fi
    (( SECONDS < until_second )) || { told_by "$log"; fail "The hub did not answer within 20 seconds."; }
    sleep 0.05
  done
  cp "$hub/port" "$hub/.port"
  say "The hub answers on port $(<"$hub/port") of this machine."
}

enrol_device() {
  if [[ ! -s $hub/provision.json ]]; then
    say "Making three demo learners ..."
    quietly hub-demo "The demo learners could not be made." "$bin/carrel-hub" demo --dir "$hub"
  fi
  [[ ! -e $data/.enrolled ]] || return 0
  say "Enrolling this device and its learners ..."
  quietly enrol "This device could not be enrolled." "$bin/carrelctl" --data "$data" enrol --provision "$hub/provision.json"
  touch "$data/.enrolled"
}

# Twice: a device learns from the first which courses there are, and brings them with the second.
sync_device() {
  [[ -e $data/.synced && $(<"$data/.synced") == "$(<"$hub/.published")" ]] && return 0  # The window does it from now on.
  say "Fetching news and the list of courses ..."
  quietly sync "The device could not reach its hub." "$bin/carrelctl" --data "$data" sync
  say "Fetching the demo courses ..."
  quietly courses "The demo courses could not be chosen." "$bin/carrelctl" --data "$data" courses --fetch all
  quietly sync "The demo courses could not be fetched." "$bin/carrelctl" --data "$data" sync
  cp "$hub/.published" "$data/.synced"
}
