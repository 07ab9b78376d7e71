// SPDX-License-Identifier: GPL-2.0-or-later
/* compatcaps fleet page: the fleet as one HTML file. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "output.h"
#include "output_file.h"
#include "pool.h"
#include "print_error.h"

/* page.html, up to where the data goes and from there on (page_html.c) */
extern const char page_before[], page_after[];

/*
 * The classes in the order of their first hosts; a host has the number of its
 * class.
 */
struct pools {
	int modes[COMPATCAPS_LEVELS + 2];
	uint64_t hosts[COMPATCAPS_LEVELS + 2];
	int count;
};

static uint64_t count_in_pool(struct pools *pools, int mode)
{
	int pool = 0;

	while (pool < pools->count && pools->modes[pool] != mode)
		pool++;
	if (pool == pools->count)
		pools->modes[pools->count++] = mode;
	pools->hosts[pool]++;
	return (uint64_t)pool;
}

static void new_line(const struct json_writer *writer)
{
	putc('\n', writer->file);
}

/* One character for each mode; "at" below says which mode. */
static void write_letters(struct json_writer *writer,
			  compatcaps_answers answers)
{
	static const char letters[DEGREE_COUNT + 1] = "?ngly";
	char text[COMPATCAPS_LEVELS + 1];

	for (int mode = 0; mode < COMPATCAPS_LEVELS; mode++)
		text[mode] = letters[degree_of(answers, mode)];
	text[COMPATCAPS_LEVELS] = '\0';
	json_write_text(writer, NULL, text);
}

static void write_text(struct json_writer *writer,
		       const struct fleet_host *host, enum host_text which)
{
	const char *text = host_text(host, which);

	json_write_text(writer, NULL, *text ? text : NULL);
}

static void write_host(struct json_writer *writer, const struct fleet *fleet,
		       const struct fleet_host *host, uint64_t pool)
{
	char origin[ORIGIN_SIZE];

	json_open_array(writer, NULL);
	write_text(writer, host, HOST_NAME);
	json_write_number(writer, NULL, pool);
	write_letters(writer, host->answers);
	write_text(writer, host, HOST_KIND);
	write_text(writer, host, HOST_PROCESSOR);
	write_text(writer, host, HOST_OWN_MODE);
	write_text(writer, host, HOST_KERNEL);
	write_text(writer, host, HOST_SOURCE);
	json_write_text(writer, NULL, host_origin(fleet, host, origin));
	write_text(writer, host, HOST_NOTE);
	json_close(writer);
	new_line(writer);
}

static void write_hosts(struct json_writer *writer, const struct fleet *fleet,
			enum compatcaps_certainty certainty,
			struct pools *pools)
{
	json_open_array(writer, "hosts");
	new_line(writer);
	for (size_t i = 0; i < fleet->count; i++) {
		const struct fleet_host *host = &fleet->hosts[i];
		int mode = pool_of(host->answers, EVERY_MODE, certainty);

		write_host(writer, fleet, host, count_in_pool(pools, mode));
	}
	json_close(writer);
	new_line(writer);
}

static void write_mode_row(struct json_writer *writer,
			   const struct summary *summary, int mode)
{
	json_open_object(writer, NULL);
	json_write_text(writer, "name", mode_name(mode));
	write_pvr(writer, "logical_pvr", mode);
	json_write_number(writer, "at", (uint64_t)mode);
	for (int degree = DEGREE_COUNT - 1; degree >= 0; degree--)
		json_write_number(writer, degree_name((enum degree)degree),
				  summary->modes[mode].hosts[degree]);
	json_close(writer);
}

static void write_modes(struct json_writer *writer,
			const struct summary *summary)
{
	json_open_array(writer, "modes");
	for (int mode = 0; mode < COMPATCAPS_LEVELS; mode++) {
		if (summary->modes[mode].is_named)
			write_mode_row(writer, summary, mode);
	}
	json_close(writer);
}

static void write_pools(struct json_writer *writer, const struct pools *pools)
{
	char name[MODE_NAME_SIZE];

	json_open_array(writer, "pools");
	for (int i = 0; i < pools->count; i++) {
		json_open_object(writer, NULL);
		json_write_text(writer, "name",
				pool_name(name, pools->modes[i]));
		write_mode(writer, "mode", pools->modes[i]);
		json_write_number(writer, "hosts", pools->hosts[i]);
		json_close(writer);
	}
	json_close(writer);
}

/* SOURCE_DATE_EPOCH makes pages reproducible. */
static void write_now(struct json_writer *writer)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	time_t now = fixed ? (time_t)strtoll(fixed, NULL, 10) : time(NULL);
	char text[32];
	struct tm tm;
	bool is_time = gmtime_r(&now, &tm) &&
		       strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);

	json_write_text(writer, "made", is_time ? text : NULL);
}

static void write_summary(struct json_writer *writer,
			  const struct summary *summary)
{
	write_now(writer);
	json_write_text(writer, "certainty",
			compatcaps_certainty_name(summary->certainty));
	json_write_number(writer, "hosts_count", summary->hosts);
	json_write_number(writer, "answered", summary->answered);
	json_write_number(writer, "unsure", summary->hosts - summary->answered);
	write_mode(writer, "baseline", summary->baseline);
	write_mode(writer, "baseline_of_answered",
		   summary->baseline_of_answered);
	write_modes(writer, summary);
}

static void write_page(FILE *file, const struct tally *tally,
		       const struct fleet_request *request)
{
	struct json_writer writer = json_writer(file, JSON_IN_HTML);
	struct pools pools = {.count = 0};
	struct summary summary;

	summarize(&summary, tally, request->certainty);
	fputs(page_before, file);
	json_open_object(&writer, NULL);
	json_write_text(&writer, "format", "compatcaps-fleet-page");
	json_write_number(&writer, "version", 1);
	write_hosts(&writer, &tally->fleet, request->certainty, &pools);
	write_summary(&writer, &summary);
	write_pools(&writer, &pools);
	json_close(&writer);
	fputs(page_after, file);
}

static enum exit_code not_written(const struct output_file *output)
{
	print_error("cannot write the output: %s", output->error);
	return EXIT_FAILED;
}

enum exit_code fleet_page(const struct fleet_request *request)
{
	struct output_file output;
	struct tally tally;
	enum exit_code code;

	if (output_file_open(&output, request->output))
		return not_written(&output);
	code = tally_read(&tally, request, request->paths);
	if (code == EXIT_YES) {
		write_page(output.file, &tally, request);
		code = code_of_fleet(&tally.fleet, EXIT_YES);
		if (output_file_commit(&output))
			code = not_written(&output);
	} else {
		output_file_abort(&output);
	}
	tally_free(&tally);
	return code;
}
