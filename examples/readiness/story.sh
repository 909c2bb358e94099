#!/usr/bin/env bash
# The service boots first, and is not ready; the migrator does its work; the service is ready.
#
#   story.sh FOLDER     where the programs are
set -euo pipefail
programs=$1
folder=$(mktemp -d)
service=
trap '[ -z "$service" ] || kill "$service" 2>/dev/null || true; rm -rf "$folder"' EXIT

fail() { echo "FAILED: $*" >&2; cat "$folder"/* >&2 || true; exit 1; }
# Tries for up to ten seconds.
wait_for() { for _ in $(seq 200); do "$@" && return; sleep 0.05; done; fail "in vain: $*"; }
# bash speaks HTTP well enough for one line of status.
status() {
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET /%s HTTP/1.0\r\n\r\n' "$1" >&3
  head -n 1 <&3 | cut -d ' ' -f 2
  exec 3>&-
}

"$programs/service" "$folder/app.db" 0 >"$folder/service.log" 2>&1 &
service=$!
wait_for grep -q ready "$folder/service.log"
port=$(sed -n 's|.*:\([0-9]*\)/ready|\1|p' "$folder/service.log")
[ "$(status ready)" = 503 ] || fail "ready before there was a schema"
echo "the service answers 503: it waits for the schema"

"$programs/migrator" "$folder/app.db"
is_ready() { [ "$(status ready)" = 200 ]; }
wait_for is_ready
echo "the service answers 200"
status stop >/dev/null
wait "$service" || fail "the service ended badly"
service=
