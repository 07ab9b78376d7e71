// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * compatcaps fleet page: the fleet as one HTML file. A line for each host is
 * written as it is read; what is known only in the end stands behind them.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "message.h"
#include "modes.h"
#include "output.h"
#include "output_file.h"
#include "pool.h"

/* page.html, up to where the data goes and from there on (page_html.c) */
extern const char page_before[], page_after[];

struct page {
	const struct request *request;
	FILE *file;
	struct tally tally;
	bool has_hosts;
	/* The pools so far; a host's line has the number of its own. */
	int pools[MODE_LIMIT + 2];
	uint64_t pool_hosts[MODE_LIMIT + 2];
	int pool_count;
};

/* "<" could end the element that the data is in. */
static int write_escaped(const char *buffer, size_t size, void *data)
{
	FILE *file = data;

	for (size_t i = 0; i < size; i++) {
		if (buffer[i] == '<')
			fputs("\\u003c", file);
		else
			putc(buffer[i], file);
	}
	return 0;
}

static void write_json(const struct page *page, json_t *json)
{
	json_dump_callback(json, write_escaped, page->file,
			   JSON_COMPACT | JSON_ENCODE_ANY);
	json_decref(json);
}

/* The number of a host's pool, among those that there were so far */
static int count_in_pool(struct page *page, answers answers)
{
	int mode = pool_of(answers, EVERY_MODE, page->request->certainty);
	int pool = 0;

	while (pool < page->pool_count && page->pools[pool] != mode)
		pool++;
	if (pool == page->pool_count)
		page->pools[page->pool_count++] = mode;
	page->pool_hosts[pool]++;
	return pool;
}

/* A character for each place of a mode; "at" below tells which one it is. */
static json_t *letters_of(answers answers)
{
	static const char letters[] = "?ngly";
	char text[MODE_LIMIT + 1];

	for (int mode = 0; mode < MODE_LIMIT; mode++)
		text[mode] = letters[answers_get(answers, mode)];
	text[MODE_LIMIT] = '\0';
	return json_string(text);
}

static enum exit_code write_host(void *context, const struct fleet_host *host)
{
	struct page *page = context;
	char place[PLACE_SIZE];

	records_place(page->tally.reader, host->place, place);
	fputs(page->has_hosts ? ",\n" : "\n", page->file);
	page->has_hosts = true;
	write_json(page, json_pack("[o, i, o, o, o, o, o, o, s, s?]",
				   json_of_text(host->name),
				   count_in_pool(page, host->answers),
				   letters_of(host->answers),
				   json_of_text(host->kind),
				   json_of_text(host->processor),
				   json_of_text(host->own_mode),
				   json_of_text(host->kernel),
				   json_of_text(host->source), place,
				   *host->note ? host->note : NULL));
	return ferror(page->file) ? EXIT_FAILED : EXIT_YES;
}

static json_t *json_of_mode_row(const struct summary *summary, int mode)
{
	const uint64_t *hosts = summary->modes[mode].hosts;
	char pvr[16];

	snprintf(pvr, sizeof(pvr), "0x%08" PRIx32, pvr_of_mode(mode));
	return json_pack("{s:s, s:s, s:i, s:I, s:I, s:I, s:I, s:I}", "name",
			 mode_name(mode), "logical_pvr", pvr, "at", mode, "yes",
			 (json_int_t)hosts[ANSWER_YES], "likely",
			 (json_int_t)hosts[ANSWER_LIKELY], "guess",
			 (json_int_t)hosts[ANSWER_GUESS], "no",
			 (json_int_t)hosts[ANSWER_NO], "unknown",
			 (json_int_t)hosts[ANSWER_UNKNOWN]);
}

static json_t *json_of_mode_rows(const struct summary *summary)
{
	json_t *rows = json_array();

	for (int mode = 0; mode < MODE_LIMIT; mode++) {
		if (summary->modes[mode].is_named)
			json_array_append_new(rows,
					      json_of_mode_row(summary, mode));
	}
	return rows;
}

static json_t *json_of_pool(const struct page *page, int pool)
{
	int mode = page->pools[pool];
	char name[MODE_NAME_SIZE];

	return json_pack("{s:s, s:o, s:I}", "name", pool_name(name, mode),
			 "mode", json_of_mode(mode), "hosts",
			 (json_int_t)page->pool_hosts[pool]);
}

static json_t *json_of_pools(const struct page *page)
{
	json_t *pools = json_array();

	for (int i = 0; i < page->pool_count; i++)
		json_array_append_new(pools, json_of_pool(page, i));
	return pools;
}

/* SOURCE_DATE_EPOCH is for pages that have to be the same each time. */
static json_t *json_of_now(void)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	time_t now = fixed ? (time_t)strtoll(fixed, NULL, 10) : time(NULL);
	char text[32];
	struct tm tm;

	if (!gmtime_r(&now, &tm) ||
	    !strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm))
		return json_null();
	return json_string(text);
}

static void write_member(struct page *page, const char *key, json_t *value)
{
	fprintf(page->file, ",\n\"%s\":", key);
	write_json(page, value);
}

static void write_summary(struct page *page)
{
	struct summary summary;

	summarize(&summary, &page->tally, page->request->certainty);
	write_member(page, "made", json_of_now());
	write_member(page, "certainty",
		     json_string(compatcaps_certainty_name(summary.certainty)));
	write_member(page, "hosts_count",
		     json_integer((json_int_t)summary.hosts));
	write_member(page, "answered",
		     json_integer((json_int_t)summary.answered));
	write_member(
		page, "unsure",
		json_integer((json_int_t)(summary.hosts - summary.answered)));
	write_member(page, "baseline", json_of_mode(summary.baseline));
	write_member(page, "baseline_of_answered",
		     json_of_mode(summary.baseline_of_answered));
	write_member(page, "modes", json_of_mode_rows(&summary));
	write_member(page, "pools", json_of_pools(page));
}

static enum exit_code write_page(struct page *page)
{
	enum exit_code code;

	fputs(page_before, page->file);
	fputs("{\"format\":\"compatcaps-fleet-page\",\"version\":1,\n"
	      "\"hosts\":[",
	      page->file);
	code = tally_read_each(&page->tally, page->request,
			       page->request->paths, write_host, page);
	if (code != EXIT_YES)
		return code;
	fputs("\n]", page->file);
	write_summary(page);
	fputs("}", page->file);
	fputs(page_after, page->file);
	return EXIT_YES;
}

enum exit_code run_page(const struct request *request)
{
	struct page page = {.request = request};
	struct output_file output;
	enum exit_code code;

	if (output_file_open(&output, request->output)) {
		message("%s", output.error);
		return EXIT_FAILED;
	}
	page.file = output.file;
	code = write_page(&page);
	tally_free(&page.tally);
	if (code != EXIT_YES) {
		output_file_abort(&output);
		return code;
	}
	if (!output_file_commit(&output))
		return EXIT_YES;
	message("%s", output.error);
	return EXIT_FAILED;
}
