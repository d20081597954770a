#!/bin/sh
# Takes the pictures of the documentation from the demo: docs/images/pull-request.png and docs/images/commit.png.
#
#   apt-get install -y chromium fonts-noto-core fonts-noto-mono fonts-noto-color-emoji
#   scripts/screenshots.sh
#
# Needs npm ci before, and chromium in the PATH (or its path in CHROMIUM). Nothing is fetched from the network.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/node_modules/.bin:$PATH"
chromium=${CHROMIUM:-chromium}
command -v "$chromium" >/dev/null || { echo 'screenshots.sh needs chromium: apt-get install -y chromium' >&2; exit 2; }

work=$(mktemp -d)
story=$work/story
node src/cli.ts demo >"$story" 2>&1 &
demo=$!
trap 'kill "$demo" 2>/dev/null || true; wait "$demo" || true; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

until grep -q 'Press Ctrl+C' "$story"; do
  kill -0 "$demo" 2>/dev/null || { echo 'The demo ended early:' >&2; cat "$story" >&2; exit 1; }
  sleep 1
done

# The addresses of the last step, which is left blocked.
address() {
  grep -o "http://[^ ]*$1[^ ]*" "$story" | tail -n 1
}

shoot() {
  "$chromium" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$work/profile" \
    --window-size="$3" --screenshot="$work/shot.png" "$1" >"$work/chromium" 2>&1 || { cat "$work/chromium" >&2; exit 1; }
  [ -s "$work/shot.png" ] || { echo "chromium took no picture of $1" >&2; exit 1; }
  mkdir -p docs/images
  mv "$work/shot.png" "docs/images/$2"
  echo "docs/images/$2"
}

shoot "$(address /pull/)" pull-request.png 1280,1420
shoot "$(address key=)" commit.png 1280,1030
