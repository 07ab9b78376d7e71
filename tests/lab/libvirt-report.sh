# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# docs/results/libvirt.md, from docs/results/libvirt.tsv.

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

# --- what is in the rows, see libvirt-results.sh; $rows is their file

# is_in_rows COMBINATION
is_in_rows() {
	grep -q "^${1//./	}	" "$rows"
}

# tried_of HOST: its combinations that were tried, those of one kernel together
tried_of() {
	local kernel name

	for kernel in $all_kernels; do
		while read -r name; do
			[[ $name != "$1.$kernel."* ]] || ! is_in_rows "$name" || echo "$name"
		done < <(all_combinations)
	done
}

# row_of COMBINATION ASKED: result and detail, with a tab between
row_of() {
	awk -F '\t' -v name="$1" -v asked="$2" '$1 "." $2 "." $3 "." $4 == name && $5 == asked { print $6 "\t" $7; exit }' "$rows"
}

# detail_of COMBINATION ASKED
detail_of() {
	row_of "$1" "$2" | cut -f 2
}

domains() {
	awk -F '\t' '$6 != "says"' "$rows"
}

# --- parts; $notes: the messages in the rows

# versions_of COLUMN NAME ASKED: of a libvirt or a QEMU, as virsh named them
versions_of() {
	awk -F '\t' -v column="$1" -v name="$2" -v asked="$3" '$column == name && $5 == asked { print $7 }' "$rows" | sort -uV | join_words
}

release_of() {
	awk -v kernel="$1" '$2 == kernel { print $3; exit }' "$repo/tests/records/INDEX"
}

print_kernels() {
	echo "| kernel stock | Debian's $(release_of stock), unchanged; without the interface |"
	echo "| kernel compat | the same, with this project's modules |"
	! grep -q '	mainline	' "$rows" ||
		echo "| kernel mainline | Debian's $(release_of mainline), unchanged; the interface on virtual machines only |"
}

# print_build WORD NAME COLUMN ASKED TEXT: unless there is none in the rows
print_build() {
	local versions

	versions=$(versions_of "$3" "$2" "$4")
	[ -z "$versions" ] || echo "| $1 $2 | ${5/@/$versions} |"
}

print_builds() {
	print_build libvirt stock 3 libvirt "Debian's @"
	print_build libvirt newest 3 libvirt "@, of Debian's newest suite"
	print_build libvirt patched 3 libvirt '@ of the series in `libvirt/`'
	print_build QEMU stock 4 QEMU "Debian's @"
	print_build QEMU newest 4 QEMU "@, of Debian's newest suite"
	print_build QEMU patched 4 QEMU '@ with the series in `qemu/`'
}

