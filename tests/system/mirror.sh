# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# lab/fetch and a mirror with holes: a small one on this machine (mirror.py), with two
# kernels, two versions of a library, and two suites. Nothing of the real one is asked.

kernel_new=6.12.10 kernel_old=6.12.9

# start_mirror: with a cache of its own. Sets $dir, $mirror and $own and $other, the
# suites in the order that they are tried.
start_mirror() {
	local n=0

	new_tmpdir "$build"
	dir=$tmpdir cache_of_test=$tmpdir/cache/compatcaps
	# what is taken for a variable of the caller would decide
	read -r own other < <(unset COMPATCAPS_SUITE && candidate_suites 6.12)
	python3 "$repo/tests/system/mirror.py" "$dir" >"$dir/port" 2>"$dir/mirror.log" &
	mirror=$!
	until [ -s "$dir/port" ] || [ $n = 100 ]; do
		sleep 0.1
		n=$((n + 1))
	done
}

stop_mirror() {
	kill $mirror 2>/dev/null || true
	wait $mirror 2>/dev/null || true
}

# fetch WORD...: sets $out, $err and $status; none takes longer than a minute
fetch() {
	run timeout 60 env -u COMPATCAPS_SUITE XDG_CACHE_HOME="$dir/cache" COMPATCAPS_MIRROR="http://127.0.0.1:$(<"$dir/port")" \
		COMPATCAPS_MIRROR_UNSIGNED=yes COMPATCAPS_MIRROR_TIMEOUT=2 "${more[@]}" "$repo/lab/fetch" "$@"
}

# lacks KIND NAME...: see mirror.py
lacks() {
	printf '%s\n' "${@:2}" >>"$dir/$1"
}

heal() {
	rm -f "$dir"/{holes,vanishing,other,longer,silent,elsewhere}
}

# the versions of a part's packages
in_part() {
	sed -n "s/^$2_\([^_]*\)_.*/\1/p" "$cache_of_test/$own/$1/PACKAGES" 2>/dev/null || true
}

image() {
	echo "linux-image-$1+deb-powerpc64le_$1-1_ppc64el.deb"
}

mirror_whole() {
	fetch --set
	is "$status" 0 "a whole mirror: status 0"
	like "$out" "^parts of Debian $own with Linux $kernel_new\+deb-powerpc64le" "a whole mirror: this system's suite, the newest kernel"
	is "$(sort "$dir/asked" | grep -c '\.deb$')" "$(sort -u "$dir/asked" | grep -c '\.deb$')" "each package is asked for once"
	is "$(grep -c "$(image $kernel_old)" "$dir/asked" || true)" 0 "what is not wanted is not asked for"
	fetch kernel emulator
	is "$status $(in_part kernel '.*') $(in_part emulator libshared)" "0 $kernel_new-1 2.0" "its parts are fetched"
	stop_mirror
	fetch --set
	like "$out" "^parts of Debian $own with Linux $kernel_new" "what was chosen is known without a mirror"
	fetch kernel
	is "$status$err" 0 "what is there is not fetched again"
	fetch --refresh kernel
	is $status 126 "--refresh without a mirror: 126"
	is "$(in_part kernel '.*')" "$kernel_new-1" "--refresh without a mirror keeps what is there"
	fetch kernel emulator
	is "$status$err" 0 "and it is usable"
}

# Every file of a kernel's set
mirror_kernel() {
	local name

	for name in "$(image $kernel_new)" "linux-headers-$kernel_new+deb-powerpc64le_$kernel_new-1_ppc64el.deb" \
		"linux-headers-$kernel_new+deb-common_$kernel_new-1_all.deb" \
		"linux-kbuild-$kernel_new+deb_$kernel_new-1_amd64.deb" "linux-source-6.12_$kernel_new-1_all.deb"; do
		heal
		lacks holes "$name"
		fetch --refresh --set
		like "$out" "^parts of Debian $own with Linux $kernel_old\+.* does not have $(sed "s/+/\\\\+/g" <<<"${name%%_*}") $kernel_new-1 \(404\)$" \
			"without $name: the older kernel, and why"
	done
	fetch kernel
	is "$(in_part kernel '.*')" "$kernel_old-1" "the older kernel is fetched"
	heal
	fetch --set
	like "$out" "with Linux $kernel_old\+" "the choice is kept when the mirror is whole again"
	fetch --refresh kernel
	is "$(in_part kernel '.*')" "$kernel_new-1" "--refresh takes the newer one"
}

