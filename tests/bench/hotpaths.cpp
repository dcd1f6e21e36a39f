// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One hot path over a given number of entries, for instructions.py to count: hotpaths PATH ENTRIES.
// One thread, no clock, no system call per entry, so that every run executes the same instructions.

#include "delivery/deliverystate.h"
#include "http/answerparser.h"
#include "http/fastrequest.h"
#include "schedule/schedule.h"
#include "sinks/elasticsearch/bulkanswer.h"
#include "sinks/elasticsearch/bulkbody.h"
#include "sinks/http/singleposts.h"
#include "sinks/qdrant/pointwriter.h"
#include "stats/ledger.h"
#include "wire/entryrenderer.h"
#include "wire/noisyvectors.h"

#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace emitter;

namespace {

constexpr std::size_t chunkSize = 1000;

std::vector<Entry> drawn(std::size_t count)
{
    StreamSpec spec;
    spec.kind = ArrivalKind::Poisson;
    spec.meanGap = 1e-6;
    spec.levelWeights = poolLevelWeights;
    spec.slotCount = 500;
    Schedule schedule({spec}, 42);
    std::vector<Entry> entries(count);
    for (Entry &entry : entries)
        entry = schedule.pop();
    return entries;
}

Content makeContent()
{
    SourceTable sources;
    sources.addService("api-gateway");
    Content content({*MessagePool::create(500, 1), std::move(sources), {}, 1, 2});
    content.setStart(1'767'225'600'000'000'000);
    return content;
}

/// A sum of what was made, so that nothing is optimised away; 0 when something was not made.
std::size_t render(EntryFormat format, std::size_t count)
{
    const Content content = makeContent();
    EntryRenderer renderer(content, format);
    const std::vector<Entry> chunk = drawn(chunkSize);
    std::string out;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < count; i += chunkSize) {
        out.clear();
        renderer.appendAll(out, chunk, "\n");
        bytes += out.size();
    }
    return bytes;
}

std::size_t schedule(std::size_t count)
{
    std::size_t sum = 0;
    for (const Entry &entry : drawn(count))
        sum += entry.slot;
    return sum;
}

/// From the pacer's hand-over to the sink's answer, the books of run and sink included.
std::size_t delivery(std::size_t count)
{
    RunLedger run(1);
    SinkLedger sink;
    DeliverySettings settings;
    SinkQueue queue(settings.queueSize);
    DeliveryState state(settings, queue, sink, run, 1);
    state.setOpened(1, 0);
    const ChunkPtr chunk = std::make_shared<const Chunk>(drawn(chunkSize));
    for (std::size_t i = 0; i < count; i += chunkSize) {
        run.emit(*chunk, 1'000'000);
        sink.offer(queue.push(*chunk, 1'000'000));
        while (const auto sent = state.next(1'000'000))
            state.answer(sent->token, {}, 2'000'000, 0);
    }
    return sink.counts().delivered == count ? count : 0;
}

std::size_t vectors(std::string_view form, std::size_t count)
{
    constexpr std::uint32_t dimensions = 1536;
    VectorTable table{dimensions, 0.01F, std::vector<float>(dimensions, 1 / std::sqrt(1536.0F))};
    NoisyVectors noisy(table, 1);
    std::string out;
    std::size_t bytes = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        out.clear();
        if (form == "vectors-text")
            noisy.appendText(out, 0, i);
        else if (form == "vectors-base64")
            noisy.appendBase64(out, 0, i, NoisyVectors::ByteOrder::Big);
        else
            noisy.appendBinary(out, 0, i, NoisyVectors::ByteOrder::Little);
        bytes += out.size();
    }
    return bytes;
}

/// Answers to single POSTs, as a server sends them on a connection that is kept.
std::size_t answers(std::size_t count)
{
    constexpr std::string_view answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n"
        "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\n\r\n{\"status\":\"ok\"}";
    AnswerParser parser{HttpClientOptions()};
    std::size_t complete = 0;
    for (std::size_t i = 0; i < count; ++i) {
        parser.begin(HttpRequest::Method::Post, AnswerParser::Keep::Failures);
        std::string_view bytes = answer;
        complete += parser.take(bytes) == AnswerParser::State::Complete;
    }
    return complete == count ? count : 0;
}

