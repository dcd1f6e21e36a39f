// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/dashboard/dashboardsink.h"
#include "support/sinkcontract.h"

using namespace emitter;

namespace {

Result<std::unique_ptr<Sink>> make(
    std::string token, std::function<void(const FlushReport &)> flushed)
{
    SinkConfig config;
    config.values = fallbacks(dashboardsink::descriptor().rows);
    config.values.set("token", Secret(std::move(token)));
    config.flushed = std::move(flushed);
    return dashboardsink::descriptor().create(std::move(config));
}

}

TEST_CASE("keeps the promises of every sink")
{
    const Content content = makeContent();
    SUBCASE("while nobody listens")
    {
        runSinkContract(
            [] { return std::make_unique<dashboardsink::DashboardSink>(nullptr); }, content);
    }
    SUBCASE("while somebody does")
    {
        runSinkContract(
            [] {
                return std::make_unique<dashboardsink::DashboardSink>([](const FlushReport &) {});
            },
            content);
    }
}

TEST_CASE("tells of each batch, once, by service, pool and level")
{
    const Content content = makeContent();
    std::vector<FlushReport> reports;
    const auto sink = make("", [&](const FlushReport &report) { reports.push_back(report); });
    REQUIRE(sink);
    REQUIRE((*sink)->open(content));
    int delivered = 0;
    for (const std::size_t size : {10U, 3U}) {
        (*sink)->send(
            {std::make_shared<const std::vector<Entry>>(makeEntries(size, 0, 1, 5)), 0, 0},
            [&](const SendResult &result) { delivered += result.outcome == Outcome::Delivered; });
    }
    CHECK(delivered == 2);
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].totalCount == 10);
    CHECK(reports[0].byService
        == std::vector<std::pair<std::string, std::uint64_t>>{
            {"api-gateway", 2}, {"auth", 2}, {"emitter", 6}});
    CHECK(reports[0].byLevel == std::array<std::uint64_t, levelCount>{2, 2, 2, 2, 2});
    CHECK(reports[0].unixNanos > 1'700'000'000'000'000'000);
    CHECK(reports[1].totalCount == 3); // nothing is left of the batch before
    CHECK(reports[1].byLevel == std::array<std::uint64_t, levelCount>{1, 1, 1, 0, 0});
}

TEST_CASE("listens on loopback unless told otherwise, and wants no network")
{
    const SinkDescriptor sink = dashboardsink::descriptor();
    FieldValues values = fallbacks(sink.rows);
    CHECK(sink.traits(values).target == "http://127.0.0.1:3000/");
    CHECK_FALSE(sink.traits(values).network);
    CHECK_FALSE(sink.traits(values).wantsVectors);
    values.set("host", std::string("::1"));
    CHECK(sink.traits(values).target == "http://[::1]:3000/");
}

TEST_CASE("a token is what a browser can send")
{
    CHECK(make("Abc-1._~", {}));
    for (const char *token : {"with space", "a,b", "a\r\nb", "\"", "\u00e9"}) {
        const auto sink = make(token, {});
        REQUIRE_FALSE(sink);
        CHECK(sink.problem().text.find(token) == std::string::npos);
    }
}
