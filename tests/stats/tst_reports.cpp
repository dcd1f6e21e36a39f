// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "stats/examplesummary.h"
#include "stats/markup.h"

#include <doctest/doctest.h>

#include <limits>

using namespace emitter;
using markup::contains;
using markup::count;

namespace {

/// The test case of `name` with everything inside.
std::string caseNamed(const std::string &xml, const std::string &name)
{
    const std::size_t at = xml.find("name=\"" + name + '"');
    REQUIRE_MESSAGE(at != std::string::npos, name);
    return xml.substr(at, xml.find("</testcase>", at) - at);
}

bool fails(const std::string &xml, const std::string &name)
{
    return contains(caseNamed(xml, name), "<failure");
}

}

TEST_CASE("a report's suffix chooses its writer")
{
    const Summary summary = example::small();
    CHECK(reportWriter("a.html")(summary) == toHtml(summary));
    CHECK(reportWriter("a.json")(summary) == toJson(summary));
    CHECK(reportWriter("a.csv")(summary) == toCsv(summary));
    CHECK(reportWriter("dir.md/a.xml")(summary) == toJUnit(summary));
    CHECK(reportWriter("A.MD")(summary) == toMarkdown(summary));
    for (const char *unknown : {"", "report", "a.htm", "a.html.gz", "html", "-"})
        CHECK_FALSE(reportWriter(unknown));
}

TEST_CASE("the CSV of a small run reads like this")
{
    Summary summary = example::small();
    summary.history = {{1, 100, 99.5, {98}, {0.4}, {1}, {2}, 12, 0},
        {2, 100, 100.5, {0}, {0}, {0}, {0}, 130, 1.5}};
    CHECK(toCsv(summary)
        == "seconds,planned_per_s,achieved_per_s,backlog,failed_per_s,file delivered_per_s,"
           "file p50_ms,file p95_ms,file p99_ms\r\n"
           "1,100,99.5,12,0,98,0.4,1,2\r\n"
           "2,100,100.5,130,1.5,0,,,\r\n");
}

TEST_CASE("every CSV row has every column")
{
    Summary summary = example::troubled();
    example::addHistory(summary, 5);
    summary.history[1] = {2, 1, 1, {}, {}, {}, {}, 0, 0};
    summary.history[2].achievedPerSecond = std::numeric_limits<double>::infinity();
    const std::string csv = toCsv(summary);
    const auto lines = split(csv, '\n');
    REQUIRE(lines.size() == 7);
    for (std::size_t i = 0; i < 6; ++i) {
        CHECK(count(lines[i], ",") == 4 + 3 * 4);
        CHECK(lines[i].ends_with('\r'));
    }
    CHECK_FALSE(contains(csv, "inf"));
}

TEST_CASE("a spreadsheet reads sinks' names as text")
{
    Summary summary = example::small();
    for (const char *start : {"=", "+", "-", "@"}) {
        summary.last.sinks[0].name = start + std::string("cmd|'/c calc'!A0");
        const std::string csv = toCsv(summary);
        CHECK(contains(csv, ",\"'" + std::string(start) + "cmd|'/c calc'!A0 p50_ms\","));
    }
    summary.last.sinks[0].name = "a \"quoted\", name\r\n";
    CHECK(contains(toCsv(summary), ",\"a \"\"quoted\"\", name\uFFFD\n p50_ms\","));
}

