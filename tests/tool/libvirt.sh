#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# libvirt.sh PROGRAM RECORDS
#
# 'compatcaps libvirt-xml' in a domain, against libvirt's own schema, and for which
# libvirt it prints what.
set -u
. "$(dirname "$0")/outcome.sh"
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

# prints RECORD ARGUMENT...: what libvirt-xml prints is valid in a domain
prints() {
	record=$1
	shift
	"$program" --from "$records/$record" libvirt-xml "$@" >"$scratch/elements" 2>"$scratch/err"
	domain "$(cat "$scratch/elements")"
	validate
	result "$record: libvirt-xml $*: valid in a domain" code_is 0
}

# value XPATH
value() {
	xmllint --xpath "string($1)" "$scratch/domain.xml" 2>/dev/null
}

# names_model MODE, names_argument MODE [PROCESSOR]: how the last one names it
names_model() {
	result "$record: host-model names $1" [ "$(value '/domain/cpu[@mode="host-model"]/model')" = "$1" ]
	result "$record: one line" [ "$(grep -c . "$scratch/elements")" -eq 1 ]
}
names_argument() {
	argument=$(value '/domain/*[local-name()="commandline"]/*[local-name()="arg"][2]/@value')
	result "$record: QEMU's argument names $1" [ "$argument" = "max-cpu-compat=$1" ]
	result "$record: host-passthrough" [ "$(value '/domain/cpu/@mode')" = host-passthrough ]
	result "$record: and why" grep -q "^<!-- .*${2:-Power11}.* -->\$" "$scratch/elements"
}

# Without a libvirt at hand: that of Debian 12
for mode in power9 power10 power11; do
	prints powervm-p11.compat $mode
	names_argument $mode
done
prints powernv-p9.stock power8
names_model power8
prints powervm-p11-p10.stock
names_argument power10
prints powervm-p11-p10.compat
names_argument power10
prints nested-p10.mainline
names_model power10
prints powernv-p9.compat
names_model power9

# From which version on a processor is known
for versions in '11.3.99 11.4.0 powervm-p11-p10.compat power10 Power11' \
	'8.3.0 8.4 powervm-p10-p9.compat power9 POWER10' '3.4.0 3.5.0 powervm-p9.compat power9 POWER9'; do
	# shellcheck disable=SC2086
	set -- $versions
	prints "$3" --libvirt "$1"
	names_argument "$4" "$5"
	prints "$3" --libvirt "$2"
	names_model "$4"
done
for bad in '' 11 11. .3 11.3.0.1 11.3-2 1.2.x 'eleven' 99999.1; do
	run "$program" --from "$records/powervm-p11.compat" --libvirt "$bad" libvirt-xml
	result "not a version: '$bad'" refused 2 "--libvirt takes a version such as 11.3.0, not '$bad'"
done

# The libvirt that is installed below a root, with its list of processors
root=$scratch/root
mkdir -p "$root/proc/device-tree/cpus/cpu@0" "$root/usr/share/libvirt/cpu_map"
cp "$records/powervm-p11-p10.compat/proc/cpuinfo" "$root/proc/"
printf '\017\000\000\006' >"$root/proc/device-tree/cpus/cpu@0/cpu-version"
installed() {
	"$program" --root "$root" libvirt-xml >"$scratch/elements" 2>"$scratch/err"
	domain "$(cat "$scratch/elements")"
	record=$1
}
installed "no libvirt below the root"
names_argument power10
touch "$root/usr/share/libvirt/cpu_map/index.xml" "$root/usr/share/libvirt/cpu_map/ppc64_POWER10.xml"
installed "a libvirt without Power11"
names_argument power10
touch "$root/usr/share/libvirt/cpu_map/ppc64_POWER11.xml"
installed "a libvirt with Power11"
names_model power10
finish
