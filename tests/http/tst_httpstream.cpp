// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpclient.h"
#include "http/sendingstream.h"
#include "support/cannedserver.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <set>
#include <thread>

using namespace emitter;
using namespace emitter::test;
using Error = HttpResponse::Error;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

/// Bodies `0`, `1`, `2` ... up to a limit that can be raised.
class Numbers final : public HttpBodySource
{
public:
    explicit Numbers(std::uint64_t limit)
        : m_limit(limit)
    {
    }
    std::optional<std::uint64_t> writeNext(std::string &out) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_next == m_limit)
            return {};
        out += std::to_string(m_next);
        return m_next++;
    }
    void take(std::uint64_t number, const HttpResponse &answer) override
    {
        const std::lock_guard lock(m_mutex);
        ++m_answers[number];
        ++(answer.error == Error::None ? m_statuses[answer.status] : m_errors[answer.error]);
        m_unsent += !answer.mayHaveArrived();
        m_answered.notify_all();
    }
    void raise(std::uint64_t limit)
    {
        const std::lock_guard lock(m_mutex);
        m_limit = limit;
    }
    void waitForAnswers(std::uint64_t count)
    {
        std::unique_lock lock(m_mutex);
        m_answered.wait(lock, [&] { return m_answers.size() >= count; });
    }
    // After the end of the stream.
    std::uint64_t fetched() const { return m_next; }
    bool eachAnsweredOnce() const
    {
        return m_answers.size() == m_next
            && std::all_of(m_answers.begin(), m_answers.end(),
                [](const auto &answer) { return answer.second == 1; });
    }
    std::uint64_t with(int status) { return m_statuses[status]; }
    std::uint64_t with(Error error) { return m_errors[error]; }
    std::uint64_t unsent() const { return m_unsent; }

private:
    std::mutex m_mutex;
    std::condition_variable m_answered;
    std::uint64_t m_next = 0;
    std::uint64_t m_limit;
    std::map<std::uint64_t, int> m_answers;
    std::map<int, std::uint64_t> m_statuses;
    std::map<Error, std::uint64_t> m_errors;
    std::uint64_t m_unsent = 0;
};

HttpRequest posting(std::string url)
{
    return {HttpRequest::Method::Post, std::move(url), {{"Content-Type", "text/plain"}}, "ignored"};
}

std::set<std::string> bodies(const CannedServer &server)
{
    std::set<std::string> found;
    for (const CannedRequest &request : server.requests())
        found.insert(request.body);
    return found;
}

}

TEST_CASE("a stream that ends while it fetches a request cancels that one too")
{
    // Answers nothing until it is cancelled.
    class Silent final : public HttpClient
    {
    public:
        void send(HttpRequest, Done done) override
        {
            const std::lock_guard lock(m_mutex);
            ++(m_cancels > 0 ? late : early);
            m_waiting.push_back(std::move(done));
        }
        void cancelAll() override
        {
            std::vector<Done> ended;
            {
                const std::lock_guard lock(m_mutex);
                ++m_cancels;
                ended.swap(m_waiting);
            }
            HttpResponse answer;
            answer.error = Error::Cancelled;
            for (const Done &done : ended)
                done(answer);
        }
        int parallelism() const override { return 2; }
        bool wasCancelled()
        {
            const std::lock_guard lock(m_mutex);
            return m_cancels > 0;
        }
        int early = 0;
        int late = 0;

    private:
        std::mutex m_mutex;
        std::vector<Done> m_waiting;
        int m_cancels = 0;
    };
    // Ends the stream from another thread while it writes the second body.
    class Source final : public HttpBodySource
    {
    public:
        explicit Source(Silent &client)
            : m_client(client)
        {
        }
        std::optional<std::uint64_t> writeNext(std::string &) override
        {
            if (m_next == 1) {
                ender = std::thread([this] {
                    stream.reset();
                    ended.set_value();
                });
                for (int i = 0; i < 1000 && !m_client.wasCancelled(); ++i)
                    std::this_thread::yield();
            }
            return m_next++;
        }
        void take(std::uint64_t, const HttpResponse &answer) override
        {
            cancelled += answer.error == Error::Cancelled;
        }
        std::unique_ptr<SendingStream> stream;
        std::thread ender;
        std::promise<void> ended;
        std::atomic<int> cancelled = 0;

    private:
        Silent &m_client;
        std::uint64_t m_next = 0;
    };
    Silent client;
    Source source(client);
    source.stream = std::make_unique<SendingStream>(client, posting("http://h/"), source);
    source.stream->wake();
    if (source.ended.get_future().wait_for(std::chrono::seconds(30)) != std::future_status::ready)
        client.cancelAll(); // or a stream with the fault would never end
    source.ender.join();
    CHECK(client.early == 2);
    CHECK(client.late == 0);
    CHECK(source.cancelled == 2);
}

