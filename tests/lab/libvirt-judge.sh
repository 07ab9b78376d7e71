# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# What became of the domains of the suite libvirt-matrix, and whether it is right. Uses
# $results, and $host, $kernel, $libvirt, $qemu and $folder of a combination.

# text_of CASE FILE
text_of() {
	cat "$folder/$1/$2" 2>/dev/null || true
}

# message_of CASE: why libvirt does not start it. The last thing that virsh says; QEMU's own
# words are behind a time in it.
message_of() {
	text_of "$1" virsh | sed -n -e '/^Domain /d' -e '/^error: Failed to/d' -e '/warning:/d' -e '/./p' |
		sed -E -e 's/^error: //' -e "s/\(vm='[^']*'\)//" -e 's/[0-9-]+T[0-9:.]+Z //' | tr -s '\n ' ' ' | sed 's/ $//'
}

# words_of_qemu CASE: its last ones, but for warnings, notes and libvirt's own lines
words_of_qemu() {
	text_of "$1" qemu | grep -E '^(error: |KVM: |[0-9T:.Z -]*qemu-)' | grep -v 'warning:' |
		sed -E 's/^[0-9-]+T[0-9:.]+Z //; s/^[0-9-]+ [0-9:.+]+: //' | tail -n 1 || true
}

# outcome_of CASE: sets $outcome (runs, paused, refused or another state), $mode (of a
# guest that runs, as its own device tree says) and $message
outcome_of() {
	local version state

	version=$(text_of "$1" guest | sed -n 's/^guest: cpu-version \([0-9a-f]*\)$/\1/p' | head -n 1)
	state=$(text_of "$1" state | head -n 1)
	mode='' message=''
	if [ -n "$version" ]; then
		outcome=runs mode=$(mode_of "$version")
	elif [ -z "$state" ]; then
		outcome=refused message=$(message_of "$1")
	else
		outcome=${state%% *} message="$state: $(words_of_qemu "$1")"
	fi
}

# is_mode_of_host MODE
is_mode_of_host() {
	[[ " $(host_field "$host" modes) " == *" $1 "* ]]
}

record_of_host() {
	echo "$unpacked/hosts/$host.$kernel"
}

# mode_in FILE: that a domain's XML names
mode_in() {
	sed -nE "s/.*(max-cpu-compat=|<model>)(power[0-9]+).*/\2/p" "$1"
}

# --- judgements

# What the tool prints for the libvirt that is there starts, and is what it says.
judge_printed() {
	local promised

	promised=$(mode_in "$folder/libvirt-xml/domain.xml")
	is "$promised" "$(best_mode "$kernel" "$host")" "$what: names the best mode that the tool is sure of"
	is "$outcome $mode" "runs $promised" "$what: the guest runs in the mode that it names"
}

# mode_asked_for CASE: power10, or nothing
mode_asked_for() {
	grep -oiE 'power[0-9]+$' <<<"$1" | tr '[:upper:]' '[:lower:]' || true
}

# judge_patched_refusal: it names the mode that was asked for, and if that is above the best
# one, the best one, too. POWER8 needs the hash MMU: bare metal has one for guests, and
# QEMU refuses what the lab's guest does not fit.
judge_patched_refusal() {
	local asked best

	asked=$(mode_asked_for "$case")
	[[ $asked != power8 || $host != powernv-* ]] || return 0
	like "${message,,}" "${asked:-$(best_of "$host")}" "$what: the refusal names the mode"
	best=$(best_of "$host")
	[[ -z $asked || ${asked#power} -le ${best#power} ]] ||
		like "${message,,}" "$best" "$what: the refusal names the host's best mode"
}

# knows_no_better: neither KVM nor the host's own mode tells what guests can have. Then
# libvirt does what it did before, and QEMU may refuse what it passes on.
knows_no_better() {
	[[ $kernel = stock && ($host = powernv* || $message = *qemu-system*) ]]
}

# What libvirt says in QEMU's place names the mode.
judge_patched_libvirt() {
	case $outcome in
	runs)
		like " $(host_field "$host" modes) " " $mode " "$what: a mode that the host has"
		;;
	refused)
		knows_no_better || judge_patched_refusal
		;;
	*)
		if accepts_too_much "$kernel" "$host"; then
			skip "$what: runs or is refused" "this kernel accepts what the hypervisor refuses"
		else
			not_ok "$what: $message"
		fi
		;;
	esac
}

# is_explained TEXT WHAT
is_explained() {
	local said

	said=$("$tool" --from "$(record_of_host)" explain - <<<"$1" 2>&1 || true)
	if grep -q '^Message:' <<<"$said"; then
		ok "$2"
	else
		not_ok "$2"
		sed 's/^/#   | /' <<<"$1"
	fi
}

