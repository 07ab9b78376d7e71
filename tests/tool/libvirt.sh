#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# libvirt.sh PROGRAM RECORDS
#
# 'compatcaps libvirt-xml' in a domain, against libvirt's own schema.
set -u
. "$(dirname "$0")/tap.sh"
program=$1
records=$2

if ! command -v virt-xml-validate >/dev/null || ! command -v xmllint >/dev/null; then
	echo "1..0 # SKIP virt-xml-validate (libvirt-clients) or xmllint (libxml2-utils) is missing"
	exit 0
fi

# domain CPU
domain() {
	cat >"$scratch/domain.xml" <<-END
		<domain type='kvm'>
		  <name>guest</name>
		  <memory unit='MiB'>1024</memory>
		  <os><type arch='ppc64le' machine='pseries'>hvm</type></os>
		  $1
		</domain>
	END
}

validate() {
	run virt-xml-validate "$scratch/domain.xml" domain
}

domain ''
validate
if ! code_is 0; then
	echo "1..0 # SKIP libvirt's schemas are missing: $(head -n 1 "$scratch/err")"
	exit 0
fi
result "a domain without the element is valid" code_is 0
for bad in "<cpu mode='host-modle'><model>power10</model></cpu>" \
	"<cpu mode='host-model'><modell>power10</modell></cpu>" \
	"<cpu mode='host-model'>power10</cpu>" "power10"; do
	domain "$bad"
	validate
	result "not valid: $bad" [ "$code" -ne 0 ]
done

# valid RECORD [MODE]: the element for a mode or for the best one
valid() {
	element=$("$program" --from "$records/$1" libvirt-xml ${2:+"$2"} 2>"$scratch/err")
	result "$1: libvirt-xml ${2:-}: one element" [ "$(echo "$element" | grep -c '^<cpu .*</cpu>$')" -eq 1 ]
	domain "$element"
	validate
	result "$1: libvirt-xml ${2:-}: valid in a domain" code_is 0
	model=$(xmllint --xpath 'string(/domain/cpu[@mode="host-model"]/model)' "$scratch/domain.xml" 2>/dev/null)
	[ -z "${2:-}" ] || result "$1: libvirt-xml $2: names the mode" [ "$model" = "$2" ]
}

for mode in power9 power10 power11; do
	valid powervm-p11.compat $mode
done
valid nested-p9.stock power8
for record in powervm-p11-p10.stock powervm-p11-p10.compat nested-p10.mainline powernv-p9.compat; do
	valid $record
done
finish
