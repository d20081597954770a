#!/usr/bin/env bash
# Brings up a real SonarQube server (Community Build, embedded H2) for the end-to-end test. Idempotent.
#
#   up.sh       prints, once the server is operational:
#                 url=http://127.0.0.1:9900
#                 token=squ_...              a user token of admin
#                 started=yes|no             no: it was already running
#   down.sh     stops it
#
# Needs: Linux, a JDK 21 or newer (26.x supports 21 and 25), 2 GB of memory, 3 GB of disk; curl, unzip and Maven, which it installs
#   itself when root on Debian. As root the server runs as `nobody`, because Elasticsearch refuses root.
# Settings (environment): those of machine.sh, and
#   SONARQUBE_WAIT        600   seconds until it must be operational
#   SONARQUBE_OWNER_PID         stop the server by itself when this process is gone
# What it sets: listens on 127.0.0.1 only; sonar.validateWebhooks=false, or webhooks to loopback are refused; telemetry and update
#   center off. Web login: admin / admin.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$HERE/machine.sh"
WAIT=${SONARQUBE_WAIT:-600}
LOG=$SERVER_HOME/logs/boot.log

health() { curl -s -m 5 "$SONARQUBE_URL/api/system/status" | grep -o '"status":"[A-Z_]*"' | cut -d'"' -f4 || true; }

# The options of Java make it start a quarter sooner: it will not live long enough for optimised code to pay.
configure() {
  local conf=$SERVER_HOME/conf/sonar.properties
  sed -i '/^# e2e begin/,/^# e2e end/d' "$conf"
  cat >>"$conf" <<PROPERTIES
# e2e begin (rewritten by up.sh on every start)
sonar.web.host=127.0.0.1
sonar.web.port=$SONARQUBE_PORT
sonar.search.host=127.0.0.1
sonar.search.port=$((SONARQUBE_PORT + 1))
sonar.embeddedDatabase.port=$((SONARQUBE_PORT + 92))
sonar.search.javaOpts=-Xmx512m -Xms512m -XX:MaxDirectMemorySize=256m -XX:TieredStopAtLevel=1
sonar.web.javaAdditionalOpts=-XX:+UseSerialGC -XX:TieredStopAtLevel=1
sonar.ce.javaAdditionalOpts=-XX:+UseSerialGC -XX:TieredStopAtLevel=1
sonar.validateWebhooks=false
sonar.telemetry.enable=false
sonar.updatecenter.activate=false
# e2e end
PROPERTIES
}

launch() {
  local port as=() jar
  for port in "$SONARQUBE_PORT" $((SONARQUBE_PORT + 1)) $((SONARQUBE_PORT + 92)); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then die "port $port is in use; choose another SONARQUBE_PORT (that one, +1 and +92 are needed)"; fi
  done
  if [ "$(id -u)" = 0 ]; then
    as=(setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups)
    chown -R nobody "$SERVER_HOME"
    "${as[@]}" test -r "$SERVER_HOME/conf/sonar.properties" || die "the user nobody cannot reach $SERVER_HOME; set SONARQUBE_E2E_HOME to a folder it can enter"
  fi
  jar=$(echo "$SERVER_HOME"/lib/sonar-application-*.jar)
  mkdir -p "${LOG%/*}"
  # 9>&-: the server must not inherit the lock
  (cd "$SERVER_HOME" && exec env -u SONAR_TOKEN JAVA_HOME="$JAVA" SONAR_JAVA_PATH="$JAVA/bin/java" \
    setsid "${as[@]}" "$JAVA/bin/java" -jar "$jar") >"$LOG" 2>&1 </dev/null 9>&- &
  echo $! >"$PID_FILE"
}

wait_until_operational() {
  local start=$SECONDS
  # UP comes some seconds before the Compute Engine; a report submitted in between would only wait in its queue.
  until [ "$(health)" = UP ] && grep -q 'SonarQube is operational' "$LOG"; do
    # not server_pid: until setsid and setpriv have become Java, the process does not look like a server
    [ -d "/proc/$(cat "$PID_FILE")" ] || { tail -30 "$LOG" >&2; die "the server died; its logs are in $SERVER_HOME/logs"; }
    if [ $((SECONDS - start)) -ge "$WAIT" ]; then
      tail -30 "$LOG" >&2
      "$HERE/down.sh"
      die "not operational after $WAIT s; its logs are in $SERVER_HOME/logs"
    fi
    sleep 1
  done
  say "operational after $((SECONDS - start)) s"
}

make_token() {
  [ ! -s "$TOKEN_FILE" ] || return 0
  local token
  token=$(curl -sf -u admin:admin -X POST "$SONARQUBE_URL/api/user_tokens/generate" -d "name=e2e-$(date +%s)" | grep -o '"token":"[^"]*"' | cut -d'"' -f4) ||
    die "could not generate a token as admin/admin"
  (umask 077 && printf '%s' "$token" >"$TOKEN_FILE")
}

own_home
need curl curl
need_java
exec 9>"$E2E_HOME/lock" # two runs at once: the second waits and finds the server up
flock 9
started=no
if server_pid >/dev/null; then
  say "already running"
else
  from_maven org.sonarsource.sonarqube sonar-application "$SONARQUBE_VERSION" "$SERVER_HOME"
  # The sample is Python. Registering the rules of every other language takes longer than all the rest of the start.
  find "$SERVER_HOME/lib/extensions" -name 'sonar-*-plugin-*.jar' ! -name 'sonar-python-plugin-*' -delete
  configure
  launch
  started=yes
  if [ -n "${SONARQUBE_OWNER_PID:-}" ]; then
    setsid "$HERE/down.sh" --when-gone "$SONARQUBE_OWNER_PID" >/dev/null 2>&1 </dev/null 9>&- &
  fi
fi
wait_until_operational
make_token
echo "url=$SONARQUBE_URL"
echo "token=$(cat "$TOKEN_FILE")"
echo "started=$started"
