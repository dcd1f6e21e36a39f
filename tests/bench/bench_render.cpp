// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Renders prepared entries and writes them to /dev/null, then through the file sink to a file that
// is deleted again: bench_render [entries] [pool size] [folder]
#include "base/clock.h"
#include "base/random.h"
#include "sinks/file/filesink.h"
#include "wire/entryrenderer.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

using namespace emitter;

namespace {

constexpr std::size_t entriesPerBatch = 1000;
constexpr std::size_t pieceBytes = 128 << 10;

Content makeContent(std::uint32_t poolSize)
{
    SourceTable sources;
    for (const char *name : {"api-gateway", "user-service", "payment-service", "auth-service"})
        sources.addService(name);
    sources.addEmitters("emitter", 1000);
    auto messages = MessagePool::create(poolSize, 1);
    if (!messages) {
        std::fprintf(stderr, "bench_render: %s\n", messages.problem().text.c_str());
        std::exit(EXIT_FAILURE);
    }
    Content content({std::move(*messages), std::move(sources), {}, 1, 2});
    content.setStart(1'767'225'600'000'000'000);
    return content;
}

enum class Sources { Services, Emitters };

/// As a schedule makes them: in order of due time, one million a second, random slot and level.
std::vector<Entry> makeEntries(const Content &content, std::size_t count, Sources kind)
{
    std::vector<Entry> entries(count);
    for (std::size_t i = 0; i < count; ++i) {
        Entry &entry = entries[i];
        entry.number = i;
        entry.due = static_cast<std::int64_t>(i) * 1000;
        entry.sequence = static_cast<std::uint32_t>(i / 1000 + 1);
        const std::uint64_t bits = randomBits(7, 1, i);
        if (kind == Sources::Services) {
            entry.slot = below(bits, content.messages().size());
            entry.source = below(bits << 16, 4);
        } else {
            entry.slot = content.messages().size() + below(bits, emitterTemplateCount());
            entry.source = 4 + below(bits << 16, 1000);
        }
        constexpr std::array levels{Level::Debug, Level::Info, Level::Info, Level::Info,
            Level::Info, Level::Info, Level::Warn, Level::Error};
        entry.level = levels[bits & 7];
    }
    return entries;
}

struct Rate
{
    double entries = 0;
    double bytes = 0;
};

/// The median of five; `prepare` before each is not counted.
Rate measure(
    const std::vector<Entry> &entries, const std::function<std::size_t()> &run,
    const std::function<void()> &prepare = [] {})
{
    std::array<Rate, 5> rates;
    for (Rate &rate : rates) {
        prepare();
        const std::int64_t start = Clock::system().monotonicNanos();
        const std::size_t bytes = run();
        const double seconds = static_cast<double>(Clock::system().monotonicNanos() - start) * 1e-9;
        rate = {
            static_cast<double>(entries.size()) / seconds, static_cast<double>(bytes) / seconds};
    }
    std::sort(rates.begin(), rates.end(), [](auto a, auto b) { return a.entries < b.entries; });
    return rates[2];
}

void report(const char *what, std::size_t bytes, Rate rate)
{
    std::printf("%-28s %4zu bytes  %7.2f M entries/s  %8.0f MB/s\n", what, bytes,
        rate.entries * 1e-6, rate.bytes * 1e-6);
}

void benchRender(const char *what, const Content &content, const EntryFormat &format,
    const std::vector<Entry> &entries)
{
    const int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    EntryRenderer renderer(content, format);
    std::string buffer;
    std::size_t total = 0;
    const Rate rate = measure(entries, [&] {
        total = 0;
        const std::span all(entries);
        for (std::size_t at = 0; at < all.size(); at += entriesPerBatch) {
            renderer.appendAll(
                buffer, all.subspan(at, std::min(entriesPerBatch, all.size() - at)), "\n");
            if (buffer.size() >= pieceBytes || at + entriesPerBatch >= all.size()) {
                total += static_cast<std::size_t>(
                    std::max<ssize_t>(0, ::write(null, buffer.data(), buffer.size())));
                buffer.clear();
            }
        }
        return total;
    });
    close(null);
    report(what, total / entries.size(), rate);
}

/// Through Sink::send, in batches as a worker makes them, into a new file each time. Neither
/// opening and closing it nor deleting the one before is counted.
void benchFile(const char *what, const Content &content, const std::string &folder, bool gzip,
    const std::vector<Entry> &entries)
{
    FieldValues values = fallbacks(filesink::descriptor().rows);
    const std::string path = folder + "/bench_render.log";
    const std::string written = path + (gzip ? ".gz" : "");
    values.set("path", path);
    values.set("gzip", gzip);
    values.set("append", false);
    std::vector<Batch> batches;
    for (std::size_t at = 0; at < entries.size(); at += entriesPerBatch) {
        const std::size_t end = std::min(entries.size(), at + entriesPerBatch);
        const auto from = entries.begin();
        batches.push_back(
            {std::make_shared<const std::vector<Entry>>(
                 from + static_cast<std::ptrdiff_t>(at), from + static_cast<std::ptrdiff_t>(end)),
                batches.size(), 0});
    }
    std::size_t delivered = 0;
    std::size_t bytes = 0;
    std::unique_ptr<Sink> sink;
    const auto prepare = [&] {
        sink.reset();
        unlink(written.c_str());
        SinkConfig config;
        config.values = values;
        auto made = filesink::descriptor().create(std::move(config));
        if (!made || !(*made)->open(content)) {
            std::fprintf(stderr, "bench_render: cannot write to %s\n", path.c_str());
            std::exit(EXIT_FAILURE);
        }
        sink = std::move(*made);
    };
    const auto sendAll = [&] {
        for (const Batch &batch : batches)
            sink->send(batch, [&](const SendResult &result) {
                delivered += result.outcome == Outcome::Delivered && result.items.empty();
            });
        bytes = sink->bytesWritten();
        return bytes;
    };
    const Rate rate = measure(entries, sendAll, prepare);
    sink.reset();
    unlink(written.c_str());
    if (delivered != 5 * batches.size()) {
        std::fprintf(stderr, "bench_render: not everything was delivered to %s\n", written.c_str());
        std::exit(EXIT_FAILURE);
    }
    report(what, bytes / entries.size(), rate);
}

}

int main(int argc, char **argv)
{
    const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 5'000'000;
    const auto poolSize =
        static_cast<std::uint32_t>(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1000);
    const std::string folder = argc > 3 ? argv[3] : "/tmp";
    const Content content = makeContent(poolSize);
    const auto services = makeEntries(content, count, Sources::Services);
    const auto emitters = makeEntries(content, count, Sources::Emitters);
    EntryFormat padded = EntryFormat::json();
    padded.constants = {{"host", "node-1"}};
    benchRender("json, services", content, padded, services);
    benchRender("text, services", content, EntryFormat::text(), services);
    benchRender("json, pool emitters", content, EntryFormat::json(), emitters);
    benchRender("text, pool emitters", content, EntryFormat::text(), emitters);
    benchFile("file sink, json", content, folder, false, services);
    benchFile("file sink, json, gzip", content, folder, true,
        {services.begin(), services.begin() + static_cast<std::ptrdiff_t>(count / 10)});
}
