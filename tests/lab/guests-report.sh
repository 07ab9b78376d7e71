# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# docs/results/guests.md, from guests.tsv beside it, to which the suite guests-all adds what
# it has tried. The file has a row for each guest, with tabs between: host, kernel, QEMU,
# request, seconds, class, what it is or says, tries. A row in front of those of a host and
# kernel has "judged" in place of QEMU, the date in place of seconds, and how many
# judgements failed.

# class_of: of each_guest's variables and $mode
class_of() {
	if [ "$mode" = - ]; then
		case $status/$message in
		124/*) echo hung ;;
		*'kvm run failed'* | *'unknown exit'*) echo died ;;
		*) echo refused ;;
		esac
	elif [ "$mode/$request" = power8/power8 ]; then
		echo right
	elif [[ " $(host_field "$host" modes) " != *" $mode "* ]]; then
		echo wrong
	elif [ "$mode" = "$(wanted_mode "$host" "$request")" ]; then
		echo right
	else
		echo other
	fi
}

print_guest() {
	local mode what tries=1 hangs

	mode=$(mode_of "$version")
	what=$(print_mode "$mode")
	[ "$mode" != - ] || what=${message:-no message}
	hangs=$(file_of "$kernel/$host").hangs
	[ ! -e "$hangs" ] || ! grep -q "^$qemu $request " "$hangs" || tries=2
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$host" "$kernel" "$qemu" "$request" \
		"$seconds" "$(class_of)" "$what" $tries
}

# rows_of KERNEL HOST
rows_of() {
	printf '%s\t%s\tjudged\t-\t%s\tfailed\t%s\t-\n' "$2" "$1" \
		"$(date -r "$(file_of "$1/$2")" +%F)" \
		"$(grep -c "^not ok .*- $2, $1[,:]" "$results/tap" || true)"
	each_guest "$1" "$2" print_guest
}

# Of the hosts and kernels that were judged
new_rows() {
	local job

	for job in "${jobs[@]}"; do
		[ ! -e "$(file_of "$job")" ] || rows_of "${job%%/*}" "${job#*/}"
	done
}

# all_rows OLD
all_rows() {
	local host kernel

	new_rows >"$results/new"
	for host in $("$list"); do
		for kernel in "${default_kernels[@]}"; do
			echo "$host.$kernel"
		done
	done | merge_rows 2 "$1" "$results/new"
}

# --- parts of the report; $lines has the rows of guests, $judged the others

release_of() {
	awk -v kernel="$1" '$2 == kernel { print $3; exit }' "$repo/tests/records/INDEX"
}

what_kernel() {
	case $1 in
	stock) echo "Debian's $(release_of stock), unchanged; without the interface" ;;
	mainline) echo "Debian's $(release_of mainline), unchanged; the interface on virtual machines only" ;;
	compat) echo "the same as stock with this project's modules" ;;
	compat-7.2) echo "Debian's $(release_of compat-7.2) with this project's modules" ;;
	compat-7.3) echo "the same as mainline with the modules of \`kernel/linux-7.3\`" ;;
	esac
}

guest_qemu_version() {
	sed -n 's/^qemu-system-ppc_\([^_]*%3a\)\{0,1\}\([0-9.]*\).*/\2/p' "$suite_dir/guest-qemu/PACKAGES"
}

print_title() {
	local name=Guests how='tests/run guests-all' patched=''

	if [ -n "$strict" ]; then
		name+=' on strict hosts' how+=' -- --strict'
		patched=' with series-nested, series-lab and series-mmu of [qemu/](../../qemu/README.md)'
	fi
	echo "# $name"
	echo
	echo "Written by \`$how\`, in QEMU $(emulator_version)$patched,"
	echo "from [${report%.md}.tsv](${report%.md}.tsv), to which each run adds what it has tried. Do not edit."
	[ -n "$strict" ] || return 0
	echo
	echo "The hypervisor of these hosts refuses what it did not offer. They are not PowerVM:"
	echo "[docs/lab.md](../lab.md#strict-hosts) says which of their facts have a source."
}