print_head() {
	cat <<-EOF
		# libvirt

		Written by \`tests/run libvirt-matrix\` from [libvirt.tsv](libvirt.tsv), to which each run adds
		what it has tried. Do not edit.

		libvirt runs in each emulated host (L1), and $(domains | wc -l) domains were defined and started. The
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

		What is judged:

		- What \`compatcaps libvirt-xml\` prints starts, and runs in the mode that it names, which is
		  the best one that is proven on that kernel.
		- With patched libvirt no guest is in a mode that the host does not have, and each refusal
		  names the mode; that of a model above the best one names the best one, too.
		  (Not POWER8 on bare metal, where QEMU refuses it. Not on bare metal with
		  kernel stock: nothing tells libvirt the modes there. With kernel stock, what QEMU refuses
		  need not name the mode. A guest that is paused counts on
		  the [strict hosts](../lab.md#strict-hosts) phyp-* with kernel compat only: others accept
		  modes that they have not negotiated.)
		- \`compatcaps explain\` knows each message.
		- With libvirt and QEMU as they are released \`compatcaps domain\` says of the same XML, with a
		  record of the host, what becomes of it. Skipped: it
		  says "unknown"; the guest is too large for the lab's hash page table; or it says "refused",
		  and the kernel accepts the mode, which the strict host then refuses.
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
		}' <(domains)
}

# print_cell COMBINATION CASE
print_cell() {
	awk -F '\t' -v name="$1" -v wanted="$2" -v notes="$notes" '
		BEGIN { while ((getline line <notes) > 0) number[line] = ++n }
		$1 "." $2 "." $3 "." $4 != name || $5 != wanted { next }
		$6 == "right" || $6 == "says" { print $7 }
		$6 == "wrong" { print "**" $7 "**" }
		$6 !~ /^(right|wrong|says)$/ { print $6 " (" number[$7] ")" }' "$rows"
}

# print_printed COMBINATION: how libvirt-xml names the mode, and what becomes of it
print_printed() {
	! is_in_rows "$1" || echo "$(print_cell "$1" libvirt-xml) ($(detail_of "$1" printed))"
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

# number_error ANSWER: an error as the number of its message
number_error() {
	[[ $1 == 'error: '* ]] || { echo "$1"; return; }
	echo "error ($(grep -nxF -e "${1#error: }" "$notes" | cut -d : -f 1))"
}

# print_command COMBINATION COMMAND: for each model, models with the same answer together
print_command() {
	local model

	is_in_rows "$1" || return 0
	for model in $models; do
		echo "$model $(number_error "$(detail_of "$1" "$2.$model")")"
	done | awk '
		{ model = $1; $1 = ""; sub(/^ /, "") }
		!($0 in list) { order[++n] = $0 }
		{ list[$0] = list[$0] (list[$0] ? ", " : "") model }
		END { for (i = 1; i <= n; i++) printf "%s%s: %s", (i > 1 ? "; " : ""), list[order[i]], order[i]; print "" }'
}

# --- hosts

# print_versions COMBINATION
print_versions() {
	! is_in_rows "$1" || echo "$(detail_of "$1" libvirt); $(detail_of "$1" QEMU)"
}

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
	print_row '`virsh capabilities`' print_cell capabilities "${names[@]}"
	print_row '`domcapabilities`, host-model' print_cell domcapabilities-host-model "${names[@]}"
	print_row '`domcapabilities`, custom, usable' print_cell domcapabilities-custom "${names[@]}"
	for case in cpu-compare hypervisor-cpu-compare hypervisor-cpu-baseline; do
		print_row "\`$case\`" print_command $case "${names[@]}"
	done
	print_row 'versions of libvirt and QEMU' print_versions '' "${names[@]}"
	print_row 'tried on' print_cell date "${names[@]}"
	print_row 'judgements' print_cell judged "${names[@]}"
}

print_hosts() {
	local host

	cat <<-EOF

		## Host by host

		The mode of each guest. **Bold**: a mode that the host does not have. The number
		behind "refused" and "paused" is that of a [message](#messages).
	EOF
	for host in $all_hosts; do
		! grep -q "^$host	" "$rows" || print_host "$host"
	done
}

# The messages, each once: of domains, then of virsh's other commands
collect_notes() {
	{
		awk -F '\t' '$6 !~ /^(right|wrong|says)$/ { print $7 }' "$rows"
		awk -F '\t' '$6 == "says" && sub(/^error: /, "", $7) { print $7 }' "$rows"
	} | awk '!seen[$0]++'
}

print_messages() {
	printf '\n## Messages\n\n'
	sed 's/.*/`&`/' "$notes" | nl -w1 -s'. '
}

# Combinations without a result, those of one libvirt and QEMU together
print_missing() {
	local name host kernel libvirt qemu

	while read -r name; do
		is_in_rows "$name" && continue
		split "$name"
		echo "$kernel | $libvirt | $qemu|$host"
	done < <(all_combinations) | awk -F '|' '
		{ key = $1 "|" $2 "|" $3 }
		!(key in list) { order[++n] = key }
		{ list[key] = list[key] (list[key] ? ", " : "") $4 }
		END { if (n) print "\n## Not tried\n\n| kernel | libvirt | QEMU | hosts |\n|---|---|---|---|" }
		END { for (i = 1; i <= n; i++) print "| " order[i] " | " list[order[i]] " |" }'
}

# write_report ROWS
write_report() {
	rows=$1 notes=$results/notes
	collect_notes >"$notes"
	print_head
	print_summary
	print_hosts
	print_messages
	print_missing
}