TEST_CASE("every body is sent once and answered under its number")
{
    for (const HttpClientOptions &options :
        {HttpClientOptions{}, HttpClientOptions{.connections = 7, .threads = 3},
            HttpClientOptions{.connections = 2, .pipeline = 8},
            HttpClientOptions{.connections = 5, .threads = 2, .pipeline = 4}}) {
        CAPTURE(options.threads);
        CAPTURE(options.pipeline);
        CannedServer server({CannedReply::http(200, "yes")});
        Numbers numbers(2000);
        {
            const auto client = makeFastClient(options);
            const auto stream = client->stream(posting(server.url("/submit")), numbers);
            stream->wake();
            numbers.waitForAnswers(2000);
        }
        CHECK(numbers.eachAnsweredOnce());
        CHECK(numbers.with(200) == 2000);
        CHECK(server.requestCount() == 2000);
        CHECK(bodies(server).size() == 2000);
        CHECK(server.connectionCount() <= static_cast<std::size_t>(options.connections));
        const CannedRequest first = server.requests().front();
        CHECK(first.target == "/submit");
        CHECK(first.header("content-type") == "text/plain");
        CHECK(first.header("content-length") == std::to_string(first.body.size()));
    }
}

TEST_CASE("a client without streams of its own sends a row of requests")
{
    CannedServer server({CannedReply::http(200, "yes")});
    Numbers numbers(500);
    {
        const auto client = makeFastClient({.connections = 3});
        SendingStream stream(*client, posting(server.url()), numbers);
        stream.wake();
        numbers.waitForAnswers(500);
        numbers.raise(600);
        stream.wake();
        numbers.waitForAnswers(600);
    }
    CHECK(numbers.eachAnsweredOnce());
    CHECK(bodies(server).size() == 600);
}

TEST_CASE("bodies that come one at a time are sent one at a time")
{
    CannedServer server({CannedReply::http(200)});
    Numbers numbers(0);
    {
        const auto client = makeFastClient({.connections = 4, .threads = 2});
        const auto stream = client->stream(posting(server.url()), numbers);
        for (std::uint64_t i = 1; i <= 100; ++i) {
            numbers.raise(i);
            stream->wake();
            numbers.waitForAnswers(i);
        }
    }
    CHECK(numbers.eachAnsweredOnce());
    CHECK(numbers.with(200) == 100);
}

TEST_CASE("pipelined requests wait neither for each other nor get each other's answers")
{
    const std::string answer = CannedReply::http(200).bytes;
    // after the first, answers only when four are there
    CannedServer server([&](const CannedRequest &, std::size_t index) {
        std::string bytes;
        for (std::size_t i = 0; index % 4 == 0 && i < (index == 0 ? 1 : 4); ++i)
            bytes += answer;
        return CannedReply{bytes, CannedReply::After::Keep};
    });
    Numbers numbers(41);
    {
        const auto client = makeFastClient({.connections = 1, .pipeline = 4});
        const auto stream = client->stream(posting(server.url()), numbers);
        stream->wake();
        numbers.waitForAnswers(41);
    }
    CHECK(numbers.eachAnsweredOnce());
    CHECK(numbers.with(200) == 41);
    CHECK(server.connectionCount() == 1);
}

