# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# docs/results/libvirt.md, from what the suite libvirt-matrix kept.

models='POWER8 POWER9 POWER10 POWER11'

# name_request CASE: the name of a request in the tables
name_request() {
	case $1 in
	libvirt-xml) echo 'what `compatcaps libvirt-xml` prints' ;;
	none) echo 'no `<cpu>`' ;;
	host-model | host-passthrough) echo "$1" ;;
	host-model-*) echo "host-model, model ${1#host-model-}" ;;
	custom-*) echo "custom ${1#custom-}" ;;
	esac
}

# --- what was tried

tried_cases() {
	local case

	for case in $all_cases; do
		[ ! -e "$results/$1/$case/end" ] || echo "$case"
	done
}

is_tried() {
	[ -n "$(tried_cases "$1")" ]
}

# tried_of HOST: its combinations that were tried, those of one kernel together
tried_of() {
	local kernel name

	for kernel in $all_kernels; do
		while read -r name; do
			[[ $name != "$1.$kernel."* ]] || ! is_tried "$name" || echo "$name"
		done < <(all_combinations)
	done
}

# --- one line for each domain, with tabs between: host, kernel, libvirt, QEMU, case,
# --- class, and the mode or the message

class_of() {
	if [ "$outcome" != runs ]; then
		echo "$outcome"
	elif is_mode_of_host "$mode"; then
		echo right
	else
		echo wrong
	fi
}

print_domain() {
	local outcome mode message what

	outcome_of "$case"
	what=$message
	[ "$outcome" != runs ] || what=$(print_mode "$mode")
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$host" "$kernel" "$libvirt" "$qemu" "$case" "$(class_of)" "$what"
}

flatten() {
	local name host kernel libvirt qemu case folder

	while read -r name; do
		split "$name"
		folder=$results/$name
		for case in $(tried_cases "$name"); do
			[ "$case" = host ] || print_domain
		done
	done < <(all_combinations)
}

# --- parts; $lines is what flatten printed, $notes the messages in it

# version_of_libvirt LIBVIRT, version_of_qemu QEMU: as virsh named them
version_of_libvirt() {
	cat "$results"/*.*."$1".*/host/version 2>/dev/null | sed -n 's/^Using library: libvirt //p' | sort -uV | xargs
}

