# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Hypercalls that fail, conformance/compat-faults.c, on a strict host. Each group keeps its
# result, and docs/results/faults.md has those of the current tree.

. "$repo/lab/kernel-source.sh"
. "$repo/tests/lab/hammer.sh"

faults_host=phyp-p11
faults_results=$build/faults
debug_parts=(kunit debug faults)

# kernel, limit in seconds, machine, arguments of compat-faults
declare -A faults_runs=(
	[1-load]='compat 1800 x-nested-answer=0x460/-2 --load /lab/kvm-hv.ko'
	[2-each]='compat 3600 - '
	[3-wait]='compat 3600 - --wait'
	[4-random]='compat 7200 - --faults 5000 --seed SEED --seconds SECONDS'
	[5-each-debug]='debug 14400 - '
	[6-random-debug]='debug 14400 - --faults 2000 --seed SEED --seconds SECONDS'
)

faults_seconds=6000

faults_groups() {
	printf '%s\n' "${!faults_runs[@]}" | sort
}

faults_usage() {
	cat <<-EOF2
		usage: tests/run faults [-- [--seed N] [--seconds N] [--resume] [GROUP...]]
		Groups: $(faults_groups | xargs)
		  --seed N     for the random faults (today's date)
		  --seconds N  of random faults on each kernel, at most ($faults_seconds)
		  --resume     keep the results of groups that ran on what is in the tree now
		docs/results/faults.md is written when all groups have a result.
	EOF2
}

# What the results depend on. A group that ran on this need not run again.
faults_inputs() {
	cat "$repo"/kernel/*.[ch] "$repo"/kernel/linux-6.12/*.patch "$repo"/conformance/*.[ch] \
		"$repo"/qemu/{nested,lab}/*.patch "$repo"/lab/small-kernel/* | sha256sum | cut -c1-16
}

faults_file() {
	echo "$faults_results/$1.$seed.$(faults_inputs)"
}

# boot_faults NAME FILE: writes what the host says
boot_faults() {
	local kernel limit machine arguments image status=0
	local -a options=() words

	read -r kernel limit machine arguments <<<"${faults_runs[$1]}"
	arguments=${arguments//SEED/$seed}
	read -r -a words <<<"${arguments//SECONDS/$faults_seconds}"
	image=$kernel
	[ "$kernel" != debug ] || image=$debug_kernel:${debug_kernel%/*}/modules
	[ "$machine" = - ] || options=(--machine "$machine")
	"$repo/lab/boot" $faults_host --kernel "$image" --qmp "${options[@]}" --limit "$limit" \
		--append "log_buf_len=8M ${watched_by[$kernel]}" --file "$repo/tests/lab/kernel-says" \
		--file "$programs/conformance/compat-faults" \
		-- "$repo/tests/lab/faults-inside" "${words[@]}" >"$2.new" 2>&1 || status=$?
	echo "status: $status" >>"$2.new"
	[ $status != 0 ] || mv "$2.new" "$2"
}

# judge_faults NAME FILE: prints TAP
judge_faults() {
	local name=$1 output kernel

	output=$(cat "$2")
	read -r kernel _ <<<"${faults_runs[$name]}"
	is "$(value status "$output")" 0 "$name: boots, runs and powers off"
	judged "$kernel" $faults_host "$name" <<<"$output" | grep -E '^(ok|not ok) |^# errno'
	like "$output" '^faults: [01]$' "$name: the program comes to its end"
	is "$(sed -n 's/^watch: //p' <<<"$output" | xargs)" "${watches[$kernel]}" "$name: what is to watch does"
	is "$(value machines "$output")" 0 "$name: no VM is left in the kernel"
	is "$(value complaints "$output")" 0 "$name: no complaint in the kernel's log but known warnings"
	sed -n 's/^complaint:/#   complaint:/p' <<<"$output"
	[ "$kernel" != debug ] || is "$(value leaks "$output")" 0 "$name: no memory is leaked"
	[ "$kernel" = debug ] || is "$(value unload "$output")" 0 "$name: kvm-hv and kvm unload"
}

# test_faults NAME
test_faults() {
	local file

	file=$(faults_file "$1")
	[ -n "$resume" ] && [ -e "$file" ] || {
		rm -f "$file"
		boot_faults "$1" "$file"
	}
	[ -e "$file" ] || file=$file.new
	judge_faults "$1" "$file"
}

# missing_faults: prints the groups without a result
missing_faults() {
	local name

	for name in $(faults_groups); do
		[ -e "$(faults_file "$name")" ] || echo "$name"
	done
}

# faults_of NAME PATTERN: the program's lines "# PATTERN | ..."
faults_of() {
	sed -n "s/^# $2 | /| /p" "$(faults_file "$1")" | sed 's/$/ |/'
}

summary_of() {
	local name=$1 output

	output=$(cat "$(faults_file "$name")")
	printf '| %s | %s | %s | %s | %s | %s | %s | %s |\n' "$name" "$(value release "$output")" \
		"$(sed -n 's/^# faults in all: //p' <<<"$output")" \
		"$(grep -c '^ok ' <<<"$output" || true)" "$(grep -c '^not ok ' <<<"$output" || true)" \
		"$(value 'known warnings' "$output")" "$(value complaints "$output")" \
		"$(value leaks "$output" | grep . || echo -)"
}

# Codes of a hypercall that had the same end stand in one row.
merged() {
	awk -F ' [|] ' '{ sub(/^[|] /, "", $1); key = $1 " | " $3 " | " $4
		if (!(key in codes)) order[++n] = key
		codes[key] = codes[key] (codes[key] ? ", " : "") $2 }
		END { for (i = 1; i <= n; i++) { split(order[i], part, " [|] ")
			print "| " part[1] " | " codes[order[i]] " | " part[2] " | " part[3] } }'
}

write_faults_report() {
	local name

	cat <<-EOF2
		# Faults of the hypervisor

		Written by \`tests/run faults\` from its own run; do not edit.

		Host \`$faults_host\`, a [strict host](../lab.md#strict-hosts). Seed $seed; \`--seed $seed\` makes the
		same random faults. *compat* groups: Debian's kernel with this project's modules,
		\`${watched_by[compat]}\`. *debug* groups: a small kernel with KASAN, lockdep and kmemleak
		([hardening.md](hardening.md)).

		A known warning is gap 20 of \`conformance/gaps\`, in Linux's own code. Every other complaint
		in the log would be a failure.

		| group | release | faults | passed | failed | known warnings | complaints | leaks |
		|---|---|---|---|---|---|---|---|
		$(for name in $(faults_groups); do summary_of "$name"; done)

		## Each hypercall with each code

		One fault in a guest's life: at the first call of the hypercall, then at the second, and so
		on. *Calls* is how many there were. Then the steps that ended in an error, and how often.
		After H_BUSY and the long-busy codes Linux makes the call again when it creates a guest and
		sets or reads its state, so that nothing ends in an error; it does not when it negotiates or
		runs a vCPU. EIO of KVM_RUN is its errno, or an exit for which KVM has no reason (KVM_EXIT_UNKNOWN).
		H_LONG_BUSY_ORDER_100_SEC is not tried where Linux waits in a loop
		(H_GUEST_SET_STATE, H_GUEST_GET_STATE), and no code that is neither an error nor busy for
		H_GUEST_GET_STATE (gap 19).

		| hypercall | codes | calls | what came of it |
		|---|---|---|---|
		$({ faults_of 1-load row; faults_of 2-each row; faults_of 3-wait row; } | merged)

		## Random faults

		Up to 6 faults at a time in the lives of up to 4 guests, at the n-th call or at each.

		| seed | guests | faults | steps that ended in an error |
		|---|---|---|---|
		$(faults_of 4-random mix; faults_of 6-random-debug mix)
	EOF2
}