TEST_CASE("what was pipelined on a connection that breaks may have arrived, and is not sent again")
{
    for (const bool close : {true, false}) {
        CAPTURE(close);
        CannedServer server([&](const CannedRequest &, std::size_t index) {
            CannedReply reply = CannedReply::http(200);
            if (index % 10 == 9)
                reply = {"", close ? CannedReply::After::Close : CannedReply::After::Reset};
            return reply;
        });
        Numbers numbers(500);
        {
            const auto client = makeFastClient({.connections = 2, .pipeline = 8});
            const auto stream = client->stream(posting(server.url()), numbers);
            stream->wake();
            numbers.waitForAnswers(500);
        }
        CHECK(numbers.eachAnsweredOnce());
        CHECK(numbers.with(200) + numbers.with(Error::ConnectionLost) == 500);
        CHECK(numbers.with(Error::ConnectionLost) > 0);
        CHECK(numbers.unsent() == 0);
        CHECK(bodies(server).size() == server.requestCount());
        CHECK(server.requestCount() >= numbers.with(200));
    }
}

TEST_CASE("every request gets what is true of it when the server is not there")
{
    Numbers numbers(1000);
    {
        const auto client = makeFastClient({.connections = 8, .threads = 2});
        const auto stream = client->stream(
            posting("http://127.0.0.1:" + std::to_string(closedPort()) + "/"), numbers);
        stream->wake();
        numbers.waitForAnswers(1000);
    }
    CHECK(numbers.eachAnsweredOnce());
    CHECK(numbers.with(Error::Refused) == 1000);
    CHECK(numbers.unsent() == 1000);
}

TEST_CASE("requests that must not be sent are answered so")
{
    for (const char *url : {"ftp://h/", "https://h/", "http://h/\r\n"}) {
        Numbers numbers(20);
        {
            const auto client = makeFastClient({});
            const auto stream = client->stream(posting(url), numbers);
            stream->wake();
            numbers.waitForAnswers(20);
        }
        CHECK(numbers.eachAnsweredOnce());
        CHECK(numbers.with(Error::BadRequest) == 20);
    }
}

TEST_CASE("a time-out takes the requests behind it along")
{
    CannedServer server({CannedReply::http(200), CannedReply::neverAnswer()});
    Numbers numbers(5);
    {
        const auto client =
            makeFastClient({.timeout = milliseconds(300), .connections = 1, .pipeline = 4});
        const auto stream = client->stream(posting(server.url()), numbers);
        stream->wake();
        numbers.waitForAnswers(5);
    }
    CHECK(numbers.eachAnsweredOnce());
    CHECK(numbers.with(200) == 1);
    CHECK(numbers.with(Error::Timeout) == 1);
    CHECK(numbers.with(Error::ConnectionLost) == 3);
    CHECK(numbers.unsent() == 0);
}

TEST_CASE("cancelAll ends what is under way and nothing else")
{
    CannedServer silent({CannedReply::neverAnswer()});
    Numbers numbers(6);
    const auto client = makeFastClient({.connections = 6, .threads = 2});
    {
        const auto stream = client->stream(posting(silent.url()), numbers);
        stream->wake();
        silent.waitForRequests(6);
        client->cancelAll();
        numbers.waitForAnswers(6);
        numbers.raise(8);
        stream->wake();
        silent.waitForRequests(8);
    }
    CHECK(numbers.eachAnsweredOnce());
    CHECK(numbers.with(Error::Cancelled) == 8);
    CHECK(numbers.unsent() == 0);
}

TEST_CASE("the end of a busy stream answers what was fetched, and leaves the client usable")
{
    CannedServer server({CannedReply::http(200)});
    const auto client = makeFastClient({.connections = 4, .threads = 2, .pipeline = 2});
    for (int round = 0; round < 20; ++round) {
        Numbers numbers(1'000'000);
        {
            const auto stream = client->stream(posting(server.url()), numbers);
            stream->wake();
            if (round % 2)
                numbers.waitForAnswers(20);
        }
        CHECK(numbers.eachAnsweredOnce());
        CHECK(numbers.with(200) + numbers.with(Error::Cancelled) == numbers.fetched());
    }
    CHECK(sendAndWait(*client, posting(server.url())).status == 200);
}
