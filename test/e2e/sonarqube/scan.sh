#!/usr/bin/env bash
# Analyses the checkout of a git work tree with the real SonarScanner CLI and waits for the Compute Engine task.
#
#   SONAR_TOKEN=squ_... scan.sh FOLDER PROJECT_KEY [-Dname=value ...]
#
# Prints:   task=<id>
#           status=SUCCESS|FAILED|CANCELED
#           gate=OK|ERROR|NONE           of this analysis, whatever happens to its issues later
# Exit:     0 analysed, whatever the gate says; 1 the scanner failed; 2 the task did not succeed; 3 usage
# Needs:    the running server of up.sh, a JDK 21 or newer; curl, unzip and Maven, which it installs itself when root on Debian.
# Settings (environment): those of machine.sh, SONAR_TOKEN (what up.sh prints), SONAR_HOST_URL (the server of up.sh).
# The variables of GitHub Actions are hidden from the scanner: with them it reports GITHUB_SHA as revision instead of git's HEAD.
set -euo pipefail
if [ $# -lt 2 ] || [ ! -d "$1" ] || [ -z "${SONAR_TOKEN:-}" ]; then sed -n '2,/^set/{/^#/p}' "$0" >&2; exit 3; fi
. "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/machine.sh"
folder=$(cd "$1" && pwd) key=$2
shift 2
HOST=${SONAR_HOST_URL:-$SONARQUBE_URL}

get() { curl -sf -m 30 -H "Authorization: Bearer $SONAR_TOKEN" "$HOST$1"; }
field() { grep -o "\"$1\":\"[^\"]*\"" | head -1 | cut -d'"' -f4 || true; }

own_home
need curl curl
need_java
from_maven org.sonarsource.scanner.cli sonar-scanner-cli "$SCANNER_VERSION" "$SCANNER_HOME"

hidden=()
while IFS='=' read -r name _; do case $name in GITHUB_* | CI) hidden+=(-u "$name") ;; esac; done < <(env)
(cd "$folder" && env "${hidden[@]}" JAVA_HOME="$JAVA" SONAR_USER_HOME="$E2E_HOME/scanner-cache" \
  SONAR_SCANNER_JAVA_OPTS="${SCANNER_JAVA_OPTS-}" \
  "$SCANNER_HOME/bin/sonar-scanner" -Dsonar.host.url="$HOST" -Dsonar.projectKey="$key" \
  -Dsonar.scanner.skipJreProvisioning=true -Dsonar.scanner.javaExePath="$JAVA/bin/java" "$@") >&2 || die "the scanner failed"

task=$(sed -n 's/^ceTaskId=//p' "$folder/.scannerwork/report-task.txt")
for _ in $(seq 1200); do
  answer=$(get "/api/ce/task?id=$task")
  status=$(field status <<<"$answer")
  case $status in SUCCESS | FAILED | CANCELED) break ;; esac
  sleep 0.25
done
echo "task=$task"
echo "status=$status"
if [ "$status" != SUCCESS ]; then say "$answer"; exit 2; fi
gate=$(get "/api/qualitygates/project_status?analysisId=$(field analysisId <<<"$answer")")
echo "gate=$(field status <<<"$gate")"