/// Writes a stream's requests as the fast client does, and answers each 200 at once.
class AnsweringClient final : public HttpClient
{
public:
    void send(HttpRequest, Done) override { }
    void cancelAll() override { }
    int parallelism() const override { return 1; }
    std::unique_ptr<HttpStream> stream(HttpRequest pattern, HttpBodySource &source) override
    {
        return std::make_unique<Stream>(pattern, source, m_bytes);
    }
    std::size_t bytes() const { return m_bytes; }

private:
    class Stream final : public HttpStream
    {
    public:
        Stream(const HttpRequest &request, HttpBodySource &source, std::size_t &bytes)
            : m_pattern(request, *HttpUrl::parse(request.url))
            , m_source(source)
            , m_bytes(bytes)
        {
            m_answer.status = 200;
        }
        void wake() override
        {
            for (;;) {
                m_out.clear();
                m_pattern.append(m_out);
                const auto number = m_source.writeNext(m_out);
                if (!number)
                    return;
                m_pattern.setLength(m_out, 0);
                m_bytes += m_out.size();
                m_source.take(*number, m_answer);
            }
        }

    private:
        const RequestPattern m_pattern;
        HttpBodySource &m_source;
        std::size_t &m_bytes;
        HttpResponse m_answer;
        std::string m_out;
    };

    std::size_t m_bytes = 0;
};

/// A POST per entry, from the batch to the bytes of the request, and what its answer settles.
std::size_t requests(std::size_t count)
{
    const Content content = makeContent();
    httpsink::HttpSettings settings;
    settings.submitUrl = "http://127.0.0.1:8000/submit";
    settings.headers = {{"Content-Type", "application/json"}};
    settings.format = EntryFormat::json();
    AnsweringClient client;
    std::atomic<std::uint64_t> bodies = 0;
    httpsink::SinglePosts posts(client, settings, content, bodies);
    const auto chunk = std::make_shared<const std::vector<Entry>>(drawn(chunkSize));
    std::size_t delivered = 0;
    for (std::size_t i = 0; i < count; i += chunkSize) {
        posts.send({chunk, i, 0}, [&](const SendResult &result) {
            const bool good = result.items.empty() && result.outcome == Outcome::Delivered;
            delivered += good ? chunkSize : 0;
        });
    }
    return delivered == count ? client.bytes() : 0;
}

/// A bulk request of documents without vectors, and the answer that takes it.
std::size_t bulk(std::size_t count)
{
    const Content content = makeContent();
    elasticsearchsink::BulkBody writer(content, {}, elasticsearchsink::BulkBody::Vectors::None);
    const std::vector<Entry> chunk = drawn(chunkSize);
    std::string answer = R"({"items":[{"create":{"status":201}})";
    for (std::size_t i = 1; i < chunkSize; ++i)
        answer += R"(,{"create":{"status":201}})";
    answer += "]}";
    std::string body;
    std::size_t bytes = 0, taken = 0;
    for (std::size_t i = 0; i < count; i += chunkSize) {
        body = writer.write(chunk, std::move(body));
        bytes += body.size();
        const auto verdict = elasticsearchsink::judgeBulk(answer, {.entries = chunkSize});
        taken += verdict.result.outcome == Outcome::Delivered ? body.size() : 0;
    }
    return taken == bytes ? taken : 0;
}

/// An upsert of points that have a payload and no vector.
std::size_t points(std::size_t count)
{
    const Content content = makeContent();
    qdrantsink::QdrantSettings settings;
    settings.dense = false;
    settings.sparse = qdrantsink::QdrantSettings::Sparse::Off;
    auto writer = qdrantsink::PointWriter::create(content, settings);
    const std::vector<Entry> chunk = drawn(chunkSize);
    std::string body;
    std::size_t bytes = 0;
    for (std::size_t i = 0; writer && i < count; i += chunkSize) {
        body = writer->write(chunk, std::move(body));
        bytes += body.size();
    }
    return bytes;
}

}

int main(int argc, char **argv)
{
    const std::string_view path = argc > 2 ? argv[1] : "";
    const std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
    std::size_t sum = 0;
    if (path == "json")
        sum = render(EntryFormat::json(), count);
    else if (path == "text")
        sum = render(EntryFormat::text(), count);
    else if (path == "schedule")
        sum = schedule(count);
    else if (path == "delivery")
        sum = delivery(count);
    else if (path == "answers")
        sum = answers(count);
    else if (path == "requests")
        sum = requests(count);
    else if (path == "bulk")
        sum = bulk(count);
    else if (path == "points")
        sum = points(count);
    else if (path.starts_with("vectors-"))
        sum = vectors(path, count);
    std::printf("%zu\n", sum);
    return sum > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
