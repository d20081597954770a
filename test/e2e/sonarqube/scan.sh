#!/usr/bin/env bash
# Analyses the checkout of a git work tree with the real SonarScanner CLI. Does not wait for SonarQube to process the report.
#
#   SONAR_TOKEN=squ_... scan.sh FOLDER PROJECT_KEY [-Dname=value ...]
#
# Prints:   task=<id>       of the Compute Engine, see api/ce/task
# Exit:     0 the report is submitted; 1 the scanner failed; 3 usage
# Needs:    a running server (up.sh), a JDK 21 or newer; unzip and Maven, which it installs itself when root on Debian.
# Settings (environment): those of machine.sh, SONAR_TOKEN (what up.sh prints), SONAR_HOST_URL (default: the server of up.sh).
# The variables of GitHub Actions are hidden from the scanner: with them it reports GITHUB_SHA as revision instead of git's HEAD.
set -euo pipefail
if [ $# -lt 2 ] || [ ! -d "$1" ] || [ -z "${SONAR_TOKEN:-}" ]; then
  sed -n '2,/^set/{/^#/p}' "${BASH_SOURCE[0]}" >&2
  exit 3
fi
. "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/machine.sh"
folder=$(cd "$1" && pwd) key=$2
shift 2

own_home
need_java
from_maven org.sonarsource.scanner.cli sonar-scanner-cli "$SCANNER_VERSION" "$SCANNER_HOME"

hidden=()
while IFS='=' read -r name _; do case $name in GITHUB_* | CI) hidden+=(-u "$name") ;; esac; done < <(env)
# A scan is over before the optimising compiler and a parallel collector pay: without them it takes 8 s instead of 13.
quick='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'
(cd "$folder" && env "${hidden[@]}" JAVA_HOME="$JAVA" SONAR_USER_HOME="$E2E_HOME/scanner-cache" \
  SONAR_SCANNER_OPTS="$quick" SONAR_SCANNER_JAVA_OPTS="$quick" \
  "$SCANNER_HOME/bin/sonar-scanner" -Dsonar.host.url="${SONAR_HOST_URL:-$SONARQUBE_URL}" -Dsonar.projectKey="$key" \
  -Dsonar.scanner.skipJreProvisioning=true -Dsonar.scanner.javaExePath="$JAVA/bin/java" "$@") >&2 || die "the scanner failed"
sed -n 's/^ceTaskId=/task=/p' "$folder/.scannerwork/report-task.txt"
