# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# The README's two commands on a new system: a new Debian in a folder, a clone of HEAD in
# it, an empty cache, a user with sudo. The system is removed at the end in any case, and
# every process in it ends before. Its packages come from the mirror in this machine's apt
# sources, or from COMPATCAPS_MIRROR: with a caching proxy there, a second run fetches
# little.

needed_space=10000 # MiB

check_space() {
	[ "$(df --output=avail -BM "$build" | tail -n 1 | tr -dc 0-9)" -ge $needed_space ] ||
		die $EXIT_USAGE "$needed_space MiB are needed below $build, and there is $(free_space "$build")"
}

# The mirror of this machine is assumed to have the other suite, too. A mirror of security
# updates is optional.
find_mirrors() {
	find_suite
	mirror=$(find_mirror)
	[ -n "$mirror" ] ||
		die $EXIT_USAGE "/etc/apt has no source for '$system_codename'; set COMPATCAPS_MIRROR=http://... to a Debian mirror"
	security_mirror=$(listed_mirror "$(system_suite)-security")
}

# The repository may belong to a user other than root.
our_git() {
	git -C "$repo" -c safe.directory='*' "$@"
}

say_what_is_tried() {
	local changes

	changes=$(our_git status --porcelain | wc -l)
	say "HEAD is $(our_git log -1 --format='%h %s')"
	[ "$changes" = 0 ] || say "$changes files have changed since and are NOT tried"
	say "log: $log"
}

# take_folder: the system's, for this process alone. One that was killed can have left
# something.
take_folder() {
	exec {lock}>"$build/.lock-fresh-$suite"
	flock -n "$lock" || die $EXIT_USAGE "another test in a new $suite runs here"
	rm -rf --one-file-system "$folder"
	mkdir "$folder"
}

# find_first_inside: sets $first_inside, the first process in the name spaces. Fails while
# there is none, unless nothing runs that could start it.
find_first_inside() {
	local unshare

	[ -e /proc/$started ] || return 0
	unshare=$(pgrep -P $started) && first_inside=$(pgrep -P "$unshare")
}

# Everything that this started ends with its first process; wait for it.
end_all() {
	ignore_signals
	[ -z "$started" ] || kill -KILL "$started" 2>/dev/null || true
	[ -z "$first_inside" ] || wait_until test ! -e "/proc/$first_inside" || true
	rm -rf --one-file-system "$folder"
}

# trial: in its own name spaces, so that mounts and processes stay there
trial() {
	setpriv --pdeathsig KILL timeout --kill-after=5 $((limit * 60)) setpriv --pdeathsig KILL \
		unshare --mount --pid --mount-proc --ipc --uts --fork --kill-child \
		"$repo/tests/lab/fresh-inside" "$folder" "$log" "$suite" "$kind" "$mirror" "$security_mirror" </dev/null &
	started=$!
	wait_until find_first_inside || true
	wait $started
}

judge() {
	case $1 in
	0) ;;
	"$EXIT_NO_PARTS")
		say "$suite ($kind): the mirror could not give what is needed; see $log"
		exit $EXIT_NO_PARTS
		;;
	124 | 137) not_ok "at its end within $limit minutes; see $log" ;;
	*) not_ok "both commands of the README; see $log" ;;
	esac
}

fresh_usage() {
	cat <<-EOF2
		usage: tests/run ${0##*/} [-- [--minimal] [--limit MINUTES] [SUITE]]
		  SUITE            bookworm or trixie ($suite)
		  --minimal        only what Debian cannot do without, and sudo; otherwise all
		                   packages of priority standard, man-db, systemd, strace, and a
		                   language and a time zone that are not English and not UTC
		  --limit MINUTES  for all of it ($limit)
		What each phase says is in build/logs/fresh-SUITE.log.
	EOF2
}

# fresh_arguments ARGUMENT...: change $suite, $kind and $limit
fresh_arguments() {
	while [ $# -gt 0 ]; do
		case $1 in
		--minimal) kind=minimal ;;
		--limit)
			[[ ${2:-} =~ ^[1-9][0-9]{0,3}$ ]] || die $EXIT_USAGE "--limit takes a whole number of minutes, from 1 to 9999"
			limit=$2
			shift
			;;
		-h | --help) fresh_usage; exit 0 ;;
		bookworm | trixie) suite=$1 ;;
		*) die $EXIT_USAGE "unknown argument '$(visible "$1")'; see tests/run ${0##*/} -- --help" ;;
		esac
		shift
	done
}

# try_new_system SUITE standard|minimal ARGUMENT...
try_new_system() {
	local status=0

	suite=$1 kind=$2 limit=90
	fresh_arguments "${@:3}"
	check_space
	find_mirrors
	log=$logs/fresh-$suite.log folder=$build/fresh-$suite started='' first_inside=''
	take_folder
	trap end_all EXIT
	: >"$log"
	say_what_is_tried
	trial || status=$?
	judge $status
}
