#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# answers.sh PROGRAM HOSTS RECORDS
#
# What lab/hosts (HOSTS) says of each emulated host, against what the tool makes
# of its records (RECORDS/HOST.KERNEL): the same modes whichever kernel, source
# and format they come from. POWER8, for which the interface has no bit, has rules
# of its own; and in a partition a trial only proves the host's own mode.
set -u
. "$(dirname "$0")/outcome.sh"
program=$1
hosts=$2
records=$3

# field HOST NAME
field() {
	sed -n "s/^$2 *= *//p" "$hosts/$1.host"
}

# modes RECORD OPTION...: those that guests can have, in one line of lower case
modes() {
	record=$1
	shift
	"$program" --from "$record" show --quiet "$@" 2>/dev/null |
		tr '[:upper:]' '[:lower:]' | grep -v power8 | paste -sd ' '
}

# labels RECORD SOURCE: the modes of the labels, in the same form. Only KVM's report is sure.
labels() {
	kind=mode
	[ "$2" != trial ] || kind=likely
	"$program" --from "$1" labels | sed -n "s/.*\/compatcaps\.$kind\.\(.*\)=true\$/\1/p" |
		tr '[:upper:]' '[:lower:]' | grep -v power8 | paste -sd ' '
}

# metrics RECORD: the modes of the metrics, in the same form
metrics() {
	"$program" --from "$1" metrics | sed -n 's/^compatcaps_mode_available{mode="\(.*\)"} 1$/\1/p' |
		tr '[:upper:]' '[:lower:]' | grep -v power8 | paste -sd ' '
}

# kernels: their names, and where KVM answers there
kernels() {
	sed -n 's/^\([a-z][^ ]*\) .* \([a-z]*\)$/\1 \2/p' "$hosts/../kernels"
}

# source_of KERNEL HOST: where the answer has to come from
source_of() {
	case $1,$2,$(kernels | sed -n "s/^$1 //p") in
	mainline,powernv-*,*) echo trial ;; # it refuses to answer on bare metal
	*,kvm) echo dev-kvm ;;
	*,vm) echo vm ;;
	*) echo trial ;;
	esac
}

kind_of() {
	case $1 in
	phyp-empty | phyp-old-firmware) echo pseries ;; # no VM can be made that would tell
	powervm-* | phyp-*) echo nested-v2 ;;
	nested-*) echo nested-v1 ;;
	powernv-*) echo bare-metal ;;
	*) echo pseries ;;
	esac
}

# json RECORD MEMBER: a member that is a string
json() {
	"$program" --from "$1" --json 2>/dev/null | sed -n "s/^ *\"$2\": \"\(.*\)\",*\$/\1/p"
}

# within FEW MANY: whether each word of FEW is one of MANY
within() {
	for word in $1; do
		case " $2 " in
		*" $word "*) ;;
		*) return 1 ;;
		esac
	done
}

judge_without_kvm() {
	"$program" --from "$1" >/dev/null 2>&1
	is $? 7 "$2: kvm-hv is not loaded"
	is "$("$program" --from "$1" best 2>/dev/null)" "" "$2: no best mode"
	is "$(modes "$1")" "" "$2: no modes"
}

# on_trial HOST KERNEL: what its modes are by trial. Under nested v2 KVM may accept Power11
# without having negotiated it. Mainline accepts too much there if modes have holes (gap 4 of
# conformance/gaps).
on_trial() {
	case $1,$2 in
	phyp-holes,mainline | phyp-holes,stock-7.2) echo power9 power10 ;;
	powervm-* | phyp-*) field "$1" modes | sed 's/ power11$//' ;;
	*) field "$1" modes ;;
	esac
}

# code_of HOST MODE KERNEL: of 'check MODE', where $wanted is what guests can have. 6.12
# refuses Power11 where POWER10 was not negotiated.
code_of() {
	if [ "$1/$2/$3" = phyp-holes/power11/stock ]; then
		echo 1
	elif within "$2" "$wanted"; then
		echo 0
	elif within "$2" "$(field "$1" modes)"; then
		echo 3
	else
		echo 1
	fi
}

# power8_code HOST KERNEL: of 'check power8'. What the matrix of guests shows
# (docs/results/guests.md): they run on bare metal only, which no bit tells.
power8_code() {
	case $1,$(source_of "$2" "$1") in
	powernv-*,trial) echo 0 ;;
	powernv-*) echo 3 ;;
	*) echo 1 ;;
	esac
}

judge_with_kvm() {
	wanted=$(field "$3" modes)
	tried=$(on_trial "$3" "$4")
	[ "$(source_of "$4" "$3")" != trial ] || wanted=$tried
	best=${wanted##* }
	is "$(modes "$1")" "$wanted" "$2: the modes"
	is "$(json "$1" source | head -n 1)" "$(source_of "$4" "$3")" "$2: the source"
	is "$("$program" --from "$1" best | tr '[:upper:]' '[:lower:]')" "$best" "$2: the best mode"
	is "$("$program" --from "$1" qemu-args)" \
		"-machine pseries,accel=kvm,max-cpu-compat=$best -cpu host" "$2: QEMU's arguments"
	# A snapshot has the trial wherever KVM can be asked.
	is "$(modes "$1" --source trial)" "$tried" "$2: the modes by trial"
	is "$(labels "$1" "$(source_of "$4" "$3")")" "$wanted" "$2: the labels"
	is "$(metrics "$1")" "$wanted" "$2: the metrics"
	for mode in power9 power10 power11; do
		"$program" --from "$1" check --quiet $mode
		is $? "$(code_of "$3" $mode "$4")" "$2: check $mode"
	done
	"$program" --from "$1" check --quiet power8
	is $? "$(power8_code "$3" "$4")" "$2: check power8"
}

# inferred HOST: its own mode, unless the kernel may not have negotiated it
inferred() {
	case $1,$(field "$1" modes | sed 's/.* //') in
	nested-*,* | powernv-*,*) field "$1" modes | sed 's/.* //' ;;
	*,power11) ;;
	*) field "$1" modes | sed 's/.* //' ;;
	esac
}

# judge RECORD HOST KERNEL
judge() {
	title="$2, $3"
	is "$(json "$1" kind)" "$(kind_of "$2")" "$title: the kind"
	if [ "$(field "$2" kvm)" = absent ]; then
		judge_without_kvm "$1" "$title"
		return
	fi
	judge_with_kvm "$1" "$title" "$2" "$3"
	guesses=$(modes "$1" --source inference)
	within "$guesses" "$(field "$2" modes)" && wrong= || wrong=$guesses
	is "$wrong" "" "$title: nothing is inferred that is not so"
	is "$(echo "$guesses" | grep -ow "$(inferred "$2")")" "$(inferred "$2")" "$title: the host's own mode is inferred"
}

for file in "$hosts"/*.host; do
	host=${file##*/}
	host=${host%.host}
	for kernel in $(kernels | sed 's/ .*//'); do
		record=$records/$host.$kernel
		if [ -d "$record" ]; then
			judge "$record" "$host" "$kernel"
		else
			skip "$host, $kernel" "no record of it; tests/capture-hosts --missing takes it"
		fi
	done
done
[ -d "$records" ] || failed=1
finish