TEST_CASE("the Markdown has the verdict, the targets and the sinks")
{
    const std::string text = toMarkdown(example::troubled());
    CHECK(text.starts_with("### Load run `compare-stores.yaml`: missed 2 of 3 targets\n"));
    CHECK(contains(text, "| `latency_p99{qdrant} < 250ms` | 590.00 ms | **FAIL** |\n"));
    CHECK(contains(text, "| `achieved >= 95%` | 99.9999% | pass |\n"));
    CHECK(contains(text, "**FAIL** `no sink is named \"weaviate\"` |\n"));
    CHECK(contains(text, "| `qdrant` | 730,765 | `accepted` | **30** | **1,204** | 0 | 88.2 |"));
    CHECK(contains(text, "- `qdrant` dropped: queue full 1,200, retry exhausted 4\n"));
    CHECK(contains(text, "exit 99 `a target was missed`"));
    Summary lost = example::small();
    lost.last.sinks[0].state = SinkState::Lost;
    lost.last.closedLoop = true;
    CHECK(contains(toMarkdown(lost), "`file` **LOST**"));
    CHECK(contains(toMarkdown(lost), "Closed loop"));
    Summary muted = example::small();
    muted.last.sinks[0].counts.droppedBy[static_cast<std::size_t>(DropReason::Muted)] = 7;
    CHECK(contains(toMarkdown(muted), "`accepted` | 0 | 7 | 0 |")); // not in bold: no trouble
    CHECK(contains(toMarkdown(muted), "dropped: muted 7\n"));
}

TEST_CASE("the Markdown holds the self-audit, open when the plan was not kept")
{
    const std::string kept = toMarkdown(example::small());
    CHECK(kept.find("<details><summary>self-audit</summary>") != std::string::npos);
    CHECK(kept.find("- pacing: `kept: nothing more than 100 ms late`") != std::string::npos);
    CHECK(kept.find("CV of 10 ms bins 0.950 (schedule 0.900)") != std::string::npos);
    CHECK(toMarkdown(example::troubled()).find("<details open><summary>self-audit")
        != std::string::npos);
}

TEST_CASE("JUnit says whether the plan was kept, and fails no case for it")
{
    CHECK(toJUnit(example::small()).find("<property name=\"plan_kept\" value=\"true\"/>")
        != std::string::npos);
    CHECK(toJUnit(example::small()).find("<property name=\"pacing\" value=\"kept: nothing")
        != std::string::npos);
    Summary late = example::small();
    late.last.lateness.max = 500;
    CHECK(
        toJUnit(late).find("<property name=\"plan_kept\" value=\"false\"/>") != std::string::npos);
    CHECK(toJUnit(late).find("<failure") == std::string::npos);
}

TEST_CASE("the Markdown says what the stores hold, when they were read back")
{
    Summary summary = example::troubled();
    CHECK_FALSE(contains(toMarkdown(summary), "Read back"));
    summary.verification = example::readBack();
    const std::string text = toMarkdown(summary);
    CHECK(contains(text, "| `qdrant` | 731,999 | 0 | 699,998 | 2 | 0 | 0 | **BAD** |\n"));
    CHECK(contains(text, "| `elasticsearch` | 731,999 | 0 | 700,000 | 0 | 0 | 0 | good |\n"));
    CHECK(contains(text, "| `pgvector` | - | - | - | - | - | - | **FAILED** |\n"));
    CHECK(contains(text, "- `qdrant`: `2 entries are missing that the run counted as delivered`"));
    CHECK(contains(text, "- `pgvector`: `could not be read back: PostgreSQL at localhost:5432"));
    CHECK(contains(text, "- `Only the first 700,000 of 731,999 entries were recorded"));
}

TEST_CASE("JUnit has a case for each store that was read back")
{
    Summary summary = example::troubled();
    summary.verification = example::readBack();
    const std::string xml = toJUnit(summary);
    CHECK(fails(xml, "sink qdrant holds what was sent"));
    CHECK_FALSE(fails(xml, "sink elasticsearch holds what was sent"));
    CHECK(fails(xml, "sink pgvector holds what was sent"));
}

TEST_CASE("names cannot leave their Markdown cell")
{
    Summary summary = example::small();
    summary.last.services[0].name = "a|b` <script>alert(1)</script> @team `` x\n# title";
    const std::string text = toMarkdown(summary);
    CHECK(
        contains(text, "| ``` a\\|b` <script>alert(1)</script> @team `` x # title ``` | 30.00 |"));
    summary.last.services[0].name = "";
    CHECK(contains(toMarkdown(summary), "| - | 30.00 |"));
}

