#!/usr/bin/env bash
# Tells what three releases of one engine do with one database, and fails as soon as something is not as told.
#
#   story.sh BUILD_DIR [URL]
#
#   BUILD_DIR   the folder that holds job_queue-v1.0, job_queue-v1.4 and job_queue-v2.0
#   URL         of an empty database, such as postgres://me@localhost/queue; without it, a SQLite file in a temporary
#               folder. Passwords belong in ~/.pgpass: the story shows its commands.
set -euo pipefail

if [ $# -lt 1 ] || [ $# -gt 2 ] || [ ! -x "$1/job_queue-v2.0" ]; then
  echo "usage: story.sh BUILD_DIR [URL], the folder that holds job_queue-v2.0 and an empty database" >&2
  exit 2
fi
PATH="$(cd "$1" && pwd):$PATH"
export NO_COLOR=1
export DATABASE_URL=${2:-sqlite:queue.db}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

chapters=0
output=""

chapter() {
  chapters=$((chapters + 1))
  printf '\n%d. %s\n\n' "$chapters" "$1"
}

fail() {
  printf '\nNot as told: %s\n' "$1" >&2
  exit 1
}

# run EXIT_CODE PROGRAM ARGUMENT...: shows the command, what it says and its exit code, which must be this one.
run() {
  local expected=$1 code=0 word
  shift
  printf '   $'
  for word in "$@"; do
    [[ $word =~ ^[A-Za-z0-9_./:=+-]+$ ]] || word="'$word'"
    printf ' %s' "$word"
  done
  printf '\n'
  output=$("$@" 2>&1) || code=$?
  [ -z "$output" ] || fold -s -w 110 <<< "$output" | sed 's/^/     /; s/ *$//'
  printf '   exit code %d\n\n' "$code"
  [ "$code" -eq "$expected" ] || fail "the exit code is $code, and should be $expected"
}

# Each of these words stands in what the last command said.
says() {
  local words
  for words in "$@"; do
    [[ $output == *"$words"* ]] || fail "the last command does not say '$words'"
  done
}

# The last command said these lines and no other.
says_only() {
  [ "$output" == "$1" ] || fail "the last command says something else than '$1'"
}

v10() { run "$1" job_queue-v1.0 "${@:2}"; }
v14() { run "$1" job_queue-v1.4 "${@:2}"; }
v20() { run "$1" job_queue-v2.0 "${@:2}"; }

cat << END
Three releases of a job queue, v1.0, v1.4 and v2.0, and one database. Each program brings the migrations that were
known in its time: up to version 20, 32 and 42. It migrates the database when it starts.

   \$ export DATABASE_URL='$DATABASE_URL'
END

chapter "v2.0 starts on an empty database: it climbs to its own version, then queues and works"
v20 0 enqueue greet Ada
says "migrated the database from base to 42, 42 steps" "job 1: queued"
v20 0 enqueue count_words "one two three"
v20 0 enqueue greet Bob
v20 0 enqueue paint "the fence"
v20 0 work --count 2 --worker red --address "[fe80::1]:8080"
says_only "job 1: hello, Ada
job 2: 3 words"
v20 0 report
says_only "jobs: 2 queued, 0 running, 2 done, 0 failed
red is at [fe80::1]:8080"

chapter "The image is rolled back to v1.4, the database is not: v1.4 refuses, and says what to do"
v14 4 work
says "at version 42" "v2.0" "downgrade --to v1.4" "othing was touched"

chapter "The way back is done by the program that knows it: v2.0"
v20 0 downgrade --to v1.4
says "down 42 create_run_report" "down 33 create_job_log" "from 42 (v2.0) to 32 (v1.4): 10 steps" "deploy v1.4"

chapter "v2.0 is started once more, by a script that nobody stopped: it does not climb back"
v20 3 work
says "stepped down" "v1.4" "upgrade --release-hold" "othing was touched"

chapter "v1.4 works where v2.0 left off; host and port of the worker are one address again"
v14 0 report
says_only "jobs: 2 queued, 0 running, 2 done, 0 failed
red is at [fe80::1]:8080"
v14 0 work --worker blue --address db1:5432
says_only "job 3: hello, Bob
job 4: attempt 1 of 3 failed: no handler for jobs named 'paint'"
v14 0 report
says_only "jobs: 1 queued, 0 running, 3 done, 0 failed
blue is at db1:5432
red is at [fe80::1]:8080"

chapter "Further down, to v0.1, there is no way: step 6 deleted what it would have to bring back"
v14 3 downgrade --to v0.1
says "6 'revoke_plain_tokens'" "othing was touched"
v14 0 db status
says "version   32 (v1.4)"

chapter "To v1.0 there is one, and v1.0 works on the same jobs"
v14 0 downgrade --to v1.0
says "from 32 (v1.4) to 20 (v1.0): 12 steps" "deploy v1.0"
v10 0 enqueue greet Cleo
v10 0 work --worker green --address plain
says_only "job 5: hello, Cleo"

chapter "Time to go up again: v2.0 is told that its hold is over"
v20 3 work
v20 0 upgrade --release-hold
says "from 20 (v1.0) to 42 (v2.0): 22 steps"
v20 0 enqueue greet Dora
v20 0 work
says_only "job 6: hello, Dora"
v20 0 report
says_only "jobs: 1 queued, 0 running, 5 done, 0 failed
blue is at db1:5432
green is at plain
red is at [fe80::1]:8080
worker-1 is at localhost"

chapter "v1.5 only added to what v1.4 knows: at its version v1.4 may work, and leaves the database where it is"
v20 0 downgrade --to v1.5
v14 0 enqueue greet Emil
says_only "job 7: queued"
v14 0 work
says_only "job 7: hello, Emil"
v14 0 upgrade
says_only "nothing to do: at 35"
v10 4 work
says "at version 35" "downgrade --to v1.0"

chapter "v2.0.1 mends what was wrong with v2.0: it is another release, so it climbs without being asked"
v20 3 work
v20 0 upgrade --release v2.0.1
says "from 35 (v1.5) to 42 (v2.0): 7 steps"
v20 0 report
says_only "jobs: 1 queued, 0 running, 6 done, 0 failed
blue is at db1:5432
green is at plain
red is at [fe80::1]:8080
worker-1 is at localhost"

chapter "Two workers share the queue: each job is worked once"
guests=$(seq 1 30)
for guest in $guests; do
  job_queue-v2.0 enqueue greet "guest $guest" > enqueued
done
job_queue-v2.0 work --worker red > by_red 2>&1 &
job_queue-v2.0 work --worker blue > by_blue 2>&1 &
wait
run 0 sort -V by_red by_blue
says_only "$(for guest in $guests; do echo "job $((guest + 7)): hello, guest $guest"; done)"

printf 'The end: every exit code and every line was as told.\n'
