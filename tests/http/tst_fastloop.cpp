// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/fastloop.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <thread>

using namespace emitter;

namespace {

HttpJob jobFor(std::string url, HttpClient::Done done)
{
    return {{HttpRequest::Method::Post, std::move(url), {}, "{}"}, std::move(done),
        std::numeric_limits<std::int64_t>::max() / 2};
}

}

// The sanitizers see what it would touch.
TEST_CASE("the address of a host that is found when all ends is nobody's")
{
    std::promise<std::function<void(std::vector<SocketAddress>)>> asked;
    auto loop = std::make_unique<FastLoop>(HttpClientOptions{}, 1,
        [&](const std::string &, std::uint16_t, auto done) { asked.set_value(std::move(done)); });
    std::promise<HttpResponse> waiting;
    loop->send(jobFor(
        "http://somewhere/", [&](HttpResponse answer) { waiting.set_value(std::move(answer)); }));
    const auto found = asked.get_future().get();
    // The loop is busy while the order to end and the addresses come, in this order but for the
    // first few.
    std::promise<void> busy;
    std::promise<void> go;
    loop->send(jobFor("no URL", [&](const HttpResponse &) {
        busy.set_value();
        go.get_future().wait();
    }));
    busy.get_future().wait();
    std::atomic<bool> ends = false;
    std::thread end([&] {
        ends = true;
        loop.reset();
    });
    while (!ends)
        std::this_thread::yield();
    for (int i = 0; i < 20'000; ++i)
        found({});
    go.set_value();
    end.join();
    found({}); // and the loop need not be there at all
    const HttpResponse answer = waiting.get_future().get();
    CHECK(answer.error != HttpResponse::Error::None);
    CHECK_FALSE(answer.mayHaveArrived());
}
