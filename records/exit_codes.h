/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The exit codes: one list for the enumeration and for --help. The second
 * string is the meaning for the commands of 'fleet'; "": they do not use it.
 */
#ifndef COMPATCAPS_EXIT_CODES_H
#define COMPATCAPS_EXIT_CODES_H

#define EXIT_CODES(X)                                                       \
	X(EXIT_YES, 0, "answered; for check: yes",                          \
	  "success: baseline found, join is free, a host fits, no "         \
	  "difference")                                                     \
	X(EXIT_NO, 1, "no: guests on this host cannot have MODE, or any",   \
	  "no: no baseline, join has a cost, no host fits, a difference")   \
	X(EXIT_USAGE, 2, "the command line is wrong",                       \
	  "the command line is wrong")                                      \
	X(EXIT_CANNOT_TELL, 3, "cannot tell",                               \
	  "unknown: hosts have no confirmed answer, or there is no record") \
	X(EXIT_NOT_POWER, 4, "this is not a POWER machine", "")             \
	X(EXIT_NO_KVM, 5,                                                   \
	  "no KVM: /dev/kvm is missing, or no driver answers on it", "")    \
	X(EXIT_NO_PERMISSION, 6, "no permission to open /dev/kvm", "")      \
	X(EXIT_NO_KVM_HV, 7, "kvm-hv is not loaded", "")                    \
	X(EXIT_FAILED, 8,                                                   \
	  "another failure, such as output that cannot be written",         \
	  "another failure, such as output that cannot be written")         \
	X(EXIT_BAD_RECORD, 9, "a record or a directory cannot be read",     \
	  "a record or a folder cannot be read")                            \
	X(EXIT_NOT_RUN, 127, "run: the program cannot be started", "")

#define EXIT_CODE_MEMBER(name, code, text, fleet_text) name = (code),
enum exit_code { EXIT_CODES(EXIT_CODE_MEMBER) };
#undef EXIT_CODE_MEMBER

#endif
