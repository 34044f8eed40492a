#!/usr/bin/env bash
# What cron calls: closes the previous month, one run at a time, and passes the program's exit code on.
# Quiet when all is well, so that cron's mail means that a person is needed; everything goes to
# atomic_extrato_cron.log. Arguments are handed to `extrato monthly`.
set -uo pipefail

home=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
extrato=$home/scripts/extrato

# The settings file is read, never sourced: it holds values, not commands.
setting() {
  local name=$1 fallback=$2 file value=''
  if [ -n "${!name:-}" ]; then
    value=${!name}
  else
    for file in "${EXTRATO_CONFIG:-}" "$home/extrato.env" /etc/extrato/extrato.env; do
      if [ ! -r "$file" ]; then
        continue
      fi
      value=$(sed -n "s/^[[:space:]]*\(export[[:space:]]\{1,\}\)\{0,1\}${name}[[:space:]]*=[[:space:]]*//p" "$file" | tail -n 1)
      value=${value%$'\r'}
      case $value in
        \"*\") value=${value#\"} value=${value%\"} ;;
        \'*\') value=${value#\'} value=${value%\'} ;;
      esac
      break
    done
  fi
  printf '%s' "${value:-$fallback}"
}

logs=$(setting EXTRATO_LOG_DIR logs)
case $logs in /*) ;; *) logs=$home/$logs ;; esac
log=$logs/atomic_extrato_cron.log

umask 027
say() {
  printf '%s - extrato.cron - %s - %s\n' "$(date '+%F %T,000')" "$1" "$2" >>"$log" 2>/dev/null
}

if ! mkdir -p "$logs" 2>/dev/null || ! : >>"$log" 2>/dev/null; then
  echo "run_atomic_extrato.sh: cannot write $log; check EXTRATO_LOG_DIR and its rights" >&2
  exit 9
fi

# One wrapper at a time on this machine; the program's own lock in the database guards against all others.
exec 9>>"$logs/.run_atomic_extrato.lock"
if ! flock --nonblock 9; then
  say WARNING 'another run of this script is at work'
  echo 'run_atomic_extrato.sh: another run is at work; nothing was done' >&2
  exit 7
fi

say INFO "started: monthly $*"
output=$("$extrato" monthly "$@" 2>&1 9>&-)
code=$?
while IFS= read -r line; do
  [ -n "$line" ] && say INFO "$line"
done <<<"$output"
if [ "$code" -eq 0 ]; then
  say INFO 'ended: exit 0'
else
  say ERROR "ended: exit $code"
  printf '%s\n' "$output" >&2
  echo "run_atomic_extrato.sh: the month was not closed (exit $code); the log is $log" >&2
fi
exit "$code"
