# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Runs several emulated hosts at a time; prints their results in the given order.

# run_jobs FUNCTION NAME...: runs FUNCTION NAME for each name, as many at a time as there
# are processors. The standard output of each is printed as a whole, after that of all
# names before it.
run_jobs() {
	local function=$1 dir name most running=0 next=0
	local -a names

	shift
	names=("$@")
	most=$(nproc)
	new_tmpdir "$build"
	dir=$tmpdir
	for name in "${names[@]}"; do
		if [ $running -ge "$most" ]; then
			wait -n || true
			running=$((running - 1))
			show_finished
		fi
		{
			trap - EXIT
			"$function" "$name" >"$dir/${name//\//_}.part" || true
			mv "$dir/${name//\//_}.part" "$dir/${name//\//_}"
		} &
		running=$((running + 1))
	done
	wait || true
	show_finished
}

# Uses run_jobs' $names, $dir and $next.
show_finished() {
	while [ $next -lt ${#names[@]} ] && [ -e "$dir/${names[$next]//\//_}" ]; do
		cat "$dir/${names[$next]//\//_}"
		next=$((next + 1))
	done
}