TEST_CASE("JUnit has a case per target and per sink, and those fail that went wrong")
{
    const std::string xml = toJUnit(example::troubled());
    CHECK(markup::flaw(xml) == "");
    CHECK(count(xml, "<testcase ") == 3 + 2 + 3);
    CHECK(count(xml, "<failure ") == 2);
    CHECK(count(xml, " tests=\"8\" failures=\"2\" errors=\"0\"") == 2);
    CHECK_FALSE(fails(xml, "achieved &gt;= 95%"));
    CHECK(fails(xml, "latency_p99{qdrant} &lt; 250ms"));
    CHECK(
        contains(caseNamed(xml, "latency_p99{weaviate} &lt; 250ms"), "nothing measured: no sink"));
    CHECK_FALSE(fails(xml, "entries were sent"));
    CHECK_FALSE(fails(xml, "sink qdrant was not lost"));
    CHECK(contains(caseNamed(xml, "sink qdrant was not lost"), "rejected 30, dropped 1,204"));
    CHECK(contains(xml, " timestamp=\"2026-01-01T00:00:00\""));
    CHECK(contains(xml, " time=\"600\""));
}

TEST_CASE("JUnit fails when nothing was sent, a sink was lost or the run was cut short")
{
    Summary summary = example::small();
    summary.last.sinks[0].counts = {};
    CHECK(fails(toJUnit(summary), "entries were sent"));

    summary = example::small();
    summary.last.sinks[0].state = SinkState::Lost;
    summary.last.sinks[0].errors = {{"no space left on device", 1}};
    CHECK(contains(caseNamed(toJUnit(summary), "sink file was not lost"),
        "message=\"the sink was lost: no space left on device\""));

    summary = example::small();
    CHECK_FALSE(fails(toJUnit(summary), "the run ended as planned"));
    summary.result = RunResult::Stopped; // an unlimited run that was ended by a signal
    CHECK_FALSE(fails(toJUnit(summary), "the run ended as planned"));
    summary.exitCode = 130;
    CHECK(fails(toJUnit(summary), "the run ended as planned"));
    summary.result = RunResult::Failed;
    summary.reason = "the drain was incomplete";
    CHECK(contains(
        caseNamed(toJUnit(summary), "the run ended as planned"), "the drain was incomplete"));
}

TEST_CASE("JUnit is never green for a run whose exit code is not 0")
{
    Summary summary = example::small(); // as after --abort-on-fail, the target has recovered
    summary.result = RunResult::Missed;
    summary.exitCode = 99;
    summary.reason = "a target was missed and --abort-on-fail ended the run";
    CHECK(contains(caseNamed(toJUnit(summary), "the run ended as planned"),
        "message=\"a target was missed and --abort-on-fail ended the run\""));

    summary.last.sinks.push_back(example::sink("db", "sqlite", 0));
    summary.reason = "nothing was delivered to sink db";
    CHECK(contains(caseNamed(toJUnit(summary), "the run ended as planned"),
        "message=\"nothing was delivered to sink db\""));
    CHECK(contains(toJUnit(summary), " failures=\"1\" "));

    summary.exitCode = 0; // with --no-fail
    CHECK_FALSE(contains(toJUnit(summary), "<failure"));
}

TEST_CASE("JUnit stays well formed whatever the texts hold")
{
    Summary summary = example::troubled();
    const std::string evil = "]]> </system-out> & \" ' <x y=\"\"> \x01\x1b\xff\xef\xbf\xbf";
    summary.profile = summary.version = summary.reason = evil;
    summary.targets[1].expression = summary.targets[2].note = evil;
    summary.last.sinks[0].name = evil;
    summary.last.sinks[0].state = SinkState::Lost;
    summary.last.sinks[0].errors = {{evil, 3}};
    summary.result = RunResult::Failed;
    summary.durationSeconds = std::numeric_limits<double>::quiet_NaN();
    const std::string xml = toJUnit(summary);
    CHECK(markup::flaw(xml) == "");
    CHECK(isCleanUtf8(xml));
    CHECK_FALSE(contains(xml, "]]>"));
    CHECK_FALSE(contains(xml, "\xef\xbf\xbf"));
    CHECK(count(xml, " time=\"0\"") == 2 + 8);
}
