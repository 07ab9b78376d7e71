# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# The lab itself: what it hands through, what it says when something is wrong,
# and that it leaves nothing behind.

boot=$repo/lab/boot

# run COMMAND...: sets $out, $err and $status
run() {
	local dir

	dir=$(mktemp -d)
	status=0
	"$@" >"$dir/out" 2>"$dir/err" </dev/null || status=$?
	out=$(cat "$dir/out")
	err=$(cat "$dir/err")
	rm -rf "$dir"
}

test_hands_through() {
	run "$boot" powervm-p9 --kernel stock -- sh -c "echo 'it'\\''s \$HOME'; echo oops >&2; exit 42"
	is $status 42 "lab/boot returns the program's status"
	is "$out" "it's \$HOME" "lab/boot hands its standard output through, words quoted rightly"
	is "$err" oops "lab/boot hands its standard error through apart"
	run "$boot" powernv-p9 --kernel stock -- sh -c 'nproc; seq 1 20000 | md5sum'
	is "$out" "1"$'\n'"$(seq 1 20000 | md5sum)" "lab/boot on bare metal: one processor, and its output"
	run "$boot" powervm-p9 --kernel stock --smp 3 -- nproc
	is "$out" 3 "lab/boot --smp 3"
	run "$boot" powervm-p9 --kernel stock -- seq 1 20000
	is "$(md5sum <<<"$out")" "$(seq 1 20000 | md5sum)" "lab/boot loses nothing of a long output"
}

test_usage() {
	run "$boot" no-such-host -- true
	is $status 2 "an unknown host is a usage error"
	like "$err" "unknown host 'no-such-host'; hosts are: .*powervm-p11-p10" "an unknown host gets the list"
	run "$boot" ../hosts/powervm-p9 -- true
	is $status 2 "a path is no host"
	run "$boot" powervm-p9
	like "$err" 'no program named' "a program has to be named"
	run "$boot" powervm-p9 -- /bin/ls
	is $status 2 "a program for this machine is refused"
	like "$err" "not a ppc64le program \(for Advanced Micro Devices X86-64\)" "a program for this machine is refused in words"
	echo 'int main(void) { return 7; }' >"$build/seven.c"
	$(sed -n 's/.*; build it with //p' <<<"$err") -o "$build/seven" "$build/seven.c"
	run "$boot" powervm-p9 --kernel stock -- "$build/seven"
	is $status 7 "and what is built as it says runs"
	rm -f "$build"/seven{,.c}
	run "$boot" powervm-p9 --smp 0 -- true
	like "$err" '^boot: --smp takes a whole number from 1 to 64' "--smp 0 is refused"
	run "$boot" powervm-p9 --kernel nonsense -- true
	like "$err" "kernels are: stock, compat, stock-7.2, compat-7.2, mainline, VMLINUX:MODULES_DIR" "an unknown kernel gets the list"
	run "$boot" powervm-p9 --kernel /bin/true:/tmp -- true
	like "$err" "no ppc64le ELF file" "a kernel for this machine is refused"
	run "$boot" powervm-p9 --frobnicate -- true
	is $status 2 "an unknown option is a usage error"
	run "$boot" --list
	is "$(wc -l <<<"$out")" "$(list_hosts | wc -l)" "--list has a line for each host"
}

test_hosts_that_fail() {
	run "$boot" powervm-p9 --kernel stock --limit 8 -- sleep 1000
	is $status 124 "a host that does not finish ends with 124"
	like "$err" 'did not finish within 8 s' "a host that does not finish is said to be so"
	like "$err" 'console of powervm-p9: .*\.console' "its console is named"
	run "$boot" powervm-p9 --kernel stock -- sh -c 'echo c >/proc/sysrq-trigger'
	is $status 125 "a host that crashes ends with 125"
	like "$err" 'without the program' "a host that crashes is said to have"
	run "$boot" powervm-p9 --kernel stock --append 'rdinit=/nothing' -- true
	is $status 125 "a host without an init ends with 125"
}