judge_explained() {
	[ "$outcome" != runs ] || return 0
	if [ "$outcome" = refused ]; then
		is_explained "$(text_of "$case" virsh)" "$what: explain knows the refusal"
		return
	fi
	is_explained "$(text_of "$case" state)" "$what: explain knows '$(text_of "$case" state | head -n 1)'"
	is_explained "$(words_of_qemu "$case")" "$what: explain knows what QEMU says"
}

# said_before CASE: what 'compatcaps domain' says of it on a record of the host
said_before() {
	"$tool" --from "$(record_of_host)" --libvirt "$(libvirt_of)" domain "$folder/$1/domain.xml" 2>&1 |
		sed -n "1s/^.*:[0-9]*: $1: //p"
}

# libvirt_of: its version, as it says
libvirt_of() {
	text_of host version | sed -n 's/^Using API: QEMU \([0-9.]*\)$/\1/p'
}

# why_unpredicted SAID: prints why 'domain' cannot say what became of it, or nothing
why_unpredicted() {
	case $1,$outcome in
	unknown*) echo "it says ${1%%(*}" ;;
	*,refused) [[ $message != *'Unable to create'*RMA* ]] || echo "the lab's guest is too large for its hash page table" ;;
	refused*,paused) ! accepts_too_much "$kernel" "$host" || echo "this kernel accepts what the hypervisor refuses" ;;
	esac
}

# predicted SAID: prints the outcome. Of a guest that would run silently 'domain' also says
# what PowerVM does, and the strict hosts do that.
predicted() {
	if is_strict "$host" && [[ $outcome = paused && $1 = *'PowerVM pauses such a guest'* ]]; then
		echo paused
	else
		sed 's/ (.*//; s/:.*//' <<<"$1"
	fi
}

# what_it_became: prints it as 'domain' says it
what_it_became() {
	if [ "$outcome" != runs ]; then
		echo "$outcome"
	elif is_mode_of_host "$mode"; then
		echo "runs as $(print_mode "${mode#raw-}")"
	else
		echo "silently runs as $(print_mode "${mode#raw-}")"
	fi
}

# It knows libvirt and QEMU as they are released.
judge_domain() {
	local said why

	[[ $libvirt != patched && $qemu != patched ]] || return 0
	said=$(said_before "$case")
	why=$(why_unpredicted "$said")
	if [ -n "$why" ]; then
		skip "$what: 'domain' says before what becomes of it" "$why"
	else
		is "$(predicted "$said")" "$(what_it_became)" "$what: 'domain' says before what becomes of it"
	fi
}

judge_case() {
	local outcome mode message what="$host, $kernel, $libvirt libvirt, $qemu QEMU, $case"

	outcome_of "$case"
	[ "$case" != libvirt-xml ] || judge_printed
	[ "$libvirt" != patched ] || judge_patched_libvirt
	judge_explained
	judge_domain
}

# judge_baseline FILE: a mode that the host has, or an error
judge_baseline() {
	local model

	model=$(sed -n 's/.*<model[^>]*>\(POWER[0-9]*\)<.*/\1/p' "$1")
	[ -z "$model" ] || is "$(is_mode_of_host "${model,,}" && echo yes)" yes "$what: $model is a mode of the host"
}

# What virsh answers without a domain
judge_answers() {
	local file what

	for file in "$folder"/host/*-POWER*; do
		what="$host, $kernel, $libvirt libvirt, $qemu QEMU, ${file##*/}"
		! grep -q '^error' "$file" || is_explained "$(cat "$file")" "$what: explain knows the message"
		[[ $libvirt != patched || ${file##*/} != hypervisor-cpu-baseline-* ]] || judge_baseline "$file"
	done
}

# A case without a result: tried in vain, or not tried by a run that was interrupted
judge_missing() {
	local what="$host, $kernel, $libvirt libvirt, $qemu QEMU, $case: it has a result"

	if [ -e "$folder/given-up" ]; then
		not_ok "$what"
	else
		skip "$what" "not tried"
	fi
}

# judge_combination HOST.KERNEL.LIBVIRT.QEMU
judge_combination() {
	local host kernel libvirt qemu case folder=$results/$1

	split "$1"
	if ! is_tried "$1"; then
		skip "$host, $kernel, $libvirt libvirt, $qemu QEMU" "not tried"
		return
	fi
	for case in $all_cases; do
		if [ ! -e "$folder/$case/end" ]; then
			judge_missing
		elif [ "$case" = host ]; then
			judge_answers
		else
			judge_case
		fi
	done
}
