/** What that shell exits with where it cannot say under which process id the trial runs. */
export const cannotRecord = 125;

/**
 * The shell around a trial's command. It outlives the service: it says under which process id the trial runs, runs the
 * command in a shell of its own, and writes down with which code that ended, for whichever service is there by then.
 *
 * The arguments are the path that the names of both files begin with, and the command. The first file is made by one
 * only (`set -C`): where a service has made it, which takes the trial for not started, the command does not run. The
 * handler keeps this shell alive while the trial's processes are ended; unlike `trap ''` it is not inherited. Its own
 * messages ("Terminated") are not the trial's output. Where the disk is full it waits for room, for a day at most: a trial
 * that has ended well must not be lost for it.
 */
export const trialShell: string = `trap : TERM INT HUP
exec 3>&2 2>/dev/null
set -C
printf '%s\\n' "$$" >"$1.pid" || exit ${cannotRecord}
set +C
/bin/sh -c "$2" 2>&3 3>&-
code=$?
left=86400
until printf '%s\\n' "$code" >"$1.exit"; do
  test -d "\${1%/*}" && test "$left" -gt 0 || break
  left=$((left - 1))
  sleep 1
done
exit "$code"`;

/** The name of that shell in lists of processes. */
export const trialShellName = 'hyperdrive-trial';
