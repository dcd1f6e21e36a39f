// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The http sink with each of its clients, requests of `_bulk`, and wrk where it is installed,
// against one receiver: in turns, the median of the rounds, and the CPU time of the client alone.
//
// usage: bench_http [ROUNDS [SECONDS [WORD]]]    WORD: only titles with it
//        bench_http count N             N POSTs through the fast client and nothing else, for
//                                       valgrind --tool=callgrind

#include "base/clock.h"
#include "receiverprocess.h"
#include "rest/spentbodies.h"
#include "sinks/elasticsearch/bulkbody.h"
#include "sinks/http/httpsink.h"
#include "support/entries.h"

#include <QtCore/QCoreApplication>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

using namespace emitter;
using namespace emitter::bench;

namespace {

using Settings = std::vector<std::pair<std::string, FieldValues::Value>>;

struct Measured
{
    double entriesPerSecond = 0;
    double bytesPerSecond = 0;
    double cpuMicrosPerRequest = 0; ///< of the client, not of the receiver
};

double cpuSeconds(int who)
{
    rusage usage{};
    ::getrusage(who, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Content contentWith(std::uint32_t dimensions)
{
    constexpr std::uint32_t messages = 200;
    SourceTable sources;
    sources.addService("api-gateway");
    std::optional<VectorTable> vectors;
    if (dimensions > 0)
        vectors.emplace(VectorTable{dimensions, 0.01F, {}});
    std::uint32_t state = 1;
    const std::size_t floats = (messages + emitterTemplateCount()) * std::size_t{dimensions};
    while (vectors && vectors->values.size() < floats) {
        state = state * 1664525 + 1013904223;
        vectors->values.push_back(static_cast<float>(state >> 8) * 0x1p-24F - 0.5F);
    }
    Content content(
        {*MessagePool::create(messages, 1), std::move(sources), std::move(vectors), 1, 2});
    content.setStart(Clock::system().unixNanos());
    return content;
}

std::unique_ptr<Sink> makeSink(std::uint16_t port, const Settings &settings, const Content &content)
{
    const SinkDescriptor descriptor = httpsink::descriptor();
    SinkConfig config;
    config.name = "http";
    config.vectors = content.vectors() != nullptr;
    config.values = fallbacks(descriptor.rows);
    config.values.set("url", "http://127.0.0.1:" + std::to_string(port));
    config.values.set("health_path", std::string());
    for (const auto &[key, value] : settings)
        config.values.set(key, value);
    auto sink = descriptor.create(config);
    if (!sink || !(*sink)->open(content)) {
        std::fputs("the sink cannot be opened\n", stderr);
        std::exit(1);
    }
    return std::move(*sink);
}

constexpr auto noLimit = ~std::uint64_t{0};

/// Keeps the sink full with batches of `batch` entries until `limit` have been sent, or for
/// `seconds`.
Measured drive(Sink &sink, const Content &content, std::size_t batch, std::uint64_t limit,
    double seconds, bool single)
{
    const auto entries =
        std::make_shared<const std::vector<Entry>>(makeEntries(batch, 0, content.slotCount(), 1));
    std::atomic<std::uint64_t> delivered = 0;
    std::atomic<std::uint64_t> failed = 0;
    std::atomic<int> outstanding = 0;
    // a batch per tick of the pacer, not one per place: that is what a worker does
    const int window = single ? std::min(sink.maxInFlight(), 8) : sink.maxInFlight();
    const double cpu = cpuSeconds(RUSAGE_SELF);
    const std::int64_t start = Clock::system().monotonicNanos();
    const std::int64_t end = start + static_cast<std::int64_t>(seconds * 1e9);
    std::uint64_t number = 0;
    while (number * batch < limit && Clock::system().monotonicNanos() < end) {
        while (outstanding >= window)
            outstanding.wait(window);
        ++outstanding;
        sink.send({entries, number++, 0}, [&](const SendResult &result) {
            const bool good = result.items.empty() && result.outcome == Outcome::Delivered;
            (good ? delivered : failed) += batch;
            --outstanding;
            outstanding.notify_one();
        });
    }
    for (int left = outstanding; left > 0; left = outstanding)
        outstanding.wait(left);
    const double took = static_cast<double>(Clock::system().monotonicNanos() - start) * 1e-9;
    if (failed > 0)
        std::fprintf(
            stderr, "%llu entries were not delivered\n", static_cast<unsigned long long>(failed));
    const double requests = static_cast<double>(single ? number * batch : number);
    return {static_cast<double>(delivered) / took, static_cast<double>(sink.bytesWritten()) / took,
        (cpuSeconds(RUSAGE_SELF) - cpu) * 1e6 / requests};
}

Measured ours(std::uint16_t port, const Settings &settings, const Content &content,
    std::size_t batch, double seconds)
{
    const bool single = std::get<std::string>(settings.front().second) == "single";
    const auto sink = makeSink(port, settings, content);
    return drive(*sink, content, batch, noLimit, seconds, single);
}

/// What the sink elasticsearch sends, without the index that it would look for first: the receiver
/// answers everything alike.
class BulkPosts final : public Sink
{
public:
    using Vectors = elasticsearchsink::BulkBody::Vectors;
    BulkPosts(std::uint16_t port, const Content &content, Vectors vectors)
        : m_url("http://127.0.0.1:" + std::to_string(port) + "/logs/_bulk")
        , m_body(content, {}, vectors)
        , m_client(makeFastClient({.connections = 4}))
    {
    }
    Result<void> open(const Content &) override { return {}; }
    int maxInFlight() const override { return m_client->parallelism(); }
    void send(Batch batch, std::function<void(SendResult)> done) override
    {
        HttpRequest request{HttpRequest::Method::Post, m_url,
            {{"Content-Type", "application/x-ndjson"}},
            m_body.write(*batch.entries, m_spent.take())};
        m_bytes += request.body.size();
        m_client->send(std::move(request), [this, done = std::move(done)](HttpResponse answer) {
            m_spent.give(std::move(answer.spentBody));
            SendResult result;
            result.outcome = answer.isSuccess() ? Outcome::Delivered : Outcome::Rejected;
            done(std::move(result));
        });
    }
    Result<void> finish(std::int64_t) override { return {}; }
    void cancel() override { m_client->cancelAll(); }
    std::uint64_t bytesWritten() const override { return m_bytes; }

private:
    const std::string m_url;
    elasticsearchsink::BulkBody m_body;
    SpentBodies m_spent;
    std::atomic<std::uint64_t> m_bytes = 0;
    std::unique_ptr<HttpClient> m_client;
};

Measured bulk(std::uint16_t port, const Content &content, BulkPosts::Vectors vectors,
    std::size_t batch, double seconds)
{
    BulkPosts sink(port, content, vectors);
    return drive(sink, content, batch, noLimit, seconds, false);
}

/// wrk with one thread and as many connections, POSTing a body of the same length. Nothing when one
/// of its requests failed.
Measured wrk(std::uint16_t port, double seconds, std::size_t bodyBytes, int connections)
{
    const std::string script = "/tmp/bench_http_" + std::to_string(::getpid()) + ".lua";
    std::ofstream(script) << "wrk.method = \"POST\"\nwrk.headers[\"Content-Type\"] = "
                             "\"application/json\"\nwrk.body = \""
                          << std::string(bodyBytes, 'x') << "\"\n";
    const double cpu = cpuSeconds(RUSAGE_CHILDREN);
    const std::string command = "wrk -t1 -c" + std::to_string(connections) + " -d"
        + std::to_string(static_cast<int>(seconds)) + "s -s " + script
        + " http://127.0.0.1:" + std::to_string(port) + "/submit 2>&1";
    Measured measured;
    bool isGood = true;
    if (FILE *out = ::popen(command.c_str(), "r")) {
        char line[256];
        while (std::fgets(line, sizeof line, out)) {
            if (std::strncmp(line, "Requests/sec:", 13) == 0)
                measured.entriesPerSecond = std::atof(line + 13);
            // lines that come only when there is such an answer or error
            isGood = isGood && !std::strstr(line, "Non-2xx") && !std::strstr(line, "Socket errors");
        }
        ::pclose(out);
    }
    ::unlink(script.c_str());
    if (!isGood)
        return {};
    if (measured.entriesPerSecond > 0)
        measured.cpuMicrosPerRequest = (cpuSeconds(RUSAGE_CHILDREN) - cpu) * 1e6
            / (measured.entriesPerSecond * std::floor(seconds));
    return measured;
}

/// The mean length of a body with one entry, as the sink renders it.
std::size_t singleBodyBytes(std::uint16_t port, const Content &content)
{
    constexpr std::size_t batch = 100;
    const auto sink = makeSink(port, {{"body", std::string("single")}}, content);
    drive(*sink, content, batch, batch, 1e6, true);
    return sink->bytesWritten() / batch;
}

enum class Whose { Ours, Peers };

struct Contender
{
    std::string name;
    std::function<Measured()> measure;
    Whose whose = Whose::Ours;
    std::vector<Measured> rounds = {};
};

double median(const std::vector<Measured> &rounds, double Measured::*what)
{
    std::vector<double> values;
    for (const Measured &round : rounds)
        values.push_back(round.*what);
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// False when one of ours delivered nothing in a round.
bool print(const Contender &contender, double peer)
{
    const auto [least, most] = std::minmax_element(
        contender.rounds.begin(), contender.rounds.end(), [](const Measured &a, const Measured &b) {
            return a.entriesPerSecond < b.entriesPerSecond;
        });
    const double rate = median(contender.rounds, &Measured::entriesPerSecond);
    if (least->entriesPerSecond <= 0) {
        std::printf("%-36s failed or not installed\n", contender.name.c_str());
        return contender.whose == Whose::Peers;
    }
    std::printf("%-36s %9.0f entries/s (%.0f to %.0f) %7.0f MB/s %8.2f us CPU/request",
        contender.name.c_str(), rate, least->entriesPerSecond, most->entriesPerSecond,
        median(contender.rounds, &Measured::bytesPerSecond) * 1e-6,
        median(contender.rounds, &Measured::cpuMicrosPerRequest));
    if (peer > 0)
        std::printf("  %.2f of the first", rate / peer);
    std::printf("\n");
    return true;
}

bool compare(const std::string &title, std::vector<Contender> contenders, int rounds)
{
    std::printf("%s\n", title.c_str());
    for (int round = 0; round < rounds; ++round) {
        for (Contender &contender : contenders)
            contender.rounds.push_back(contender.measure());
    }
    const double peer = median(contenders.front().rounds, &Measured::entriesPerSecond);
    bool isGood = true;
    for (const Contender &contender : contenders)
        isGood = print(contender, peer) && isGood;
    std::fflush(stdout);
    return isGood;
}

}

int main(int argc, char **argv)
{
    const ReceiverProcess receiver; // forks: before the first thread
    QCoreApplication application(argc, argv);
    const Content plain = contentWith(0);
    const std::uint16_t port = receiver.port();
    if (argc > 2 && std::strcmp(argv[1], "count") == 0) {
        const auto sink = makeSink(port, {{"body", std::string("single")}}, plain);
        drive(*sink, plain, 100, std::strtoull(argv[2], nullptr, 10), 1e6, true);
        return 0;
    }
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 3;
    const double seconds = argc > 2 ? std::atof(argv[2]) : 2;
    const std::string word = argc > 3 ? argv[3] : "";
    const Content vectors = contentWith(1536);
    const auto sends = [&](const Content &content, std::size_t batch, Settings settings) {
        return [=, &content] { return ours(port, settings, content, batch, seconds); };
    };
    const auto single = [&](const char *client, std::int64_t connections, Settings more = {}) {
        more.insert(more.begin(),
            {{"body", std::string("single")}, {"client", std::string(client)},
                {"connections", connections}});
        return sends(plain, 100, std::move(more));
    };
    const std::size_t bodyBytes = singleBodyBytes(port, plain);
    bool isGood = true;
    const auto run = [&](const std::string &title, std::vector<Contender> contenders) {
        if (title.find(word) != std::string::npos)
            isGood = compare(title, std::move(contenders), rounds) && isGood;
    };
    run("one POST per entry",
        {{"wrk, 16 connections", [&] { return wrk(port, seconds, bodyBytes, 16); }, Whose::Peers},
            {"fast, 16 connections", single("fast", 16)},
            {"wrk, 64 connections", [&] { return wrk(port, seconds, bodyBytes, 64); },
                Whose::Peers},
            {"fast, 64 connections", single("fast", 64)},
            {"fast, 64 connections, 2 threads",
                single("fast", 64, {{"client_threads", std::int64_t{2}}})},
            {"fast, 16 connections, pipeline 8",
                single("fast", 16, {{"pipeline", std::int64_t{8}}})},
            {"qnam, 6 connections", single("qnam", 16)}});
    const auto batches = [&](const char *client, const Content &content, std::size_t batch) {
        return sends(content, batch,
            {{"body", std::string("ndjson")}, {"client", std::string(client)},
                {"connections", std::int64_t{4}}, {"embedding", content.vectors() != nullptr}});
    };
    run("NDJSON, 1000 entries per request",
        {{"fast", batches("fast", plain, 1000)}, {"qnam", batches("qnam", plain, 1000)},
            {"fast, _bulk",
                [&] { return bulk(port, plain, BulkPosts::Vectors::None, 1000, seconds); }}});
    run("NDJSON, 100 entries with 1536 dimensions per request",
        {{"fast", batches("fast", vectors, 100)}, {"qnam", batches("qnam", vectors, 100)},
            {"fast, _bulk with base64",
                [&] { return bulk(port, vectors, BulkPosts::Vectors::Base64, 100, seconds); }}});
    return isGood ? 0 : 1;
}
