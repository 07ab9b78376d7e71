// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Any bytes as a file of many hosts' records: every command of 'fleet' answers
 * or says why not, and what it prints is read again.
 */
#include "../../fleet/modes.c"

#include <sys/mman.h>
#include <unistd.h>

#include "request.h"
#include "fuzz.h"
#include "json.h"

/* The page is only its data here. */
const char page_before[] = "", page_after[] = "";

/* What a command printed; the caller frees both. */
struct printed {
	enum exit_code code;
	char *out, *err;
	size_t out_size, err_size;
};

typedef enum exit_code fleet_command(const struct fleet_request *request);

static void run(struct printed *printed, fleet_command *command,
		const struct fleet_request *request)
{
	FILE *usual_out = stdout, *usual_err = stderr;
	FILE *out = open_memstream(&printed->out, &printed->out_size);
	FILE *err = open_memstream(&printed->err, &printed->err_size);

	HOLDS(out && err);
	/* As in a program of its own */
	memset(learned, 0, sizeof(learned));
	stdout = out;
	stderr = err;
	printed->code = command(request);
	stdout = usual_out;
	stderr = usual_err;
	fclose(out);
	fclose(err);
}

static void forget(struct printed *printed)
{
	free(printed->out);
	free(printed->err);
}

static void check_plain(const char *text, size_t size)
{
	HOLDS(strlen(text) == size);
	for (; *text; text++)
		HOLDS((*text >= ' ' && *text <= '~') || *text == '\n' ||
		      *text == '\t');
}

static const cJSON *parse(const char *text, size_t size)
{
	char message[JSON_MESSAGE_SIZE];
	const cJSON *tree = NULL;

	HOLDS(!json_read(text, size, &tree, message));
	HOLDS(cJSON_IsObject(tree));
	return tree;
}

static double number(const cJSON *tree, const char *name)
{
	HOLDS(cJSON_IsNumber(json_member(tree, name)));
	return json_member(tree, name)->valuedouble;
}

/* The counts that each answer has */
static void check_counts(const cJSON *tree)
{
	HOLDS(number(tree, "answered") + number(tree, "unsure") ==
	      number(tree, "hosts"));
	HOLDS(number(tree, "hosts") <= number(tree, "records"));
	HOLDS(number(tree, "hosts") >= 1);
}

static bool is_answer(const struct printed *printed)
{
	return printed->code == EXIT_YES || printed->code == EXIT_NO ||
	       (printed->code == EXIT_CANNOT_TELL && printed->out_size);
}

static void check_codes(const struct printed *printed)
{
	HOLDS(printed->code == EXIT_YES || printed->code == EXIT_NO ||
	      printed->code == EXIT_CANNOT_TELL ||
	      printed->code == EXIT_BAD_RECORD);
	check_plain(printed->err, printed->err_size);
	HOLDS(is_answer(printed) || (!printed->out_size && printed->err_size));
}

/* --- each command */

static void check_text(fleet_command *command,
		       const struct fleet_request *request)
{
	struct printed printed;

	run(&printed, command, request);
	check_codes(&printed);
	check_plain(printed.out, printed.out_size);
	HOLDS(!strstr(printed.out, "(null)"));
	forget(&printed);
}

static void check_json(fleet_command *command,
		       const struct fleet_request *request, bool has_counts)
{
	struct fleet_request as_json = *request;
	struct printed printed;

	as_json.json = true;
	run(&printed, command, &as_json);
	check_codes(&printed);
	if (is_answer(&printed)) {
		const cJSON *tree = parse(printed.out, printed.out_size);

		if (has_counts)
			check_counts(tree);
	}
	forget(&printed);
}

/* An object a line */
static void check_lines(fleet_command *command,
			const struct fleet_request *request)
{
	struct fleet_request as_json = *request;
	struct printed printed;
	char *line, *end;

	as_json.json = true;
	run(&printed, command, &as_json);
	check_codes(&printed);
	for (line = printed.out; is_answer(&printed) && *line; line = end + 1) {
		end = strchr(line, '\n');
		HOLDS(end);
		*end = '\0';
		HOLDS(json_text(json_member(parse(line, (size_t)(end - line)),
					    "name")));
	}
	forget(&printed);
}

static void check_page(const struct fleet_request *request)
{
	struct printed printed;

	run(&printed, fleet_page, request);
	check_codes(&printed);
	if (is_answer(&printed)) {
		const cJSON *tree = parse(printed.out, printed.out_size);
		const cJSON *hosts = json_member(tree, "hosts"), *host;
		int pools = cJSON_GetArraySize(json_member(tree, "pools"));

		HOLDS(!memchr(printed.out, '<', printed.out_size));
		HOLDS(cJSON_GetArraySize(hosts) >= 1);
		cJSON_ArrayForEach(host, hosts)
		{
			HOLDS(json_text(cJSON_GetArrayItem(host, 0)));
			HOLDS(cJSON_GetArrayItem(host, 1)->valueint < pools);
		}
	}
	forget(&printed);
}

static void check_all(const struct fleet_request *request)
{
	check_text(fleet_baseline, request);
	check_json(fleet_baseline, request, true);
	check_text(fleet_pools, request);
	check_json(fleet_pools, request, true);
	check_text(fleet_join, request);
	check_json(fleet_join, request, true);
	check_text(fleet_place, request);
	check_lines(fleet_place, request);
	check_page(request);
}

static void check_members(struct fleet_request request)
{
	request.members = true;
	request.most = 1;
	check_text(fleet_pools, &request);
	check_lines(fleet_pools, &request);
}

static void check_diff(struct fleet_request request, char *path, char *other)
{
	char *const both[] = {path, other, NULL};

	request.paths = both;
	check_text(fleet_diff, &request);
	check_json(fleet_diff, &request, false);
}

/* The bytes as a file. Standard input is not a terminal, and is not read. */
static int make_file(char path[40], const uint8_t *data, size_t size)
{
	int fd = memfd_create("records", MFD_CLOEXEC);

	HOLDS(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	snprintf(path, 40, "/proc/self/fd/%d", fd);
	return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char all_path[40], half_path[40];
	int all = make_file(all_path, data, size);
	int half = make_file(half_path, data + size / 2, size - size / 2);
	char *const paths[] = {all_path, NULL};
	struct fleet_request request = {
		.certainty = (enum compatcaps_certainty)(1 + size % 3),
		.skip_broken = true,
		.others = size & 1,
		.latest = size & 2,
		.with = half_path,
		.mode = "power9",
		.paths = paths,
	};

	check_all(&request);
	check_members(request);
	check_diff(request, all_path, half_path);
	request.skip_broken = false;
	check_text(fleet_baseline, &request);
	close(all);
	close(half);
	return 0;
}
