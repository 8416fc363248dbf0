# Shared by gammu.sh and smstools.sh: a simulated modem of their own, checks, and the end.
# Truth is always what the simulated service centre has (its JSON), never what the program says of itself.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
modem=$work/modem
page=
sim_pid=
clients=()
passed=0
failed=0

ok() { printf 'ok %s\n' "$1"; passed=$((passed + 1)); }
not_ok() { printf 'not ok %s\n' "$1"; failed=$((failed + 1)); }

# check <sentence> <command…>: ok when the command succeeds.
check() {
  local sentence=$1
  shift
  if "$@"; then ok "$sentence"; else not_ok "$sentence"; fi
}

# contains <text> <part>: the part as it is, no pattern.
contains() { [[ $1 == *"$2"* ]]; }

# eventually <seconds> <command…>: tries four times a second until it succeeds.
eventually() {
  local tries=$(($1 * 4))
  shift
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.25
  done
}

need() {
  command -v "$1" >/dev/null && return
  not_ok "$1 is installed (Debian package $2)"
  finish
}

start_sim() {
  local executable=${HELPDESK_EXECUTABLE:-$project/dist/scripts/helpdesk.js}
  if [ ! -f "$executable" ]; then
    not_ok "the project is built (npm run build)"
    finish
  fi
  node "$executable" sim --link "$modem" --port 0 --trace >"$work/sim.log" 2>&1 &
  sim_pid=$!
  if ! eventually 20 grep -q '^Virtual phones:' "$work/sim.log"; then
    not_ok "the simulated modem starts"
    cat "$work/sim.log"
    finish
  fi
  page=$(sed -n 's|^Virtual phones: *\(http.*\)/$|\1|p' "$work/sim.log")
}

# ask_page <javascript> <argument…>: runs a script against the page; argv[1] is its address, the arguments follow.
ask_page() {
  local script=$1
  shift
  node --input-type=module -e "
    const [page, number, text] = process.argv.slice(1);
    const phone = \`\${page}/phones/\${encodeURIComponent(number)}\`;
    $script" -- "$page" "$@"
}

# phone_sends <number> <text>
phone_sends() {
  ask_page 'const body = new URLSearchParams({ text });
    const answer = await fetch(`${phone}/send`, { method: "POST", body, redirect: "manual" });
    process.exit(answer.status === 303 ? 0 : 1);' "$@"
}

# phone_shows <number> <text>: a whole text, received, exactly this.
phone_shows() {
  ask_page 'const messages = await (await fetch(`${phone}/messages.json`)).json();
    const found = messages.some((each) => each.direction === "received" && each.complete && each.text === text);
    process.exit(found ? 0 : 1);' "$@"
}

# accepted_parts <number>: how many parts the service centre has taken for a number.
accepted_parts() {
  ask_page 'const all = await (await fetch(`${page}/submitted.json`)).json();
    console.log(all.filter(({ to }) => to === number).length);' "$@"
}

finish() {
  if [ -n "$sim_pid" ]; then
    kill "$sim_pid" 2>/dev/null || true
    if wait "$sim_pid"; then ok "the simulated modem ends cleanly on SIGTERM"; else not_ok "the simulated modem ends cleanly on SIGTERM"; fi
    sim_pid=
    check "its link is gone afterwards" test ! -L "$modem"
  fi
  if [ "$failed" -gt 0 ] && [ -f "$work/sim.log" ]; then
    echo '# the last of the wire:' && tail -40 "$work/sim.log" | cut -c1-300 | sed 's/^/# /'
  fi
  echo "# counted $passed $failed"
  exit $((failed > 0))
}

clean_up() {
  local pid
  for pid in "${clients[@]}" $sim_pid; do
    kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
  done
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM
