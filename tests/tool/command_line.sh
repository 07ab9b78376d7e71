#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# command_line.sh PROGRAM RECORDS POWER
#
# Commands, options, operands, exit codes, streams, colour. RECORDS has records
# of the emulated hosts. POWER is "yes" if this machine is one: then the tool may
# answer anything here.
set -u
. "$(dirname "$0")/outcome.sh"
program=$1
records=$2
power=$3
record=$records/powervm-p11-p10.compat
echo "<domain type='kvm'><cpu mode='host-model'><model>power10</model></cpu></domain>" >"$scratch/domain.xml"
commands='show check best explain qemu-args libvirt-xml domain run metrics labels snapshot'

usage() {
	run "$program" "$@"
	result "usage: $*" refused 2 "${words:-}"
}

# usage_says WORDS ARGUMENT...
usage_says() {
	words=$1
	shift
	usage "$@"
	words=
}

# What a command needs behind it to be complete
operands_of() {
	case $1 in
	check) echo power9 ;;
	run) echo '-- true' ;;
	domain) echo "$scratch/domain.xml" ;;
	esac
}

# takes COMMAND OPTION: whether they go together
takes() {
	case $2,$1 in
	--from,* | --root,* | --source,*) ;;
	--libvirt,show | --libvirt,libvirt-xml | --libvirt,domain) ;;
	--quiet,domain | -q,domain) ;;
	--libvirt,validate | --json,validate | --quiet,validate | -q,validate) ;;
	--json,show | --json,domain | --no-header,show | --quiet,show | -q,show | --quiet,check | -q,check) ;;
	--output,metrics | --output,labels | --expire,labels) ;;
	*) return 1 ;;
	esac
}

# A value for the options that take one
value_of() {
	case $1 in
	--from) echo "$record" ;;
	--root) echo / ;;
	--source) echo inference ;;
	--output) echo "$scratch/written" ;;
	--expire) echo 60 ;;
	--libvirt) echo 11.3.0 ;;
	esac
}

# --- each option with each command, before and behind it

for command in $commands; do
	for option in --from --root --source --libvirt --json --no-header --quiet -q --output --expire; do
		# shellcheck disable=SC2046
		set -- $option $(value_of $option)
		# shellcheck disable=SC2046
		if takes "$command" $option; then
			[ $option = --from ] || [ $option = --root ] || set -- --from "$record" "$@"
			run "$program" "$@" "$command" $(operands_of "$command")
			result "$option $command: taken" [ "$code" -ne 2 ]
			[ "$command" != run ] || continue
			run "$program" "$command" $(operands_of "$command") "$@"
			result "$command $option: taken" [ "$code" -ne 2 ]
		else
			run "$program" --from "$record" "$@" "$command" $(operands_of "$command")
			case $option in
			-q) refused_as=--quiet ;;
			*) refused_as=$option ;;
			esac
			result "$option $command: refused" refused 2 "$refused_as cannot be used with '$command'"
		fi
	done
	for option in --help -h --version -V; do
		run "$program" "$command" $option
		result "$command $option" code_is 0
	done
	run "$program" --nonsense "$command"
	result "--nonsense $command" refused 2 "unknown option '--nonsense'"
done

# --- errors name what is wrong

usage_says "unknown command 'nonsense'" nonsense
usage_says "unknown command ''" ''
usage_says "unknown command 'SHOW'" SHOW
usage_says "unknown command 'sho'" sho
usage_says "unknown option '-x'" -x
usage_says "unknown option '-x'" -qx
usage_says "this option takes no value:" --json=1
usage_says "this option takes no value:" --help=1
usage_says "unexpected argument 'power9'" show power9
usage_says "unexpected argument 'extra'" show --json extra
usage_says "unexpected argument 'x'" best x
usage_says "unexpected argument 'b'" snapshot a b
usage_says "a MODE is missing after 'check'" check
usage_says "unexpected argument 'power10'" check power9 power10
usage_says "a program is missing after 'run'" run
usage_says "a program is missing after 'run'" run --
usage_says "unexpected argument 'extra'" qemu-args power9 extra
usage_says "unexpected argument 'extra'" libvirt-xml power9 extra
for mode in p9 '' power12 'power9 ' POWER 9; do
	usage_says "unknown mode '$mode'; use one of POWER8, POWER9, POWER10, Power11" check "$mode"
	usage_says "unknown mode '$mode'" qemu-args "$mode"
	usage_says "unknown mode '$mode'" libvirt-xml "$mode"
done
for source in '' none kvm DEV-KVM 'trial,' 1; do
	usage_says "unknown source '$source'; use one of dev-kvm, vm, trial, inference" --source "$source"
done
for seconds in '' 0 -1 1.5 1m x 99999999 9999999999999999999999; do
	usage_says "--expire takes a number of seconds from 1 to 31622400, not '$seconds'" labels --expire "$seconds"
done
for option in --from --root --source --output --expire; do
	usage_says "a value is missing after '$option'" $option
done
usage_says "--from cannot be used with '--root'" --from "$record" --root /
run "$program" check power12
result "an unknown mode: four modes are offered" \
	[ "$(grep -oiE 'power(8|9|10|11)\b' "$scratch/err" | sort -u | wc -l)" -eq 4 ]

for option in --help -h; do
	run "$program" $option
	result "$option" code_is 0
	result "$option says nothing on standard error" [ ! -s "$scratch/err" ]
	for word in $commands --from --root --source --json --no-header --quiet --output --expire --version \
		'Exit codes' Power11 'dev-kvm, vm, trial, inference'; do
		result "$option tells of $word" out_has "$word"
	done
	result "$option has lines for a terminal" [ "$(awk '{ print length }' "$scratch/out" | sort -n | tail -n 1)" -le 80 ]
done
run "$program" --version
result "--version" code_is 0
result "--version tells it" grep -qE '^compatcaps [0-9]+(\.[0-9]+)+$' "$scratch/out"

# --- the same answer for every order of options

run "$program" --from "$record" --json show
result "an option before its command" code_is 0
cp "$scratch/out" "$scratch/before"
run "$program" show --json "--from=$record"
result "options behind their command: the same" cmp -s "$scratch/before" "$scratch/out"
run "$program" --json --from "$record"
result "the default command: the same" cmp -s "$scratch/before" "$scratch/out"
run "$program" --js --fr "$record"
result "options cut short: the same" cmp -s "$scratch/before" "$scratch/out"
"$program" --from - --json <"$record/uname/machine" >"$scratch/out" 2>"$scratch/err"
code=$?
result "--from -: what is no record" refused 9 "record -: it is neither a record nor output of lscpu; 'compatcaps snapshot' writes a record"
"$program" --from "$record" snapshot | "$program" --from - --json >"$scratch/out" 2>"$scratch/err"
result "--from -: the same" cmp -s "$scratch/before" "$scratch/out"

# --- the order does not depend on the environment

POSIXLY_CORRECT=1
export POSIXLY_CORRECT
run "$program" show --json --from "$record"
result "POSIXLY_CORRECT: the same" cmp -s "$scratch/before" "$scratch/out"
run "$program" --json --from "$record" -- show
result "POSIXLY_CORRECT: -- ends the options" cmp -s "$scratch/before" "$scratch/out"
run "$program" --from "$record" check power9 -q
result "POSIXLY_CORRECT: an option behind an operand" answers ""
unset POSIXLY_CORRECT
usage_says "unexpected argument '--json'" --from "$record" show -- --json

# --- what a message holds cannot move a terminal

bad=$(printf 'a\033[2Jb\001\177\n\302\233\342\200\256\377c')
for words in "$bad" "show $bad" "check $bad" "explain --from $bad" "--source $bad" "labels --expire $bad" \
	"--$bad" "-$bad" "--root $bad" "--from $bad" "metrics --output $bad/$bad" "snapshot $bad/$bad" \
	"--from $record run -- $bad" "--from $record run -- /$bad"; do
	IFS=' '
	# shellcheck disable=SC2086 # words
	run "$program" $words
	unset IFS
	result "raw bytes: $(printf %s "$words" | LC_ALL=C tr -c '[:alnum:] \055' '?')" err_is_one_line
done

# --- an answer that does not arrive

writes_nowhere() {
	: >"$scratch/out"
	"$@" >/dev/full 2>"$scratch/err"
	code=$?
	result "/dev/full: $*" refused 8 "cannot write the output"
	"$@" >&- 2>"$scratch/err"
	code=$?
	result "closed output: $*" refused 8 "cannot write the output"
}