version_of_qemu() {
	cat "$results"/*.*.*."$1"/host/version 2>/dev/null | sed -n 's/^Running hypervisor: QEMU //p' | sort -uV | xargs
}

release_of() {
	awk -v kernel="$1" '$2 == kernel { print $3; exit }' "$repo/tests/records/INDEX"
}

print_kernels() {
	echo "| kernel stock | Debian's $(release_of stock), unchanged; without the interface |"
	echo "| kernel compat | the same, with this project's modules |"
	! grep -q '	mainline	' "$lines" ||
		echo "| kernel mainline | Debian's $(release_of mainline), unchanged; the interface on virtual machines only |"
}

print_builds() {
	echo "| libvirt stock | Debian's $(version_of_libvirt stock) |"
	[ -z "$(version_of_libvirt newest)" ] || echo "| libvirt newest | $(version_of_libvirt newest), of Debian's newest suite |"
	[ -z "$(version_of_libvirt patched)" ] || echo "| libvirt patched | $(version_of_libvirt patched) with the series in \`libvirt/\` |"
	echo "| QEMU stock | Debian's $(version_of_qemu stock) |"
	[ -z "$(version_of_qemu patched)" ] || echo "| QEMU patched | $(version_of_qemu patched) with the series in \`qemu/\` |"
}

# count_judgements PATTERN: but for what was not made
count_judgements() {
	grep -v '# SKIP' "$results/tap" | grep -c "$1" || true
}

print_head() {
	cat <<-EOF
		# libvirt

		Written by \`tests/run libvirt-matrix\` on $(date +%F), in QEMU $(emulator_version). Do not edit.

		libvirt runs in each emulated host (L1), and $(wc -l <"$lines") domains were defined and started. The
		mode of a guest (L2) is read inside it, from its own device tree (\`cpu-version\`). It
		is never taken from what was asked for.

		| word | meaning |
		|---|---|
		$(print_kernels)
		$(print_builds)
		| no \`<cpu>\` | virt-install writes none on POWER |
		| host-model | \`<cpu mode='host-model'/>\` |
		| host-model, model power10 | \`<cpu mode='host-model'><model>power10</model></cpu>\` |
		| custom POWER10 | \`<cpu mode='custom' match='exact'><model>POWER10</model></cpu>\`; virt-manager writes this, if asked for a CPU model, with the host model of \`virsh capabilities\` |
		| what \`compatcaps libvirt-xml\` prints | in that host, so for its libvirt; how it names the mode is in brackets |
		| refused | \`virsh define\` or \`virsh start\` fails with that message |
		| paused | \`virsh start\` says that the domain has started; \`virsh domstate --reason\` says \`paused (unknown)\` |

		$(count_judgements '^ok ') judgements passed, $(count_judgements '^not ok ') failed. What is judged:

		- What \`compatcaps libvirt-xml\` prints starts, and runs in the mode that it names, which is
		  the best one of the host.
		- With patched libvirt no guest is in a mode that the host does not have, and each refusal
		  names the mode; that of a model above the best one in host-model names the best one, too.
		  (Not POWER8 on bare metal, where QEMU refuses it. Not on bare metal with
		  kernel stock: nothing tells libvirt the modes there.)
		- \`compatcaps explain\` knows each message.
		- With libvirt and QEMU as they are released \`compatcaps domain\` says of the same XML, with a record
		  of the host, what becomes of it. Of $(number "'domain' says before" "$results/tap") domains it says "unknown" of $(number "'domain' says before.* # SKIP" "$results/tap"); these are
		  not counted.
	EOF
}

print_summary() {
	cat <<-EOF

		## In short

		How many domains run in a mode that the host has, are refused, are paused, or run
		**in a mode that the host does not have**.

		| kernel | libvirt | QEMU | hosts | in a mode of the host | refused | paused | **not the host's** | other |
		|---|---|---|---|---|---|---|---|---|
	EOF
	awk -F '\t' '
		{ key = $2 " | " $3 " | " $4; n[key, $6]++; all[key]++ }
		!(key in seen) { seen[key] = 1; order[++keys] = key }
		!((key, $1) in host) { host[key, $1] = 1; hosts[key]++ }
		END {
			for (i = 1; i <= keys; i++) {
				k = order[i]
				printf "| %s | %d | %d | %d | %d | %d | %d |\n", k, hosts[k], n[k, "right"], n[k, "refused"],
					n[k, "paused"], n[k, "wrong"],
					all[k] - n[k, "right"] - n[k, "refused"] - n[k, "paused"] - n[k, "wrong"]
			}
		}' "$lines"
}

# print_cell COMBINATION CASE
print_cell() {
	awk -F '\t' -v name="$1" -v wanted="$2" -v notes="$notes" '
		BEGIN { while ((getline line <notes) > 0) number[line] = ++n }
		$1 "." $2 "." $3 "." $4 != name || $5 != wanted { next }
		$6 == "right" { print $7 }
		$6 == "wrong" { print "**" $7 "**" }
		$6 != "right" && $6 != "wrong" { print $6 " (" number[$7] ")" }' "$lines"
}

# print_printed COMBINATION: how libvirt-xml names the mode, and what becomes of it
print_printed() {
	local xml=$results/$1/libvirt-xml/domain.xml how=host-model

	[ -e "$xml" ] || return 0
	! grep -q max-cpu-compat "$xml" || how='argument of QEMU'
	echo "$(print_cell "$1" libvirt-xml) ($how)"
}

# print_row NAME FUNCTION ARGUMENT COMBINATION...: FUNCTION COMBINATION ARGUMENT prints a cell
print_row() {
	local name row="| $1 |" cell

	for name in "${@:4}"; do
		cell=$("$2" "$name" "$3")
		row+=" ${cell:-not tried} |"
	done
	echo "$row"
}

# print_table_head COMBINATION...
print_table_head() {
	local name host kernel libvirt qemu row='| kernel, libvirt, QEMU |' rule='|---|'

	for name; do
		split "$name"
		row+=" $kernel, $libvirt, $qemu |"
		rule+='---|'
	done
	printf '%s\n%s\n' "$row" "$rule"
}

# --- what virsh answers without a domain

# join_words: lines as a list
join_words() {
	paste -s -d , | sed 's/,/, /g'
}

# host_file COMBINATION FILE
host_file() {
	cat "$results/$1/host/$2" 2>/dev/null
}

print_capabilities() {
	host_file "$1" end >/dev/null || return 0
	host_file "$1" capabilities | sed -n 's/.*<model>\(.*\)<\/model>.*/\1/p' | grep . || echo 'no model'
}

# of <mode name='host-model'>: its model, if there is one
print_host_model() {
	host_file "$1" end >/dev/null || return 0
	host_file "$1" domcapabilities | sed -n "/<mode name='host-model'/,/<\/mode>/p" | awk '
		/supported=.no./ { print "not supported"; exit }
		/<model/ { gsub(/.*<model[^>]*>|<\/model>.*/, ""); print; exit }'
}

