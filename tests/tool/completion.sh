#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# completion.sh PROGRAM BASH-COMPLETION ZSH-COMPLETION
#
# What the shells offer is what the program takes. bash's is called as bash calls
# it; zsh's runs in a terminal of its own.
set -u
. "$(dirname "$0")/outcome.sh"
program=$(realpath "$1")
bash_completion=$(realpath "$2")
zsh_completion=$(realpath "$3")
cd "$scratch" || exit 1
mkdir -p bin place/deeper
: >place/record.json
printf '#!/bin/sh\n' >bin/qemu-system-trial
chmod +x bin/qemu-system-trial
PATH=$scratch/bin:$PATH

# bash's offer WORD...: what the last word can become, sorted, in one line
offer() {
	COMP_WORDS=(compatcaps "$@")
	COMP_CWORD=$#
	COMPREPLY=()
	_compatcaps compatcaps "${!#}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>"$scratch/err"
	[ ! -s "$scratch/err" ] || cat "$scratch/err"
	[ ${#COMPREPLY[@]} = 0 ] || printf '%s\n' "${COMPREPLY[@]}" | sort | xargs
}

# What --help has, sorted, in one line: the program's own word for it
help_commands=$("$program" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\).*/\1/p' | sort | xargs)
help_modes=$("$program" --help | sed -n 's/^MODE: *//p' | tr -d , | tr 'A-Z ' 'a-z\n' | sort | xargs)
help_sources=$("$program" --help | sed -n 's/^SOURCE: *//p' | tr -d , | tr ' ' '\n' | sort | xargs)
help_options=$("$program" --help | sed -n '/^Options:/,/^$/p' | cut -c 1-27 |
	grep -oE '(^|[ ,])--?[A-Za-z][a-z-]*' | tr -d ' ,' | sort | xargs)

# takes COMMAND OPTION: whether the program accepts it; it checks that before it reads a host.
takes() {
	local value=()

	case $2 in
	--from | --root | --fleet) value=(nowhere) ;;
	--source) value=(trial) ;;
	--output) value=(written) ;;
	--expire) value=(60) ;;
	--libvirt) value=(11.3.0) ;;
	esac
	! "$program" "$2" "${value[@]}" "$1" 2>&1 >/dev/null </dev/null | grep -q -- 'cannot be used with'
}

# taken COMMAND: the options that it takes, sorted, in one line
taken() {
	local option

	for option in $help_options; do
		takes "$1" "$option" && echo "$option"
	done | sort | xargs
}

try_bash() {
	local command

	# shellcheck source=/dev/null
	. "$bash_completion"
	is "$(complete -p compatcaps)" 'complete -F _compatcaps compatcaps' "bash: knows the command"
	is "$(offer '')" "$help_commands" "bash: commands"
	is "$(offer s)" 'show snapshot' "bash: commands that begin with a letter"
	is "$(offer -)" "$help_options" "bash: all options before a command"
	for command in $help_commands; do
		[ "$command" != fleet ] || continue
		is "$(offer "$command" - | sed 's/^-- //')" "$(taken "$command")" "bash: options of $command"
	done
	is "$(offer check '')" "$help_modes" "bash: modes"
	is "$(offer check POWER1)" 'power10 power11' "bash: modes in upper case"
	is "$(offer check power9 '')" '' "bash: one mode only"
	is "$(offer check -q --from x '')" "$help_modes" "bash: options are no operands"
	is "$(offer qemu-args p)$(offer libvirt-xml p)" "$help_modes$help_modes" "bash: modes of other commands"
	is "$(offer explain '')" "- $help_modes" "bash: what is to be explained"
	is "$(offer best '')$(offer show '')" '' "bash: no operand where there is none"
	is "$(offer --source '')" "$help_sources" "bash: sources"
	is "$(offer check --source = t)" trial "bash: --source=t"
	is "$(offer check --source =)" "$help_sources" "bash: --source="
	is "$(offer --source trial '')" "$help_commands" "bash: commands behind an option's value"
	is "$(offer --source = trial '')" "$help_commands" "bash: commands behind --source=trial"
	is "$(offer --from place/)" 'place/deeper place/record.json' "bash: records are files and directories"
	is "$(offer metrics --output place/r)" place/record.json "bash: an output is a file"
	is "$(offer labels --expire '')" '' "bash: nothing for a number"
	is "$(offer --root place/)" place/deeper "bash: a root is a directory"
	is "$(offer snapshot place/)" place/deeper "bash: a snapshot goes to a directory"
	is "$(offer run '')" -- "bash: -- comes before a program"
	is "$(offer run -- qemu-system-tri)" qemu-system-trial "bash: a program"
	is "$(offer run -- qemu-system-trial place/r)" place/record.json "bash: a program's files"
	is "$(offer run -- qemu-system-trial --j)" '' "bash: a program's options are its own"
	is "$(offer fleet p)" 'page place pools' "bash: questions of a fleet"
	is "$(offer fleet place -)" '--certainty --help --json --mode --others --skip-broken --version -V -h' "bash: options of a fleet's question"
	is "$(offer fleet place --mode p)" "$help_modes" "bash: modes of a fleet's question"
	is "$(offer fleet baseline --certainty l)" likely "bash: certainties"
	is "$(offer fleet baseline place/r)" place/record.json "bash: records of a fleet"
	is "$(offer nonsense '')" '' "bash: nothing for a command that is none"
}

