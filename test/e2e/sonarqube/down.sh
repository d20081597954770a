#!/usr/bin/env bash
# Stops the server that up.sh started (same settings).
#
#   down.sh                    stops it, if it runs
#   down.sh --purge            and deletes it with its data
#   down.sh --when-gone PID    waits until process PID is gone, then stops it; returns at once when the server is gone first
#
# Needs: what up.sh needs. Settings (environment): those of machine.sh.
set -euo pipefail
. "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/machine.sh"

is_alive() { [ -d "/proc/$1" ]; }

stop() {
  kill "$1" # the main process stops Compute Engine, web and Elasticsearch in order
  for _ in $(seq 180); do is_alive "$1" || break; sleep 0.5; done
  if is_alive "$1"; then
    say "still there after 90 s, killing its process group"
    kill -9 -- "-$1"
  fi
  rm -f "$PID_FILE"
  say "stopped $1"
}

if [ "${1:-}" = --when-gone ]; then
  mine=$(cat "$PID_FILE")
  while is_alive "$2" && is_alive "$mine"; do sleep 1; done
  # another run may have started its own server meanwhile
  [ "$(cat "$PID_FILE" 2>/dev/null)" = "$mine" ] || exit 0
fi
if pid=$(server_pid); then stop "$pid"; else say "not running"; fi
if [ "${1:-}" = --purge ]; then rm -rf "$SERVER_HOME"; fi