writes_nowhere "$program" --help
writes_nowhere "$program" --version
for command in show 'show --json' 'show -q' 'show --no-header' 'check power9' 'check power11' \
	best 'explain power9' 'explain Unknown CPU model' qemu-args libvirt-xml metrics labels snapshot; do
	# shellcheck disable=SC2086
	writes_nowhere "$program" --from "$record" $command
done
"$program" --from "$record" check -q power9 >/dev/full 2>"$scratch/err"
code=$?
result "/dev/full: check -q writes nothing" code_is 0

# --- snapshots

run "$program" --from "$record" snapshot "$scratch/kept"
result "snapshot DIRECTORY" answers ""
result "snapshot DIRECTORY: the record" diff -r "$record" "$scratch/kept"
echo mine >"$scratch/kept/uname/machine"
run "$program" --from "$record" snapshot "$scratch/kept"
result "snapshot: a directory that exists" refused 8 "$scratch/kept: File exists"
result "snapshot: and stays as it was" [ "$(cat "$scratch/kept/uname/machine")" = mine ]
echo mine >"$scratch/file"
run "$program" --from "$record" snapshot "$scratch/file"
result "snapshot: a file that exists" refused 8 "$scratch/file: File exists"
result "snapshot: and stays as it was, too" [ "$(cat "$scratch/file")" = mine ]
run "$program" --from "$record" snapshot "$scratch/no/such"
result "snapshot: no parent directory" refused 8 "No such file or directory"
run "$program" --from "$record" snapshot ''
result "snapshot: an empty name" refused 8 "No such file or directory"
ln -s /nowhere/at/all "$scratch/link"
run "$program" --from "$record" snapshot "$scratch/link"
result "snapshot: a link to nowhere" refused 8 "File exists"
mkdir "$scratch/small"
if mount -t tmpfs -o size=8k,nr_inodes=64 tmpfs "$scratch/small" 2>/dev/null; then
	run "$program" --from "$record" snapshot "$scratch/small/kept"
	left=$(ls -A "$scratch/small")
	umount "$scratch/small"
	result "snapshot: a full disk" refused 8 "No space left on device"
	result "snapshot: nothing is left on it" [ -z "$left" ]
else
	skip "snapshot: a full disk" "only root can mount a small file system"
fi

# --- what a shell makes of it is what QEMU must see