# interrupt SIGNAL STATUS: send it to lab/boot and all that it started, as a
# terminal does; nothing may be left
interrupt() {
	local pid mark="lab-interrupt-$$-$RANDOM" n=0

	env --default-signal=INT setsid "$boot" powervm-p9 --kernel stock --append "$mark" \
		-- sleep 1000 >/dev/null 2>&1 </dev/null &
	pid=$!
	until pgrep -f "qemu-system.*$mark" >/dev/null || [ $n = 150 ]; do
		sleep 0.2
		n=$((n + 1))
	done
	[ $n -lt 150 ] || not_ok "the emulator came up"
	kill "-$1" -- "-$pid"
	status=0
	wait $pid || status=$?
	is $status "$2" "SIG$1 ends lab/boot with $2"
	n=0
	while pgrep -f "$mark" >/dev/null && [ $n -lt 50 ]; do
		sleep 0.2
		n=$((n + 1))
	done
	is "$(pgrep -cf "$mark")" 0 "SIG$1 leaves no emulator"
}

test_interrupt() {
	interrupt INT 130
	interrupt TERM 143
}

test_other_kernel() {
	local vmlinux=("$suite_dir"/kernel/boot/vmlinux-*) dir

	run "$boot" powervm-p11-p10 --kernel "${vmlinux[0]}:$suite_dir/kernel" \
		--file "$programs/conformance/compat-probe" -- compat-probe
	like "$out" 'kvm=hv cap=0 .* accepted=9,10,11' "a kernel of the user's, with its modules"
	dir=$(mktemp -d)
	run "$boot" powervm-p9 --kernel "${vmlinux[0]}:$dir" -- sh -c 'cat /proc/modules; ls /dev/kvm'
	is "$out" "" "a kernel of the user's, without modules"
	rmdir "$dir"
	run "$boot" powervm-p9 --kernel stock --icount -- cat /proc/uptime
	like "$out" '^[0-9.]+ [0-9.]+$' "--icount"
	# When the emulator has read a word from the console is no matter of instructions.
	is "$("$boot" powervm-p9 --kernel stock --icount -- cut -d' ' -f1 /proc/uptime |
		awk -v first="${out% *}" '{ d = $1 - first; print (d < 0 ? -d : d) < 0.05 }')" 1 \
		"--icount: the same uptime at every run"
}

# Without a mirror that answers, it says so and leaves nothing half-done.
test_no_mirror() {
	local dir

	dir=$(mktemp -d)
	run env XDG_CACHE_HOME="$dir" COMPATCAPS_MIRROR=http://127.0.0.1:9/ "$repo/lab/fetch" libraries
	is $status 126 "a mirror that does not answer: status 126"
	like "$err" 'Tried: .*package lists could not be read: .*(Could not|Unable to) connect' "a mirror that does not answer is said to be so"
	is "$(find "$dir" -name PACKAGES | wc -l)" 0 "and nothing is taken for fetched"
	run env XDG_CACHE_HOME="$dir" "$repo/lab/fetch" nonsense
	like "$err" "unknown part 'nonsense'; parts are:" "an unknown part gets the list"
	rm -rf "$dir"
}

# Every loader that programs of the set are started with: those in small scripts, and
# the emulator's. The machine's own would do where it is of the same suite.
test_own_loader() {
	local loaders

	loaders=$({ echo "${emulator[0]}"
		find "$suite_dir"/{tools,headers} -name '*.elf' | sed 's/\.elf$//' |
			xargs sed -n 's/^exec "\([^"]*\)" --argv0 .*/\1/p'; } | sort -u)
	is "$(wc -l <<<"$loaders")" 3 "emulator, tools and the kernel's build tools have a loader each"
	is "$(xargs -n 1 readlink -f <<<"$loaders" | grep -v "^$(realpath "$cache")/" || true)" "" "each came with its part"
}

# Said at once, not when the first tool trips over it
test_cache_path() {
	local path

	for path in relative/path "/tmp/a b" "/tmp/a'b" '/tmp/a"b' $'/tmp/a\nb' '/tmp/a,b'; do
		run env XDG_CACHE_HOME="$path" "$repo/lab/fetch" libraries
		is $status 2 "a cache that tools cannot name: status 2"
		like "$err" '^fetch: .*XDG_CACHE_HOME or HOME says where it is$' "a cache that tools cannot name is said to be so"
	done
	run env XDG_CACHE_HOME=relative/path "$repo/lab/fetch" libraries
	like "$err" 'has to be an absolute path' "a relative cache is said to be so"
}

# A mirror whose file is not what the signed lists say
test_bad_download() {
	local dir port name file uri=http://127.0.0.1

	dir=$(mktemp -d)
	mkdir "$dir/mirror"
	python3 -u -c '
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"not the package")
    def log_message(self, *args):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port)
server.timeout = 120
while True:
    server.handle_request()