# of <mode name='custom'>: the models, with whether they are usable
print_custom_models() {
	host_file "$1" end >/dev/null || return 0
	host_file "$1" domcapabilities | sed -n "/<mode name='custom'/,/<\/mode>/p" | grep -iE '>POWER[0-9]+<' |
		sed -nE "s/.*usable='([a-z]*)'.*>([A-Za-z0-9]+)<.*/\2 \1/p" | sort -V | join_words | grep . || echo none
}

# short_answer: the one word that a command's output comes to
short_answer() {
	awk -v notes="$notes" '
		BEGIN { while ((getline line <notes) > 0) number[line] = ++n }
		/^error: Failed to/ { next }
		/^error: / { sub(/^error: /, ""); print ($0 in number) ? "error (" number[$0] ")" : $0; exit }
		/identical/ { print "identical"; exit }
		/superset/ { print "superset"; exit }
		/incompatible/ { print "incompatible"; exit }
		/<model/ { gsub(/.*<model[^>]*>|<\/model>.*/, ""); print; exit }'
}

# print_command COMBINATION COMMAND: for each model, models with the same answer together
print_command() {
	local model

	host_file "$1" end >/dev/null || return 0
	for model in $models; do
		echo "$model $(host_file "$1" "$2-$model" | short_answer)"
	done | awk '
		{ model = $1; $1 = ""; sub(/^ /, "") }
		!($0 in list) { order[++n] = $0 }
		{ list[$0] = list[$0] (list[$0] ? ", " : "") model }
		END { for (i = 1; i <= n; i++) printf "%s%s: %s", (i > 1 ? "; " : ""), list[order[i]], order[i]; print "" }'
}

# --- hosts

print_host() {
	local case mode modes=
	local -a names

	mapfile -t names < <(tried_of "$1")
	for mode in $(host_field "$1" modes); do
		modes+=", $(print_mode "$mode")"
	done
	printf '\n### %s\n\n%s. It can give: %s.\n\n' "$1" "$(host_field "$1" about)" "${modes#, }"
	print_table_head "${names[@]}"
	print_row "$(name_request libvirt-xml)" print_printed '' "${names[@]}"
	for case in $all_cases; do
		[[ " host libvirt-xml " == *" $case "* ]] || print_row "$(name_request "$case")" print_cell "$case" "${names[@]}"
	done
	print_row '`virsh capabilities`' print_capabilities '' "${names[@]}"
	print_row '`domcapabilities`, host-model' print_host_model '' "${names[@]}"
	print_row '`domcapabilities`, custom, usable' print_custom_models '' "${names[@]}"
	for case in cpu-compare hypervisor-cpu-compare hypervisor-cpu-baseline; do
		print_row "\`$case\`" print_command $case "${names[@]}"
	done
}

print_hosts() {
	local host

	cat <<-EOF

		## Host by host

		The mode of each guest. **Bold**: a mode that the host does not have. The number
		behind "refused" and "paused" is that of a [message](#messages).
	EOF
	for host in $all_hosts; do
		! grep -q "^$host	" "$lines" || print_host "$host"
	done
}

# The messages, each once: of domains, then of virsh's other commands
collect_notes() {
	{
		awk -F '\t' '$6 != "right" && $6 != "wrong" { print $7 }' "$lines"
		cat "$results"/*/host/*-POWER* 2>/dev/null | sed -n -e '/^error: Failed to/d' -e 's/^error: //p'
	} | awk '!seen[$0]++'
}

print_messages() {
	printf '\n## Messages\n\n'
	sed 's/.*/`&`/' "$notes" | nl -w1 -s'. '
}

# Combinations without a result, those of one libvirt and QEMU together
print_missing() {
	local name host kernel libvirt qemu

	printf '\n## Not tried\n\n| kernel | libvirt | QEMU | hosts |\n|---|---|---|---|\n'
	while read -r name; do
		is_tried "$name" && continue
		split "$name"
		echo "$kernel | $libvirt | $qemu|$host"
	done < <(all_combinations) | awk -F '|' '
		{ key = $1 "|" $2 "|" $3 }
		!(key in list) { order[++n] = key }
		{ list[key] = list[key] (list[key] ? ", " : "") $4 }
		END { for (i = 1; i <= n; i++) print "| " order[i] " | " list[order[i]] " |" }'
}

write_report() {
	lines=$results/lines notes=$results/notes
	flatten >"$lines"
	collect_notes >"$notes"
	print_head
	print_summary
	print_hosts
	print_messages
	print_missing
}