# shellcheck disable=SC2046
set -- $("$program" --from "$record" qemu-args)
result "four words for QEMU" [ $# -eq 4 ]
result "QEMU's machine" [ "$2" = pseries,accel=kvm,max-cpu-compat=power10 ]

# --- run

cat >"$scratch/words" <<'END'
#!/bin/sh
printf '<%s>' "$@"
exit 42
END
chmod +x "$scratch/words"

# runs_as WANTED ARGUMENT...
runs_as() {
	wanted=$1
	shift
	run "$program" --from "$record" run -- "$scratch/words" "$@"
	result "run: $*: the exit code is the program's" code_is 42
	result "run: $*" out_is "$wanted"
}

best='<-machine><max-cpu-compat=power10>'
runs_as "$best"
run "$program" run --from "$record" "$scratch/words" -x --help -- --from
result "run: behind the program nothing is an option" out_is "<-x><--help><--><--from>$best"
runs_as "<-M><pseries>$best" -M pseries
runs_as "<-machine><pseries,accel=kvm,cap-dawr1=off>$best" -machine pseries,accel=kvm,cap-dawr1=off
runs_as "<a b><><\$HOME><*>$best" 'a b' '' "\$HOME" '*'
runs_as "<--json><-q><--help>$best" --json -q --help
runs_as "<-name><max-cpu-compat=power9>$best" -name max-cpu-compat=power9
runs_as "<-machine><x-max-cpu-compat=power9>$best" -machine x-max-cpu-compat=power9
runs_as "<-M>$best" -M
# The user's choice is never changed.
for option in -M --M -machine --machine; do
	for properties in max-cpu-compat=power9 pseries,max-cpu-compat=power11 pseries,accel=kvm,max-cpu-compat=power8,cap-dawr1=off; do
		runs_as "<-m><4G><$option><$properties><-smp><2>" -m 4G $option $properties -smp 2
	done
done
runs_as "<-M><pseries><-machine><max-cpu-compat=power9>" -M pseries -machine max-cpu-compat=power9
run "$program" --from "$record" run -- "$scratch/no-such-program"
result "run: a program that is not there" refused 127 "cannot start $scratch/no-such-program: No such file or directory"
run "$program" --from "$record" run -- no-such-program-anywhere
result "run: a program that is not in PATH" refused 127 "cannot start no-such-program-anywhere: No such file or directory"
: >"$scratch/plain"
run "$program" --from "$record" run -- "$scratch/plain"
result "run: a file that is no program" refused 127 "cannot start $scratch/plain: Permission denied"
run "$program" --from "$record" run -- "$scratch"
result "run: a directory" refused 127 "cannot start $scratch: Permission denied"
for status in 0 1 127 255; do
	run "$program" --from "$record" run -- sh -c "exit $status"
	result "run: exit code $status is handed through" code_is $status
done
run "$program" --from "$record" run -- sh -c 'kill -TERM $$'
result "run: a signal is handed through" code_is 143
echo here >"$scratch/in"
"$program" --from "$record" run -- sh -c 'cat; echo there >&2' <"$scratch/in" >"$scratch/out" 2>"$scratch/err"
code=$?
result "run: standard input and output are the program's" out_is here
result "run: and standard error" [ "$(cat "$scratch/err")" = there ]
run "$program" --from "$records/hash-mmu.stock" run -- "$scratch/words"
result "run: without an answer nothing is started" refused 7 "kvm-hv is not loaded"
run "$program" --from "$records/hash-mmu.stock" run -- "$scratch/words" -M max-cpu-compat=power9
result "run: a mode that the user chose needs no answer" out_is '<-M><max-cpu-compat=power9>'

# --- colour: on a terminal only

# on_terminal SETTING...: 'show' on a pseudo-terminal
on_terminal() {
	env -u NO_COLOR TERM=xterm "$@" script -qec "'$program' --from '$record' show" /dev/null \
		</dev/null >"$scratch/out" 2>"$scratch/err"
}

escape=$(printf '\033[')
if script -qec true /dev/null >/dev/null 2>&1; then
	on_terminal
	result "colour on a terminal" out_has "${escape}32myes"
	result "and no is another one" out_has "${escape}31mno"
	sed "s/$(printf '\033')\\[[0-9]*m//g; s/\\r\$//" "$scratch/out" >"$scratch/plain"
	"$program" --from "$record" show >"$scratch/out"
	result "colour only adds escapes" cmp -s "$scratch/plain" "$scratch/out"
	on_terminal NO_COLOR=1
	result "NO_COLOR: none" [ "$(grep -cF "$escape" "$scratch/out")" -eq 0 ]
	on_terminal NO_COLOR=
	result "NO_COLOR that is empty: colour" out_has "$escape"
	on_terminal TERM=dumb
	result "TERM=dumb: none" [ "$(grep -cF "$escape" "$scratch/out")" -eq 0 ]
	on_terminal -u TERM
	result "no TERM: none" [ "$(grep -cF "$escape" "$scratch/out")" -eq 0 ]
else
	skip "colour on a terminal" "no script(1), or no pseudo-terminal here"
fi
for output in show 'show --no-header' 'show --json' explain; do
	# shellcheck disable=SC2086
	TERM=xterm run "$program" --from "$record" $output
	result "no colour in a pipe: $output" [ "$(grep -cF "$escape" "$scratch/out")" -eq 0 ]
done

# --- this machine

if [ "$power" != yes ]; then
	for command in show 'check power9' best qemu-args libvirt-xml 'show -q' 'show --no-header' explain \
		'explain power9' 'run -- true' 'show --source inference'; do
		# shellcheck disable=SC2086
		run "$program" $command
		result "not POWER: $command" refused 4 "this machine is "
	done
	run "$program" --json
	result "not POWER: JSON" code_is 4
	result "not POWER: JSON tells" out_has '"code": "not-power"'
	run "$program" metrics
	result "not POWER: metrics, too" code_is 4
	result "not POWER: metrics tell" out_has 'error="not-power"} 1'
	run "$program" labels
	result "not POWER: labels, too" code_is 4
	result "not POWER: labels tell" out_has '/compatcaps.error=not-power'
	run "$program" snapshot "$scratch/here"
	result "not POWER: a snapshot, which says so" code_is 0
	run "$program" --from "$scratch/here"
	result "not POWER: from that snapshot" refused 4 "this machine is $(uname -m)"
fi
finish
