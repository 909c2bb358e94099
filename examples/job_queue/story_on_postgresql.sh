#!/usr/bin/env bash
# Tells the story on a PostgreSQL server that is started for it, and gone afterwards.
#
#   story_on_postgresql.sh BUILD_DIR
#
# Exit code 77: this machine has no server programs (test/server/postgresql says where they are looked for).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
server=$here/../../test/server/postgresql

folder=$(mktemp -d "${TMPDIR:-/tmp}/rung-XXXXXX")
trap '"$server" stop "$folder"; rm -rf "$folder"' EXIT
address=$("$server" start "$folder")
port=$(sed 's/.* port=\([0-9]*\).*/\1/' <<< "$address")

"$here/story.sh" "$1" "postgres://postgres@127.0.0.1:$port/postgres"