print_dates() {
	awk -F '\t' '
		!($5 in seen) { seen[$5] = 1; dates[++n] = $5 }
		{ failed += $7; tried[$5]++ }
		END {
			for (i = 1; i <= n; i++)
				list = list (list ? ", " : "") tried[dates[i]] " on " dates[i]
			print "Boots of a host with a kernel: " list ". Judgements that failed: " failed ". The rules:"
		}' <(sort -t "$(printf '\t')" -k5,5 -s "$judged")
}

# As judge_guest does
print_rules() {
	if [ -n "$strict" ]; then
		cat <<-EOF
			With this project's kernels no guest is in a mode that the host does not report, a
			mode that is named and that the host can give is met, and so is \`run\`; patched QEMU
			meets \`none\`, too, and refuses in words what the host cannot give. Other kernels accept
			modes that they have not negotiated; what becomes of their guests is reported, and
			judged only if it is \`run\`: that must be a mode of the host.
		EOF
	else
		cat <<-EOF
			With this project's kernels no guest is in a mode that the host does not report; a mode
			that is named and that the host can give is met everywhere, and so is \`run\`; where
			KVM has the interface, patched QEMU meets \`none\`, too, and refuses in words what the
			host cannot give; where KVM does not answer, patched QEMU does as stock QEMU does.
		EOF
	fi
}

print_head() {
	cat <<-EOF
		$(print_title)

		In each emulated host (L1) a guest (L2) is started, $(wc -l <"$lines") in all. What a guest
		is stands in its own device tree (\`cpu-version\`), and is read inside it, never
		taken from what was asked for.

		| word | meaning |
		|---|---|
		$(for kernel in "${default_kernels[@]}"; do echo "| kernel $kernel | $(what_kernel "$kernel") |"; done)
		| QEMU stock | Debian's $(guest_qemu_version) |
		| QEMU patched | Debian's source of 10.0 with the series in \`qemu/\` |
		| request none | \`-cpu host\`, and no word of a mode |
		| request power8, power9, power10, power11 | \`-cpu host -machine max-cpu-compat=...\` |
		| request run | \`compatcaps run -- qemu-system-ppc64 -cpu host\` |

		$(print_dates)

		$(print_rules)
		A guest that asks for POWER8, which needs the hash MMU and has no bit in the interface,
		is POWER8 or is refused in words, as \`compatcaps check power8\` says of that host and
		kernel.
	EOF
}

# How many of a kernel's and a QEMU's guests are in each class
print_summary() {
	cat <<-EOF

		## In short

		How many guests are what the request and the host allow; are refused with a
		message before they start; die in KVM (\`kvm run failed\`, \`unknown exit\`); are a
		processor that the host is not; hang.

		| kernel | QEMU | as the host allows | refused | die in KVM | **not the host's** | hang |
		|---|---|---|---|---|---|---|
	EOF
	awk -F '\t' '
		{ key = $2 " | " $3; n[key, $6]++ }
		!(key in seen) { seen[key] = 1; order[++keys] = key }
		END {
			for (i = 1; i <= keys; i++) {
				k = order[i]
				printf "| %s | %d | %d | %d | %d | %d |\n", k, n[k, "right"] + n[k, "other"],
					n[k, "refused"], n[k, "died"], n[k, "wrong"], n[k, "hung"]
			}
		}' <(sort -t "$(printf '\t')" -k2,2 -k3,3r -s "$lines" | order_kernels)
}

order_kernels() {
	local all kernel

	all=$(cat)
	for kernel in "${default_kernels[@]}"; do
		awk -F '\t' -v kernel="$kernel" '$2 == kernel' <<<"$all"
	done
}

# print_changes FIELD FROM TO: guests that differ in that field only and end
# differently, the same pairs of ends together
print_changes() {
	awk -F '\t' -v field="$1" -v from="$2" -v to="$3" -v all="${requests[*]}" '
		BEGIN { requests = split(all, request, " ") }
		function end_of() {
			return $6 == "wrong" ? "**" $7 "**" : ($6 == "right" || $6 == "other") ? $7 : $6 == "hung" ? "hangs" : "`" $7 "`"
		}
		{
			side = $field
			if (side != from && side != to)
				next
			$field = ""
			guest = $1 FS $2 FS $3 FS $4
			if (side == from) { order[++guests] = guest; first[guest] = end_of() }
			else second[guest] = end_of()
		}
		END {
			for (i = 1; i <= guests; i++) {
				split(order[i], part, FS)
				a = first[order[i]]; b = second[order[i]]
				if (b == "" || a == b)
					continue
				other = part[2] part[3]
				change = part[4] " | " a " | " b
				key = change SUBSEP part[1]
				if (!(change in seen)) { seen[change] = 1; changes[++n] = change }
				if (!(key in where)) hosts[change] = hosts[change] SUBSEP part[1]
				where[key] = where[key] (where[key] == "" ? "" : ", ") other
			}
			for (r = 1; r <= requests; r++) for (i = 1; i <= n; i++) {
				if (changes[i] !~ "^" request[r] " ")
					continue
				# hosts with the same list of kernels or QEMUs go together
				m = split(substr(hosts[changes[i]], 2), names, SUBSEP)
				delete joined; places = 0
				for (j = 1; j <= m; j++) {
					place = where[changes[i], names[j]]
					if (!(place in joined)) list[++places] = place
					joined[place] = joined[place] (joined[place] == "" ? "" : ", ") names[j]
				}
				for (j = 1; j <= places; j++)
					printf "| %s | %s | %s |\n", joined[list[j]], list[j], changes[i]
			}
		}' "$lines"
}

print_before_and_after() {
	cat <<-EOF

		## Before and after

		Every request that ends differently with the other QEMU on the same kernel,

		| hosts | kernels | request | stock QEMU | patched QEMU |
		|---|---|---|---|---|
		$(print_changes 3 stock patched)

		and with this project's modules in the same 6.12 kernel:

		| hosts | QEMU | request | kernel stock | kernel compat |
		|---|---|---|---|---|
		$(print_changes 2 stock compat)

		Where patched QEMU refuses a mode, its next line names those that the host can give,
		as \`KVM can give its guests: power9, power10.\`
	EOF
}

# Rows of one host; the number of a message is its line in $results/notes.
print_rows() {
	awk -F '\t' -v host="$1" -v notes="$results/notes" '
		BEGIN { while ((getline line <notes) > 0) number[line] = ++n }
		$1 != host { next }
		{
			if ($2 != kernel || $3 != qemu) {
				if (kernel != "") print row
				row = "| " $2 " | " $3 " |"
				kernel = $2; qemu = $3
			}
			time = $5 " s" ($8 > 1 ? "†" : "")
			if ($6 == "wrong") cell = "**" $7 "**, " time
			else if ($6 == "right" || $6 == "other") cell = $7 ", " time
			else cell = $6 " (" number[$7] "), " time
			row = row " " cell " |"
		}
		END { print row }' "$lines"
}

print_host() {
	local mode modes=

	for mode in $(host_field "$1" modes); do
		modes+=", $(print_mode "$mode")"
	done
	cat <<-EOF

		### $1

		$(host_field "$1" about). It can give: ${modes#, }.

		| kernel | QEMU | none | power8 | power9 | power10 | power11 | run |
		|---|---|---|---|---|---|---|---|
		$(print_rows "$1")
	EOF
}

print_hosts() {
	local host

	cat <<-EOF

		## Host by host

		What each guest is, and seconds from QEMU's start to the guest's end or to QEMU's
		message, while the emulator of another host ran beside it. **Bold**: a processor that the host is not. "Refused": QEMU ends with that
		message before the guest runs. "Died": KVM refused to run the guest, and QEMU stayed
		there paused until it was killed. "Hung": no end within $guest_limit s, or the host stopped;
		tried twice. †: at the second try, because the emulated host stopped at the first
		([lab.md](../lab.md#known-trouble-of-the-emulator)).
	EOF
	for host in $("$list"); do
		! grep -q "^$host	" "$lines" || print_host "$host"
	done
}

# write_report ROWS
write_report() {
	lines=$results/lines judged=$results/judged
	awk -F '\t' '$3 != "judged"' "$1" >"$lines"
	awk -F '\t' '$3 == "judged"' "$1" >"$judged"
	awk -F '\t' '($6 == "refused" || $6 == "died" || $6 == "hung") && !seen[$7]++ { print $7 }' \
		"$lines" >"$results/notes"
	print_head
	print_summary
	print_before_and_after
	print_hosts
	printf '\n## Messages\n\n'
	sed 's/.*/`&`/' "$results/notes" | nl -w1 -s'. '
}