mirror_library() {
	lacks holes libshared_2.0_amd64.deb
	fetch emulator guest-qemu
	is "$(in_part emulator libshared) $(in_part guest-qemu libshared)" "1.0 2.0" \
		"without a library: an older version of it, in that part alone"
	lacks holes libshared_1.0_ppc64el.deb libshared_2.0_ppc64el.deb
	fetch --refresh emulator guest-qemu
	is "$(in_part emulator libshared) $(in_part guest-qemu libshared)" "1.0 " "without any version of it in either suite: not the part"
	is $status 126 "without any version of it in either suite: 126"
	like "$err" "guest-qemu is whole nowhere today. Tried: $own: .*libshared 1.0 \(404\), libshared 2.0 \(404\).*; $other: " "which suites were tried is said"
}

# The names of both suites' files are the same: what one of them lacks has to be told
# by its folder.
mirror_suite() {
	lacks holes "$own/busybox-static_1.0+b1_ppc64el.deb"
	fetch --set
	like "$out" "^parts of Debian $other with Linux $kernel_new.*; not $own: the mirror lists and does not have busybox-static 1:1.0\+b1 \(404\), and nothing older" \
		"a hole through the whole suite: the other suite, and why"
	fetch kernel
	is "$(cat "$cache_of_test/$other/kernel/SUITE")" "$other" "its parts are fetched"
	heal
	fetch --set
	like "$out" "^parts of Debian $other " "that is kept, too"
	fetch --refresh --set
	like "$out" "^parts of Debian $own " "--refresh comes back to this system's suite"
	lacks holes "$own/busybox-static_1.0+b1_ppc64el.deb"
	more=("COMPATCAPS_SUITE=$own")
	fetch --refresh --set
	is $status 126 "a suite that was named is not left: 126"
	more=("COMPATCAPS_SUITE=$other")
	fetch --refresh --set
	like "$out" "^parts of Debian $other .*, as COMPATCAPS_SUITE says" "the other one can be named"
	more=()
	lacks holes "$own/libshared_1.0_ppc64el.deb" "$own/libshared_2.0_ppc64el.deb"
	sed -i /busybox/d "$dir/holes"
	fetch --refresh guest-qemu
	like "$err" "^  guest-qemu of ${other}[a-z-]*; not of $own: .*libshared" "a part with its own libraries alone comes from the other suite"
	is "$(cat "$cache_of_test/$own/guest-qemu/SUITE") $(cat "$cache_of_test/suite-6.12")" "$other $own" "the set stays"
}

mirror_lists() {
	lacks holes "$own/cjson_1.7-1.dsc"
	fetch --set
	like "$out" "^parts of Debian $other .*; not $own: .*cjson" "a source that is not there: the other suite"
	heal
	rm -rf "$cache_of_test"
	lacks holes "$own/Packages.gz"
	fetch --set
	like "$out" "^parts of Debian $other .*; not $own: its package lists could not be read: " "lists that are not there: the other suite"
}

mirror_changes() {
	lacks vanishing "$(image $kernel_new)" libshared_2.0_amd64.deb
	fetch kernel emulator
	is "$status $(in_part kernel '.*')" "0 $kernel_old-1" "a kernel that vanishes meanwhile: the older one"
	is "$(in_part emulator libshared)" 1.0 "a library that vanishes meanwhile: the older one"
	like "$err" "the mirror does not have $(image $kernel_new | sed 's/+/\\+/g'), which it lists" "that is said"
	heal
	lacks longer "$(image $kernel_new)"
	fetch --refresh --set
	like "$out" "with Linux $kernel_old.*linux-image-[^ ]* [^ ]* \([0-9]+ bytes, not [0-9]+\)" "a file of another size is no part of a set"
	heal
	lacks other "$(image $kernel_new)"
	fetch --refresh kernel
	is "$(in_part kernel '.*')" "$kernel_old-1" "a file with other content: the older kernel"
	heal
	: >"$dir/elsewhere"
	fetch --refresh kernel
	is "$status $(in_part kernel '.*')" "0 $kernel_new-1" "a mirror that sends elsewhere is followed"
	rm "$dir/elsewhere"
	lacks holes "$(image $kernel_new)"
	: >"$dir/elsewhere"
	fetch --refresh kernel
	is "$status $(in_part kernel '.*')" "0 $kernel_old-1" "a hole is seen there, too"
}

