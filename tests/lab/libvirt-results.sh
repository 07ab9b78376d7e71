# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# docs/results/libvirt.tsv: what the suite libvirt-matrix has tried, so that runs of several
# days add up. A row has tabs between its fields: host, kernel, libvirt, QEMU, what was
# asked, the result and a detail. What was asked is
#
#   a case, which is a domain: the result is right (it runs in a mode that the host has),
#       wrong (in another one), or refused, paused, ...; the detail is the mode or the message
#   anything else: the result is "says", the detail is the answer
#
# Only a combination of which all cases are done gets rows. They replace its older ones.

models='POWER8 POWER9 POWER10 POWER11'

tried_cases() {
	local case

	for case in $all_cases; do
		[ ! -e "$results/$1/$case/end" ] || echo "$case"
	done
}

is_tried() {
	[ -n "$(tried_cases "$1")" ]
}

is_whole() {
	[ "$(tried_cases "$1" | wc -l)" = "$(wc -w <<<"$all_cases")" ]
}

# print_result ASKED RESULT DETAIL: a row
print_result() {
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$host" "$kernel" "$libvirt" "$qemu" "$1" "$2" "$3"
}

# --- domains

class_of() {
	if [ "$outcome" != runs ]; then
		echo "$outcome"
	elif is_mode_of_host "$mode"; then
		echo right
	else
		echo wrong
	fi
}

# print_domain CASE
print_domain() {
	local outcome mode message what

	outcome_of "$1"
	what=$message
	[ "$outcome" != runs ] || what=$(print_mode "$mode")
	print_result "$1" "$(class_of)" "$what"
}

# --- what the tool and virsh answer without a domain

# how_printed: what libvirt-xml uses to name the mode
how_printed() {
	if grep -q max-cpu-compat "$folder/libvirt-xml/domain.xml"; then
		echo 'argument of QEMU'
	else
		echo host-model
	fi
}

model_of_capabilities() {
	text_of host capabilities | sed -n 's/.*<model>\(.*\)<\/model>.*/\1/p' | grep . || echo 'no model'
}

# of <mode name='host-model'>: its model, if there is one
host_model_of_domcapabilities() {
	text_of host domcapabilities | sed -n "/<mode name='host-model'/,/<\/mode>/p" | awk '
		/supported=.no./ { print "not supported"; exit }
		/<model/ { gsub(/.*<model[^>]*>|<\/model>.*/, ""); print; exit }'
}

# of <mode name='custom'>: the models, with whether they are usable
custom_models_of_domcapabilities() {
	text_of host domcapabilities | sed -n "/<mode name='custom'/,/<\/mode>/p" | grep -iE '>POWER[0-9]+<' |
		sed -nE "s/.*usable='([a-z]*)'.*>([A-Za-z0-9]+)<.*/\2 \1/p" | sort -V | join_words | grep . || echo none
}

# short_answer: the one word that a command's output comes to, or "error: MESSAGE"
short_answer() {
	awk '
		/^error: Failed to/ { next }
		/^error: / { print; exit }
		/identical/ { print "identical"; exit }
		/superset/ { print "superset"; exit }
		/incompatible/ { print "incompatible"; exit }
		/<model/ { gsub(/.*<model[^>]*>|<\/model>.*/, ""); print; exit }'
}

print_answers() {
	local command model

	print_result printed says "$(how_printed)"
	print_result capabilities says "$(model_of_capabilities)"
	print_result domcapabilities-host-model says "$(host_model_of_domcapabilities)"
	print_result domcapabilities-custom says "$(custom_models_of_domcapabilities)"
	for command in cpu-compare hypervisor-cpu-compare hypervisor-cpu-baseline; do
		for model in $models; do
			print_result "$command.$model" says "$(text_of host "$command-$model" | short_answer)"
		done
	done
}

# --- what it was tried with

# version_in_host WORD: what virsh names so
version_in_host() {
	text_of host version | sed -n "s/^$1 //p" | head -n 1
}

version_of_build() {
	local version patches

	version=$(version_in_host 'Using library: libvirt')
	patches=("$repo/libvirt/libvirt-${version%.*}"/*.patch)
	[ "$libvirt" != patched ] || version+=" with ${#patches[@]} patches"
	echo "$version"
}

# count_judgements PATTERN
count_judgements() {
	grep -c "$1" "$results/$name.tap" || true
}

print_circumstances() {
	local skipped

	skipped=$(count_judgements '# SKIP')
	print_result libvirt says "$(version_of_build)"
	print_result QEMU says "$(version_in_host 'Running hypervisor: QEMU')"
	print_result date says "$(date -r "$folder/host/end" +%F)"
	print_result judged says "$(($(count_judgements '^ok ') - skipped)) passed, $(count_judgements '^not ok ') failed, $skipped skipped"
}

# --- rows

# rows_of COMBINATION
rows_of() {
	local name=$1 host kernel libvirt qemu case folder=$results/$1

	split "$1"
	for case in $all_cases; do
		[ "$case" = host ] || print_domain "$case"
	done
	print_answers
	print_circumstances
}

new_rows() {
	local name

	while read -r name; do
		! is_whole "$name" || rows_of "$name"
	done < <(all_combinations)
}
