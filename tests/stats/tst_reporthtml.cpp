// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "stats/examplesummary.h"
#include "stats/markup.h"
#include "stats/reportcharts.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace emitter;
using markup::contains;
using markup::count;

namespace {

std::string flawOf(const std::string &html)
{
    // Style sheets hold > and no markup.
    std::string page = html;
    const std::size_t style = page.find("<style>");
    page.erase(style, page.find("</style>") + 8 - style);
    return markup::flaw(page, {"meta"});
}

Chart chartOf(std::vector<double> seconds, std::vector<std::optional<double>> values)
{
    Chart chart{"Title", "entries/s", std::move(seconds), {}};
    chart.series.push_back({"series", 1, std::move(values), false, false});
    return chart;
}

}

TEST_CASE("the page is well formed and needs nothing but itself")
{
    Summary summary = example::troubled();
    example::addHistory(summary, 600);
    const std::string html = toHtml(summary);
    CHECK(flawOf(html) == "");
    CHECK(contains(html, "content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    for (const char *foreign :
        {"<script", "<link", "<img", "<iframe", "src=", "href=", "url(", "@import"})
        CHECK_MESSAGE(!contains(html, foreign), foreign);
    CHECK(html.size() < 400'000);
}

TEST_CASE("the page shows what the run was")
{
    Summary summary = example::troubled();
    example::addHistory(summary, 60);
    const std::string html = toHtml(summary);
    for (const char *part :
        {"✕ missed 2 of 3 targets", "a target was missed", "1,220 /s", "&gt;99.99% of plan",
            "30 rejected, 1,204 dropped", "✕ FAIL", "✓ pass", "▲ with losses",
            "429 Too Many Requests", "TLS certificates are not verified", "queue full 1,200",
            "1.1 GiB", "99.83%", "seed 42", "http://localhost:6333", "2026-01-01 00:00:00 UTC"})
        CHECK_MESSAGE(contains(html, part), part);
    for (const char *title : {"Rate", "Delivered per sink", "Latency from due time, slowest sink",
             "Backlog, largest in each interval",
             "Failed: rejected, dropped or unconfirmed, all sinks", "Latency of qdrant",
             "Latency of pgvector"})
        CHECK_MESSAGE(
            contains(html, "<title>" + std::string(title) + "</title><desc>Over 1 min"), title);
}

TEST_CASE("the page holds the self-audit")
{
    const std::string page = toHtml(example::small());
    CHECK(page.find("<h2>Self-audit</h2>") != std::string::npos);
    CHECK(page.find("<dt>pacing</dt><dd>kept: nothing more than 100 ms late</dd>")
        != std::string::npos);
    CHECK(page.find("<dt>unevenness</dt><dd>CV of 10 ms bins 0.950 (schedule 0.900)")
        != std::string::npos);
}

TEST_CASE("the page says what the stores hold, when they were read back")
{
    Summary summary = example::troubled();
    CHECK_FALSE(contains(toHtml(summary), "Read back"));
    summary.verification = example::readBack();
    const std::string html = toHtml(summary);
    CHECK(flawOf(html) == "");
    for (const char *part : {"✓ good", "✕ BAD", "✕ FAILED", "<td class=\"bad\">2</td>",
             "2 entries are missing that the run counted as delivered",
             "018bcfe5-0000-7000-8000-000000000001", "localhost:5432 refused the connection",
             "Only the first 700,000 of 731,999 entries"})
        CHECK_MESSAGE(contains(html, part), part);
}

TEST_CASE("what was muted is on the page and is no loss")
{
    Summary summary = example::small();
    SinkCounts &counts = summary.last.sinks[0].counts;
    counts.droppedBy[static_cast<std::size_t>(DropReason::Muted)] = 700;
    counts.delivered -= 700;
    const std::string html = toHtml(summary);
    for (const std::string_view part :
        {"nothing lost, 700 muted", "<td>700</td>", "✓ ok", "dropped: muted 700"})
        CHECK_MESSAGE(contains(html, part), part);
    CHECK_FALSE(contains(html, "with losses"));
    ++counts.droppedBy[0];
    for (const std::string_view part :
        {"1 dropped, 700 muted", "<td class=\"bad\">701</td>", "with losses"})
        CHECK_MESSAGE(contains(toHtml(summary), part), part);
}

TEST_CASE("a run with one sink has four charts")
{
    Summary summary = example::small();
    example::addHistory(summary, 30);
    const std::string html = toHtml(summary);
    CHECK(count(html, "<figure>") == 4);
    CHECK(count(html, "<desc>") == 4);
    CHECK(contains(html, "✓ passed"));
    CHECK_FALSE(contains(html, "✕"));
}

TEST_CASE("hostile names stay text and long ones are cut")
{
    Summary summary = example::troubled();
    const std::string evil = "<img src=x onerror=alert(1)>\"'&\x01\xff" + std::string(5000, 'x');
    summary.profile = summary.version = summary.runId = summary.reason = evil;
    summary.targets[0].expression = summary.targets[1].note = evil;
    summary.warnings = {evil};
    summary.last.services[0].name = summary.last.pools[0].prefix = evil;
    for (SinkSnapshot &sink : summary.last.sinks) {
        sink.name = sink.type = sink.target = sink.strength = evil;
        sink.errors = {{evil, 1}};
    }
    example::addHistory(summary, 10);
    const std::string html = toHtml(summary);
    CHECK(flawOf(html) == "");
    CHECK_FALSE(contains(html, "<img"));
    CHECK(contains(html, "&lt;img src=x onerror=alert(1)&gt;"));
    CHECK_FALSE(contains(html, std::string(600, 'x')));
    CHECK(contains(html, "x…"));
    CHECK(isCleanUtf8(html));
}

TEST_CASE("a run over no time has a page without numbers that are none")
{
    Summary summary;
    summary.result = RunResult::Missed;
    const std::string html = toHtml(summary);
    CHECK(flawOf(html) == "");
    CHECK(contains(html, "before there was anything to draw"));
    const std::string body = html.substr(html.find("</style>"));
    for (const char *wrong : {"nan", "inf<", "inf ", "1970"})
        CHECK_MESSAGE(!contains(body, wrong), wrong);
}

TEST_CASE("of many services the busiest are shown and the others folded away")
{
    Summary summary = example::small();
    summary.last.services.clear();
    for (std::uint64_t i = 1; i <= 5000; ++i)
        summary.last.services.push_back({"service-" + std::to_string(i), 1, i});
    const std::string html = toHtml(summary);
    CHECK(flawOf(html) == "");
    CHECK(contains(html, "<summary>and 4,980 more</summary>"));
    CHECK(count(html, "<bdi>service-") == 2000);
    CHECK(html.find("service-4981<") < html.find("<details>"));
    CHECK(html.find("service-4980<") > html.find("<details>"));
    CHECK(contains(html, "The JSON report lists all 5,000."));
}

TEST_CASE("more sinks than colours are not drawn")
{
    Summary summary = example::small();
    for (int i = 0; i < 9; ++i)
        summary.last.sinks.push_back(example::sink("sink-" + std::to_string(i), "http", 3000));
    example::addHistory(summary, 30);
    const std::string html = toHtml(summary);
    CHECK(contains(html, "Delivered per sink, first 6 of 10"));
    CHECK_FALSE(contains(html, "Latency of sink-5"));
    CHECK_FALSE(contains(html, "k7"));
    CHECK(contains(html, "<bdi>sink-8</bdi>"));
}

TEST_CASE("a chart says when nothing was measured")
{
    for (const Chart &chart : {chartOf({}, {}), chartOf({1, 2}, {{}, {}}),
             chartOf({1}, {std::optional<double>(std::nan(""))}), chartOf({0}, {5.0})}) {
        const std::string svg = toSvgFigure(chart);
        CHECK(markup::flaw(svg) == "");
        CHECK(contains(svg, "<desc>Nothing was measured.</desc>"));
        CHECK(contains(svg, ">nothing was measured<"));
        CHECK_FALSE(contains(svg, "class=\"l "));
    }
}

TEST_CASE("one sample is a line since the start")
{
    const std::string svg = toSvgFigure(chartOf({1}, {50.0}));
    CHECK(contains(svg, "class=\"l k1\" d=\"M48 "));
    CHECK(contains(svg, "L586 "));
}

TEST_CASE("a line is broken where nothing was measured")
{
    const std::string svg = toSvgFigure(chartOf({1, 2, 3, 4, 5, 6}, {1.0, 2.0, {}, 3.0, {}, 4.0}));
    CHECK(count(svg, "class=\"l k1\"") == 1);
    CHECK(count(svg, "<circle class=\"p k1\"") == 2);
    CHECK(contains(svg, "from 1.00 to 4.00, last 4.00"));
}

TEST_CASE("time is marked in seconds, minutes or hours")
{
    const auto marks = [](double end) { return toSvgFigure(chartOf({end / 2, end}, {1.0, 1.0})); };
    CHECK(contains(marks(30), ">5 s<"));
    CHECK(contains(marks(600), ">2 min<"));
    CHECK(contains(marks(8 * 3600.0), ">2 h<"));
    CHECK(contains(marks(10 * 86400.0), ">48 h<"));
    CHECK(contains(marks(0.5), ">0.2 s<"));
}
