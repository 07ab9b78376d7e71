#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# domain_live.sh PROGRAM RECORDS
#
# 'compatcaps domain --live' with a virsh made for the test: what it is asked, what
# it prints, and each way in which it can fail.
set -u
. "$(dirname "$0")/outcome.sh"
program=$1
records=$2
one=11111111-1111-1111-1111-111111111111
two=22222222-2222-2222-2222-222222222222
mkdir "$scratch/bin" "$scratch/answers"
PATH=$scratch/bin:$PATH
export PATH scratch

# Prints the file that is named by the words behind the connection, or runs it.
cat >"$scratch/bin/virsh" <<'END'
#!/bin/sh
echo "$*" >>"$scratch/calls"
echo "LC_ALL=$LC_ALL" >>"$scratch/calls"
[ "$1 $2 $3" = '--readonly --connect qemu:///system' ] || exit 9
shift 3
answer=$scratch/answers/$(echo "$*" | tr ' ' '_')
[ ! -x "$answer" ] || exec "$answer"
exec cat "$answer"
END
chmod +x "$scratch/bin/virsh"

# answer NAME: standard input is what virsh prints
answer() {
	rm -f "$scratch/answers/$1"
	cat >"$scratch/answers/$1"
}

# script NAME: standard input is a script that virsh runs
script() {
	answer "$1"
	chmod +x "$scratch/answers/$1"
}

# domain UUID NAME STATE CPU
domain() {
	answer "domstate_--reason_$1" <<-END
		$3

	END
	answer "dumpxml_$1" <<-END
		<domain type='kvm' id='1'>
		  <name>$2</name>
		  <uuid>$1</uuid>
		  <os><type arch='ppc64le' machine='pseries-10.0'>hvm</type></os>
		  $4
		</domain>
	END
}

# live RECORD [OPTION...]
live() {
	record=$1
	shift
	rm -f "$scratch/calls"
	run "$program" --from "$records/$record" --libvirt 11.3 domain --live "$@"
}

through="<cpu mode='host-passthrough' check='none'/>"
limit="$through<q:commandline xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'><q:arg value='-machine'/><q:arg value='max-cpu-compat=power10'/></q:commandline>"
host=powervm-p11-p10

answer list_--uuid </dev/null
live $host.stock
result 'no domain: 0, nothing printed' code_is 0
result 'no domain: no line' out_is_empty
result 'virsh is asked read-only, in English' grep -qx 'LC_ALL=C' "$scratch/calls"

printf '%s\n\n' "$one" | answer list_--uuid
domain $one vm1 'running (booted)' "$through"
live $host.stock
result 'a guest that left the mode of its host: 1' code_is 1
result 'and it is named' out_has 'vm1: silently runs as Power11 (guess)'
result 'with the element to replace, and no line of a file' out_has '  instead of <cpu>, for POWER10:'
result 'virsh is asked three times' [ "$(grep -c -- --connect "$scratch/calls")" = 3 ]
live $host.stock -q
result '-q: 1' code_is 1
result '-q: nothing printed' out_is_empty

domain $one vm1 'running (booted)' "$limit"
live $host.stock
result 'a guest with a limit: 0' code_is 0
result 'and its mode' out_has 'vm1: runs as POWER10 (likely)'

domain $one vm1 'paused (unknown)' "$through"
live $host.compat
result 'a guest that KVM did not run: 1' code_is 1
result 'and it is paused' out_has 'vm1: paused: QEMU stopped it'

domain $one vm1 'paused (user)' "$limit"
live $host.stock
result 'a guest that somebody paused is judged by its XML' out_has 'vm1: runs as POWER10'

domain $one vm1 'running (migrated)' "$through"
live $host.compat
result 'a guest that runs and would not start: 3' code_is 3
result 'and the reason' out_has 'it runs, but would not start now'

printf '%s\n%s\n\n' "$one" "$two" | answer list_--uuid
domain $one vm1 'running (booted)' "$limit"
domain $two "$(printf 'v\033[31m')2" 'running (booted)' "$limit"
live $host.stock
result 'a control character in a name' err_has 'broken XML'
domain $two vm2 'running (booted)' "$through"
live $host.stock --json
result '--json: 1' code_is 1
result '--json: both' [ "$(grep -c '"outcome"' "$scratch/out")" = 2 ]
result '--json: the state' out_has '"state": "running (booted)"'
result '--json: the mode' out_has '"mode": "Power11"'

# A domain that ends between the list and its turn
script "domstate_--reason_$one" <<'END'
#!/bin/sh
echo "error: failed to get domain '$4'" >&2
exit 1
END
live $host.stock
result 'a domain that has ended is left out' out_has 'vm2: silently runs'
result 'and the others count' code_is 1

# fails WORDS: 8, and a line with these words
fails() {
	live $host.stock
	result "fails: $1" refused 8 "$1"
}
script list_--uuid <<'END'
#!/bin/sh
echo "error: failed to connect to the hypervisor" >&2
echo "error: Failed to connect socket to '/var/run/libvirt/libvirt-sock-ro': No such file or directory" >&2
exit 1
END
fails 'virsh: failed to connect to the hypervisor; start libvirtd or virtqemud'
script list_--uuid <<'END'
#!/bin/sh
exit 1
END
fails 'virsh: failed without a message'
script list_--uuid <<'END'
#!/bin/sh
kill -9 $$
END
fails 'virsh: failed without a message'
script list_--uuid <<'END'
#!/bin/sh
printf 'error: \033[31mred\n' >&2
exit 1
END
fails 'virsh: \x1b[31mred'
echo 'nonsense; rm -rf /' | answer list_--uuid
fails "virsh list printed 'nonsense; rm -rf /', which is not a UUID"
echo '--help' | answer list_--uuid
fails "virsh list printed '--help', which is not a UUID"
script list_--uuid <<'END'
#!/bin/sh
head -c 18000000 /dev/zero
END
fails 'virsh printed more than 16777216 bytes'
script list_--uuid <<END
#!/bin/sh
i=0
while [ \$i -lt 3000 ]; do echo "error: again and again" >&2; i=\$((i + 1)); done
echo $one
END
domain $one vm1 'running (booted)' "$limit"
live $host.stock
result 'a virsh that complains without end and succeeds' code_is 0
echo $one | answer list_--uuid
answer "dumpxml_$one" <<'END'
<domain type='kvm'>
END
fails "virsh dumpxml $one: broken XML"

# A virsh that hangs is ended, with what it started.
script list_--uuid <<'END'
#!/bin/sh
sleep 300 &
echo $! >"$scratch/sleeper"
wait
END
timeout 60 "$program" --from "$records/$host.stock" domain --live >"$scratch/out" 2>"$scratch/err" </dev/null
code=$?
result 'a virsh that hangs' refused 8 'virsh did not end within 30 seconds'
sleep 0.5
# A zombie has ended; whoever adopted it may not have noticed yet.
sleeper=/proc/$(cat "$scratch/sleeper")
has_ended() {
	[ ! -e "$sleeper" ] || grep -q '^State:[[:space:]]*Z' "$sleeper/status"
}
result 'and nothing of it is left' has_ended

rm "$scratch/bin/virsh"
PATH=$scratch/bin
"$program" --from "$records/$host.stock" domain --live >"$scratch/out" 2>"$scratch/err" </dev/null
code=$?
PATH=/usr/bin:/bin
result 'no virsh' refused 8 'virsh is not installed; install libvirt-clients'

run "$program" --from "$records/$host.stock" domain --live "$0"
result 'a FILE with --live' refused 2 "--live takes no FILE: '$0'"
finish
