# Sourced by up.sh, down.sh and scan.sh: where things are, and what this machine must have.
#
# Settings (environment):
#   SONARQUBE_VERSION   26.9.0.129388   any org.sonarsource.sonarqube:sonar-application:<v>:zip of Maven Central
#   SCANNER_VERSION     8.1.0.6389      any org.sonarsource.scanner.cli:sonar-scanner-cli:<v>:zip of Maven Central
#   SONARQUBE_PORT      9900            web pages and API; PORT+1 (search) and PORT+92 (H2) must be free too
#   SONARQUBE_E2E_HOME  ${TMPDIR:-/tmp}/sluicegate-e2e   server, scanner and the scanner's cache
#   SONARQUBE_JAVA_HOME                 this JDK instead of the search below
#   MAVEN_REPO_LOCAL    ~/.m2/repository

SONARQUBE_VERSION=${SONARQUBE_VERSION:-26.9.0.129388}
SCANNER_VERSION=${SCANNER_VERSION:-8.1.0.6389}
SONARQUBE_PORT=${SONARQUBE_PORT:-9900}
E2E_HOME=${SONARQUBE_E2E_HOME:-${TMPDIR:-/tmp}/sluicegate-e2e}
MAVEN_REPO=${MAVEN_REPO_LOCAL:-$HOME/.m2/repository}
SERVER_HOME=$E2E_HOME/sonarqube-$SONARQUBE_VERSION
SCANNER_HOME=$E2E_HOME/scanner-$SCANNER_VERSION
SONARQUBE_URL=http://127.0.0.1:$SONARQUBE_PORT
PID_FILE=$SERVER_HOME/server.pid
TOKEN_FILE=$SERVER_HOME/e2e-token

say() { echo "${0##*/}: $*" >&2; }
die() { say "$*"; exit 1; }

own_home() {
  mkdir -p "$E2E_HOME"
  [ -O "$E2E_HOME" ] || die "$E2E_HOME belongs to somebody else; set SONARQUBE_E2E_HOME to a folder of your own"
}

apt_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  say "installing the Debian package $1"
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1 && return
  apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1
}

need() {
  command -v "$1" >/dev/null || apt_install "$2" || die "$1 is missing; install it (Debian: apt-get install $2)"
}

# Elasticsearch dies without the module jdk.attach, which trimmed Java runtimes lack. Reading `release` is quicker than asking java.
java_ok() {
  local major
  major=$(sed -nE 's/^JAVA_VERSION="([0-9]+).*/\1/p' "$1/release" 2>/dev/null)
  [ -x "$1/bin/java" ] && [ "${major:-0}" -ge 21 ] && grep -q '^MODULES=.*\bjdk\.attach\b' "$1/release"
}

find_java() {
  local candidate
  for candidate in "${SONARQUBE_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/*; do
    if [ -n "$candidate" ] && java_ok "$candidate"; then echo "$candidate"; return; fi
  done
  return 1
}

need_java() {
  JAVA=$(find_java) && return
  apt_install openjdk-25-jdk-headless || apt_install openjdk-21-jdk-headless || true
  JAVA=$(find_java) || die "no JDK 21 or newer found; install one (Debian 12 has none: take Temurin from https://adoptium.net) or set SONARQUBE_JAVA_HOME"
}

# from_maven GROUP ARTIFACT VERSION FOLDER: unpacks the zip of Maven Central into FOLDER, in one move, so half a folder never counts.
from_maven() {
  [ -d "$4" ] && return
  need unzip unzip
  local zip=$MAVEN_REPO/${1//.//}/$2/$3/$2-$3.zip unpacked
  if [ ! -s "$zip" ]; then
    need mvn maven
    say "downloading $2-$3.zip from Maven Central"
    mvn -q -B -Dmaven.repo.local="$MAVEN_REPO" dependency:get -Dartifact="$1:$2:$3:zip" -Dtransitive=false >&2
  fi
  unpacked=$(mktemp -d "$E2E_HOME/.unzip.XXXXXX")
  unzip -q "$zip" -d "$unpacked"
  mv "$unpacked"/* "$4"
  rmdir "$unpacked"
}

# The process of the pid file, and only if it really is our server: a pid may have been given to something else.
server_pid() {
  local pid
  pid=$(cat "$PID_FILE" 2>/dev/null) || return 1
  grep -qF "$SERVER_HOME/lib/sonar-application" "/proc/$pid/cmdline" 2>/dev/null || return 1
  echo "$pid"
}
