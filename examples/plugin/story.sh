#!/usr/bin/env bash
# The engine boots with a plug-in, again, and with one that is faulty: then nothing of either is left.
#
#   story.sh PROGRAM
set -euo pipefail
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() { echo "FAILED: $*" >&2; exit 1; }
expect() { # WHAT IT SAYS, then the arguments
  local said
  said=$("$program" "$folder/engine.db" "${@:2}") || fail "plugin ${*:2}"
  [ "$said" = "$1" ] || fail "plugin ${*:2} said: $said"
  echo "$said"
}

echo "a faulty plug-in takes the engine's own migrations back:"
if "$program" "$folder/engine.db" faulty 2>"$folder/error"; then fail "it went up"; fi
cat "$folder/error"
grep -q "upgrade of catalog 'faulty' to 2 'copy_texts'" "$folder/error" || fail "it does not say whose step it was"
grep -q "Rolled back with it: the 3 steps" "$folder/error" || fail "it does not say what went with it"

echo "without it everything goes up:"
expect "main: at version 2, 2 steps
search: at version 1, 1 steps" search
echo "and has nothing to do at the next boot:"
expect "main: at version 2, 0 steps
search: at version 1, 0 steps" search
echo "an engine without the plug-in leaves its tables alone:"
expect "main: at version 2, 0 steps"