# What was chosen once, and is asked for when time has passed
mirror_later() {
	fetch kernel
	lacks holes "$(image $kernel_new)"
	touch -d '2 hours ago' "$cache_of_test/$own/apt/lists.complete"
	rm -rf "$cache_of_test/$own/kernel" "$dir/asked"
	fetch kernel
	is "$status $(in_part kernel '.*')" "0 $kernel_old-1" "a kernel that has gone since: the one that is there"
	is "$(grep -cx Release "$dir/asked" || true)" "$(grep -c ' main$' <(sort -u -k 4 "$cache_of_test/$own/apt/sources.list"))" \
		"the old lists are read again"
	printf '%s\n' "6.12.1+deb-powerpc64le 6.12.1-1" "an old choice" >"$cache_of_test/$own/set"
	fetch kernel
	is "$status $(in_part kernel '.*')" "0 $kernel_old-1" "a kernel that the lists no longer name: one that they do"
	fetch --set
	like "$out" "with Linux $kernel_old\+" "and that is kept"
	lacks holes "$own/libshared_1.0_amd64.deb" "$own/libshared_2.0_amd64.deb"
	fetch emulator
	is "$(cat "$cache_of_test/$own/emulator/SUITE")" "$other" "a library that is nowhere in this suite: the part of the other one"
	heal
	rm -rf "$cache_of_test/$own/emulator"
	touch -d '2 hours ago' "$cache_of_test"/*/apt/lists.complete
	fetch emulator
	is "$(cat "$cache_of_test/$own/emulator/SUITE")" "$own" "it is asked for again when the lists are old"
}

mirror_nothing() {
	lacks holes "$(image $kernel_new)" "$(image $kernel_old)"
	fetch kernel
	is $status 126 "no whole set anywhere: 126"
	like "$err" "Tried: $own: .*linux-image-${kernel_old}[^ ]* [^ ]* \(404\).*; $other: .*linux-image-" "what was tried is said"
	like "$err" 'COMPATCAPS_MIRROR=http://... names another mirror' "and what to do"
	is "$(find "$cache_of_test" -name set -o -name 'suite-*' -o -name PACKAGES)" "" "nothing is taken for chosen or fetched"
	heal
	fetch --set
	is $status 0 "what was missing once is asked for again: status 0"
	: >"$dir/silent"
	fetch --refresh --set
	is $status 126 "a mirror that never answers: 126, within a minute"
	like "$err" 'package lists could not be read: ' "a mirror that never answers is said to be so"
	stop_mirror
	fetch --refresh --set
	is $status 126 "no mirror: 126"
	like "$err" '(Could not|Unable to) connect' "no mirror: why"
	more=(COMPATCAPS_MIRROR_TIMEOUT=soon)
	fetch --refresh --set
	is $status 2 "a limit that is no number: 2"
	more=(COMPATCAPS_SUITE=potato)
	fetch --set
	is $status 2 "a suite that is none: 2"
	like "$err" "COMPATCAPS_SUITE is 'potato'; .*bookworm.*trixie" "a suite that is none is refused in words"
	more=()
}

# Silent after it has given its lists: nothing is taken for a hole.
mirror_silent_later() {
	fetch --set
	rm "$cache_of_test/$own/set"
	: >"$dir/silent"
	more=("COMPATCAPS_SUITE=$own")
	fetch --set
	is $status 126 "a mirror that stops answering: 126, within a minute"
	like "$err" 'Tried: [a-z]*: the mirror does not answer: ' "a mirror that stops answering is said to be so"
	is "$(cat "$cache_of_test/$own/apt/holes" 2>/dev/null)" "" "and its files are not taken for missing"
	more=()
}

# Which mirror a system names for a suite
mirror_named() {
	mkdir -p "$dir/etc/sources.list.d"
	apt_folder=$dir/etc
	cat >"$dir/etc/sources.list" <<-'EOF'
		# deb http://commented/debian trixie main
		deb https://other.example/apt some-bookworm main
		deb [arch=amd64 signed-by=/x] http://one/debian bookworm main
	EOF
	use_suite bookworm
	is "$(unset COMPATCAPS_MIRROR && find_mirror)" http://one/debian "the mirror of a suite"
	use_suite trixie
	is "$(unset COMPATCAPS_MIRROR && find_mirror)" http://one/debian "of a suite that is not named: that of another one"
	printf '%s\n' 'Types: deb' 'Suites: trixie trixie-updates' 'URIs: http://two/debian' >"$dir/etc/sources.list.d/x.sources"
	is "$(unset COMPATCAPS_MIRROR && find_mirror)" http://two/debian "a suite's own mirror comes first"
	is "$(COMPATCAPS_MIRROR=http://three/ find_mirror)" http://three/ "COMPATCAPS_MIRROR comes before all"
	echo 'deb http://archive.example/ubuntu noble main' >"$dir/etc/sources.list"
	rm "$dir/etc/sources.list.d/x.sources"
	is "$(unset COMPATCAPS_MIRROR && find_mirror)" "" "another distribution's is no mirror of Debian"
}

mirror_tests=(whole kernel library suite lists changes later nothing silent_later named)

# test_mirror NAME
test_mirror() {
	local dir cache_of_test mirror own other
	local -a more=()

	command -v python3 >/dev/null || {
		skip "lab/fetch and a mirror: $1" "no python3"
		return
	}
	start_mirror
	"mirror_$1"
	stop_mirror
	rm -rf "$dir"
}