# All that zsh would list for a line: its compadd is asked what matches.
write_zsh_driver() {
	cat >"$scratch/driver" <<-'EOF'
		zmodload zsh/zpty || exit 77
		zpty z zsh -f -i
		zpty -w z "PS1=; fpath=($1 \$fpath); autoload -U compinit; compinit -D -u; bindkey '^I' complete-word"
		zpty -w z 'compadd() {
			local -a hits
			if [[ " $*" == *" -"[A-Za-z]#[OAD]" "* ]]; then builtin compadd "$@"; return; fi
			builtin compadd -O hits "$@"
			for hit in $hits; do print -r -- "<$hit>"; done
			builtin compadd "$@"
		}'
		zpty -w z 'setopt extended_glob; unsetopt list_beep; comppostfuncs=(finish); finish() { print "<<end>>"; }; print "<<""ready>>"'
		zpty -r z skipped '*<<ready>>*' || exit 77
		zpty -n -w z "$2"$'\t'
		zpty -r z output '*<<end>>*' || exit 1
		print -r -- "$output"
		zpty -d z
	EOF
}

zsh_offer() {
	timeout 20 zsh -f "$scratch/driver" "$(dirname "$zsh_completion")" "$1" </dev/null 2>/dev/null |
		tr -d '\r' | grep -o '<[^<>]*>' | tr -d '<>' | grep -vx end | sort -u | xargs
}

try_zsh() {
	local command

	zsh -n "$zsh_completion" 2>"$scratch/err"
	is "$?$(cat "$scratch/err")" 0 "zsh: the syntax is right"
	write_zsh_driver
	is "$(zsh_offer 'compatcaps ')" "$help_commands" "zsh: commands"
	for command in $help_commands; do
		[ "$command" != fleet ] || continue
		is "$(zsh_offer "compatcaps $command -" | sed -E 's/^--? //')" "$(taken "$command")" "zsh: options of $command"
	done
	is "$(zsh_offer 'compatcaps check ')" "$help_modes" "zsh: modes"
	is "$(zsh_offer 'compatcaps check power9 ' | grep power)" '' "zsh: one mode only"
	is "$(zsh_offer 'compatcaps --source ')" "$help_sources" "zsh: sources"
	is "$(zsh_offer 'compatcaps --source=t')" trial "zsh: --source=t"
	is "$(zsh_offer 'compatcaps --source trial ')" "$help_commands" "zsh: commands behind an option's value"
	is "$(zsh_offer 'compatcaps snapshot place/')" deeper "zsh: a snapshot goes to a directory"
	is "$(zsh_offer 'compatcaps fleet p')" 'page place pools' "zsh: questions of a fleet"
	is "$(zsh_offer 'compatcaps fleet place -' | sed -E 's/^--? //')" \
		'--certainty --help --json --mode --others --skip-broken --version -V -h' "zsh: options of a fleet's question"
	is "$(zsh_offer 'compatcaps fleet place --mode p')" "$help_modes" "zsh: modes of a fleet's question"
	is "$(zsh_offer 'compatcaps fleet baseline place/r')" record.json "zsh: records of a fleet"
	is "$(zsh_offer 'compatcaps run ')" -- "zsh: -- comes before a program"
	is "$(zsh_offer 'compatcaps run -- qemu-system-tri')" qemu-system-trial "zsh: a program"
}

try_bash
if command -v zsh >/dev/null; then
	try_zsh
else
	skip "zsh" "zsh is not installed"
fi
finish
