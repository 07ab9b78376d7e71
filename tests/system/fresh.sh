# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# tests/fresh, up to where a system is laid out: what it refuses, a mirror that gives
# nothing, and that it leaves nothing behind. In a copy of the tree, because somebody
# may run it in this one. A part of the lab's tests (lab.sh).

# copy_tree FOLDER
copy_tree() {
	mkdir "$1"
	cp -R "$repo/lab" "$repo/tests" "$1/"
	git -C "$1" init -q
	git -C "$1" -c user.name=test -c user.email=test@localhost commit -q --allow-empty -m 'a copy'
}

# left_of FOLDER: what a run in that tree left: processes and files
left_of() {
	pgrep -af "$1/tests/system/fresh-inside" || true
	find "$1/build" -mindepth 1 ! -path "$1/build/logs*" ! -name '.lock-*'
}

# listen: a mirror that takes requests and never answers. Sets $port and $listener.
listen() {
	local n=0

	python3 -u -c '
import socket, time
mirror = socket.create_server(("127.0.0.1", 0))
print(mirror.getsockname()[1])
time.sleep(60)
' >"$dir/port" &
	listener=$!
	until [ -s "$dir/port" ] || [ $n = 50 ]; do
		sleep 0.1
		n=$((n + 1))
	done
	port=$(<"$dir/port")
}

# end_with SIGNAL: a run that waits for such a mirror; sets $status
end_with() {
	local pid n=0

	COMPATCAPS_MIRROR=http://127.0.0.1:$port "$tree/tests/fresh" bookworm >"$dir/out" 2>&1 </dev/null &
	pid=$!
	until pgrep -f "$tree/tests/system/fresh-inside" >/dev/null || [ $n = 100 ]; do
		sleep 0.1
		n=$((n + 1))
	done
	kill "-$1" $pid
	status=0
	wait $pid || status=$?
}

test_fresh_interrupted() {
	local n=0

	listen
	end_with TERM
	is $status 143 "tests/fresh that is told to stop: 143"
	is "$(left_of "$tree")" "" "tests/fresh that is told to stop leaves no process and no file"
	end_with KILL 2>/dev/null
	until ! pgrep -f "$tree/tests/system/fresh-inside" >/dev/null || [ $n = 50 ]; do
		sleep 0.1
		n=$((n + 1))
	done
	is "$(pgrep -af "$tree/tests/system/fresh-inside" || true)" "" "tests/fresh that is killed leaves no process"
	kill $listener
	wait $listener 2>/dev/null || true
}

test_fresh_mirror() {
	run env COMPATCAPS_MIRROR=http://127.0.0.1:9 "$tree/tests/fresh" bookworm
	is $status 126 "tests/fresh and a mirror that does not answer: 126"
	like "$out" '^  debootstrap bookworm FAILED' "which phase it was is said"
	like "$out" 'bookworm \(standard\): the mirror could not give what is needed; see .*/build/logs/fresh-bookworm.log' \
		"and whose matter it is"
	is "$(left_of "$tree")" "" "nothing is left"
}

test_fresh_usage() {
	run "$repo/tests/fresh" --limit 0 bookworm
	is $status 2 "tests/fresh --limit 0: 2"
	like "$err" '--limit takes a whole number of minutes' "tests/fresh --limit 0 is refused in words"
	run "$repo/tests/fresh" potato
	is $status 2 "tests/fresh and an unknown suite: 2"
	like "$err" "unknown argument 'potato'" "an unknown suite is refused in words"
	run "$repo/tests/fresh"
	like "$err" 'suites are: bookworm, trixie' "without a suite: both are named"
}

test_fresh() {
	local command dir tree

	test_fresh_usage
	for command in root debootstrap git python3; do
		if [ $command = root ] && [ "$(id -u)" != 0 ] || [ $command != root ] && ! command -v $command >/dev/null; then
			skip "tests/fresh lays out systems" "no $command"
			return
		fi
	done
	new_tmpdir "$build"
	dir=$tmpdir tree=$tmpdir/tree
	copy_tree "$tree"
	test_fresh_mirror
	test_fresh_interrupted
	rm -rf "$dir"
}

lab_tests+=(fresh)