' >"$dir/port" &
	server=$!
	for _ in $(seq 50); do
		[ ! -s "$dir/port" ] || break
		sleep 0.1
	done
	port=$(cat "$dir/port")
	# The lists that were fetched and checked before, as if from that mirror
	mkdir -p "$dir/compatcaps/$codename/apt/lists/partial" "$dir/compatcaps/$codename/apt/archives/partial"
	for file in "$apt_dir"/lists/*_dists_*; do
		name=${file##*/}
		cp "$file" "$dir/compatcaps/$codename/apt/lists/127.0.0.1:${port}_debian_dists_${name##*_dists_}"
	done
	(
		cache=$dir/compatcaps
		use_suite "$codename"
		COMPATCAPS_MIRROR=$uri:$port/debian write_apt_config
		echo "${apt_kinds[*]}" >"$apt_dir/lists.complete"
	)
	run env XDG_CACHE_HOME="$dir" COMPATCAPS_MIRROR="$uri:$port/debian" COMPATCAPS_SUITE="$codename" \
		"$repo/lab/fetch" libraries
	is $status 126 "a package that is not what the lists say: status 126"
	like "$err" 'Tried: .* does not have .* \(other content\)' "a package that is not what the lists say is said to be so"
	is "$(find "$dir" -name PACKAGES | wc -l)" 0 "and nothing is taken for fetched"
	kill $server
	wait $server 2>/dev/null || true
	rm -rf "$dir"
}

test_full_disk() {
	local dir

	dir=$(mktemp -d)
	if ! mount -t tmpfs -o size=1m tmpfs "$dir" 2>/dev/null; then
		skip "a full disk is said to be so" "a small file system cannot be mounted here"
		rmdir "$dir"
		return
	fi
	run env XDG_CACHE_HOME="$dir" "$repo/lab/fetch" libraries
	is $status 126 "a full disk: status 126"
	like "$err" 'no room for the package lists: ' "a full disk is said to be so"
	is "$(find "$dir" -name PACKAGES | wc -l)" 0 "and nothing is taken for fetched"
	umount "$dir"
	rmdir "$dir"
}

# 'make run' on a POWER machine, tried inside an emulated one
test_answer_here() {
	run "$boot" powervm-p11-p10 --kernel compat --file "$programs/tool/compatcaps" -- "$repo/lab/inside/answer" /bin/compatcaps
	is $status 0 "make run on POWER with the kernel part: answers"
	like "$out" 'POWER10 +yes +reported by KVM; the best' "make run on POWER: the best mode"
	run "$boot" powervm-p11-p10 --kernel stock --file "$programs/tool/compatcaps" -- "$repo/lab/inside/answer" /bin/compatcaps
	is $status 0 "make run on POWER without the kernel part: tries the modes"
	like "$out" 'POWER10 +likely +accepted by KVM on trial; the best' "make run on POWER: the best mode on trial"
	like "$out" 'To build the kernel part' "make run on POWER: says how to get the kernel part"
	run "$boot" powervm-p9 --kernel stock --file "$programs/tool/compatcaps" -- sh -c 'rm /dev/kvm; compatcaps'
	is $status 5 "no /dev/kvm: exit code 5"
	run "$boot" powervm-p9 --kernel stock --file "$programs/tool/compatcaps" -- sh -c 'chmod 0 /dev/kvm; chmod 755 /; echo x:x:1000:1000::/:/bin/sh >/etc/passwd 2>/dev/null || { mkdir -p /etc; echo x:x:1000:1000::/:/bin/sh >/etc/passwd; }; su x -c compatcaps'
	is $status 6 "no permission on /dev/kvm: exit code 6"
}

# What KVM negotiated with its hypervisor, for whoever asks
test_negotiation_in_log() {
	run "$boot" powervm-p11-p10 --kernel compat --append kvm_hv.dyndbg=+p -- dmesg
	like "$out" 'the hypervisor offers 0x[0-9a-f]{16}: guest modes 0x6000000000000000, unknown bits 0x0000000000000000' \
		"the hypervisor's bitmap is in the log at debug level"
	run "$boot" powervm-p11-p10 --kernel compat -- dmesg
	is "$(grep -c 'hypervisor offers' <<<"$out" || true)" 0 "and only there"
}

lab_tests=(hands_through usage hosts_that_fail interrupt other_kernel own_loader no_mirror cache_path bad_download full_disk answer_here negotiation_in_log)

# test_lab NAME
test_lab() {
	"test_$1"
}
