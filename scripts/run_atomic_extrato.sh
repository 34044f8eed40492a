#!/usr/bin/env bash
# What cron calls: closes the previous month, one run at a time, and passes the program's exit code on.
# Quiet when all is well, so that cron's mail means that a person is needed; everything goes to
# atomic_extrato_cron.log. Arguments are handed to `extrato monthly`.
#
#   --drill             instead, rehearses the restore of every month: `extrato drill --all`
#   --once-configured   as the first argument: as long as nobody has said which database, only the log is
#                       told, and all is well; for a package, whose line is there before its settings are
[ -n "${BASH_VERSION-}" ] || exec bash "$0" "$@" # sh may be a shell that is none for this
set -uo pipefail
set +o posix # in which bash forgets a job that was waited for

readonly NAME=run_atomic_extrato.sh

# As the program finds it: in the environment, else in the first settings file that there is, else the
# default. The file is read, never sourced: it holds values, not commands.
setting() {
  local name=$1 default=$2 line value=''
  if [[ -n ${!name-} ]]; then
    printf '%s' "${!name}"
    return
  fi
  if [[ -f $file && -r $file ]]; then
    while IFS= read -r line || [[ -n $line ]]; do
      line=${line#$'\xef\xbb\xbf'}
      if [[ ${line%$'\r'} =~ ^[[:space:]]*(export[[:space:]]+)?$name=(.*)$ ]]; then
        value=$(unquoted "${BASH_REMATCH[2]}")
      fi
    done <"$file"
  fi
  printf '%s' "${value:-$default}"
}

find_settings() {
  file=${EXTRATO_CONFIG-}
  if [[ -n $file ]]; then
    [[ $file == /* ]] || file=$home/$file
  else
    file=$home/extrato.env
    [[ -e $file ]] || file=/etc/extrato/extrato.env
  fi
}

# A database was never named: settings that went missing later, that may not be read, or that are mistyped are
# trouble.
is_new() {
  local backups
  backups=$(setting EXTRATO_BACKUP_DIR backups)
  [[ $backups == /* ]] || backups=$home/$backups
  [[ -r $file && -z $(setting DATABASE_URL '') && -z $(ls -A -- "$backups" 2>/dev/null) ]] &&
    ! grep -qiE "^[^#]*DATABASE_URL[^=]*=[[:space:]\"']*[^[:space:]\"'#]" -- "$file"
}

# A value without the quotes around it, or else without the comment behind it.
unquoted() {
  local value=$1
  if [[ $value =~ ^[[:space:]]*\"([^\"]*)\" || $value =~ ^[[:space:]]*\'([^\']*)\' ]]; then
    printf '%s' "${BASH_REMATCH[1]}"
    return
  fi
  value=${value%%[[:space:]]#*}
  value=${value#"${value%%[![:space:]]*}"}
  printf '%s' "${value%"${value##*[![:space:]]}"}"
}

# The log is opened by its name for every line, so that it may be moved away at any time.
note() {
  { printf '%s - extrato.cron - %s - %s\n' "$(TZ=$zone date '+%F %T,%3N%:z')" "$1" "$2" >>"$log"; } 2>/dev/null
}

stop() {
  note "$2" "$3"
  echo "$NAME: $3" >&2
  exit "$1"
}

case ${1-} in
  -h | --help)
    cat <<EOF
Usage: $NAME [--once-configured] [--drill] [OPTION]...
Closes the previous month, as cron calls it: prints nothing unless a person is needed, and keeps a log.
      --once-configured   First: as long as no database is named, all is well.
      --drill             Rehearses the restore of every month instead.
The program gets the other options: \`extrato monthly --help\` and \`extrato drill --help\` list them.
EOF
    exit 0
    ;;
esac
here=$(CDPATH='' cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd) || exit 8
case $here in
  /usr/share/extrato) # a package's, which writes elsewhere, and as a user of its own
    home=/var/lib/extrato
    extrato=/usr/bin/extrato
    if ((EUID == 0)); then
      exec setpriv --reuid=extrato --regid=extrato --init-groups "${BASH_SOURCE[0]}" "$@"
    fi
    ;;
  */share/extrato)
    home=${here%/share/extrato}
    extrato=$home/bin/extrato
    ;;
  *)
    home=${here%/*}
    extrato=$home/scripts/extrato
    ;;
esac
find_settings
zone=$(setting EXTRATO_TZ America/Sao_Paulo)
logs=$(setting EXTRATO_LOG_DIR logs)
[[ $logs == /* ]] || logs=$home/$logs
log=$logs/atomic_extrato_cron.log
lock=$logs/.run_atomic_extrato.lock
program=''

umask 027
if ! { mkdir -p -- "$logs" && : >>"$log" && : >>"$lock"; } 2>/dev/null; then
  stop 9 ERROR "cannot write to $logs; check EXTRATO_LOG_DIR and its rights"
fi
if ! type -P flock >/dev/null; then
  stop 8 ERROR 'there is no flock; install the package util-linux'
fi
if [[ ! -x $extrato ]]; then
  stop 8 ERROR "there is no program at $extrato"
fi

# One wrapper at a time on this machine; the program's own lock in the database keeps all others out.
exec 9>>"$lock"
if ! flock --nonblock 9; then
  holder=''
  read -r holder <"$lock" || true
  stop 7 WARNING "another run is at work${holder:+ ($holder)}; nothing was done"
fi
echo "process $$ on $(uname -n)" >"$lock"

if [[ ${1-} == --once-configured ]]; then
  shift
  if is_new; then
    note INFO "no database is configured: nothing to do; DATABASE_URL belongs in $file"
    exit 0
  fi
fi

command=(monthly)
failed='the month may not be closed'
if [[ ${1-} == --drill ]]; then
  shift
  command=(drill --all)
  failed='a month may not be restorable from its backup'
fi

note INFO "started: ${command[*]}${*:+ $*}"
# A signal is the program's business: it rolls back and says so with its exit code. One that comes before there
# is a program is kept for it, as the one that a job is never deaf to.
early=''
pass_on() {
  if [[ -n $program ]]; then kill -s "$1" "$program" 2>/dev/null; else early=TERM; fi
}
trap 'pass_on TERM' TERM
trap 'pass_on INT' INT
# The program is a job like any other, and writes to a pipe that was opened for it: of a process substitution
# bash 5.2 now and then does not know how it ended. It opens its own end, or it would never hear that nobody reads
# any more; and only exec gives a job back the signals that bash made it deaf to.
exec 7<> <(:)
exec 8</dev/fd/7
(exec "$extrato" "${command[@]}" "$@" >/dev/fd/7 2>&1 7>&- 8<&- 9>&-) &
program=$!
exec 7>&-
[[ -z $early ]] || pass_on "$early"

said=''
while IFS= read -r -u 8 line || [[ -n $line ]]; do
  said+=$line$'\n'
  case $line in
    '') ;;
    'extrato: warning: '*) note WARNING "$line" ;;
    *) note INFO "$line" ;;
  esac
done
wait "$program"
while kill -s 0 "$program" 2>/dev/null; do # a signal ended the waiting, not the program
  wait "$program"
done
wait "$program" # for how the program ended, not for how the waiting did
code=$?

if ((code == 0)); then
  note INFO 'ended: exit 0'
else
  note ERROR "ended: exit $code"
  printf '%s' "$said" >&2
  echo "$NAME: $failed (exit $code); the log is $log" >&2
fi
exit "$code"
