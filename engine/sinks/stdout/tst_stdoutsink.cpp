// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/stdout/stdoutsink.h"
#include "support/sinkcontract.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace emitter;
using stdoutsink::StdoutSink;

namespace {

const bool pipesDoNotKill = std::signal(SIGPIPE, SIG_IGN) != SIG_ERR;

class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor() { close(); }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int fd() const { return m_fd; }
    void close()
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = -1;
    }
    std::string readAll()
    {
        std::string text;
        std::array<char, 4096> buffer{};
        for (ssize_t count = 1; count > 0;) {
            count = ::read(m_fd, buffer.data(), buffer.size());
            text.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(0, count)));
        }
        return text;
    }
    std::string readAvailable()
    {
        ::fcntl(m_fd, F_SETFL, O_NONBLOCK);
        return readAll();
    }

private:
    int m_fd;
};

struct Ends
{
    explicit Ends(std::array<int, 2> fds)
        : reader(fds[0])
        , writer(fds[1])
    {
    }
    Descriptor reader;
    Descriptor writer;
};

std::array<int, 2> makePipe()
{
    std::array<int, 2> fds{};
    REQUIRE(::pipe2(fds.data(), O_CLOEXEC) == 0);
    return fds;
}

std::shared_ptr<const std::vector<Entry>> batchOf(const Content &content, std::size_t count)
{
    return std::make_shared<const std::vector<Entry>>(
        makeEntries(count, 0, content.slotCount(), content.sources().size()));
}

std::string expectedText(const Content &content, const std::vector<Entry> &entries)
{
    std::string text;
    EntryRenderer(content, EntryFormat::text()).appendAll(text, entries, "\n");
    return text;
}

SendResult sendAll(Sink &sink, const std::shared_ptr<const std::vector<Entry>> &entries)
{
    SendResult answer;
    int answers = 0;
    sink.send({entries, 0, 0}, [&](SendResult result) {
        answer = std::move(result);
        ++answers;
    });
    REQUIRE(answers == 1);
    return answer;
}

std::ptrdiff_t countOf(const SendResult &result, Outcome outcome)
{
    return std::count(result.items.begin(), result.items.end(), outcome);
}

std::ptrdiff_t linesIn(const std::string &text)
{
    return std::count(text.begin(), text.end(), '\n');
}

std::unique_ptr<StdoutSink> textSink(int fd)
{
    return std::make_unique<StdoutSink>(EntryFormat::text(), fd);
}

}

TEST_CASE("keeps the promises of every sink")
{
    const Descriptor file(::open("/tmp", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
    REQUIRE(file.fd() >= 0);
    runSinkContract([&] { return textSink(file.fd()); }, makeContent());
}

TEST_CASE("a pipe, a socket and a file get every line in order")
{
    const Content content = makeContent();
    const auto entries = batchOf(content, 20'000);
    const std::string expected = expectedText(content, *entries);
    std::array<int, 2> fds{};
    SUBCASE("pipe")
    {
        fds = makePipe();
    }
    SUBCASE("socket")
    {
        REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, fds.data()) == 0);
    }
    Ends ends(fds);
    auto sink = textSink(ends.writer.fd());
    REQUIRE(sink->open(content));
    std::string seen;
    std::thread reader([&] { seen = ends.reader.readAll(); });
    const SendResult result = sendAll(*sink, entries);
    const std::uint64_t bytes = sink->bytesWritten();
    sink.reset();
    ends.writer.close();
    reader.join();
    CHECK(result.outcome == Outcome::Delivered);
    CHECK(result.items.empty());
    CHECK(seen == expected);
    CHECK(bytes == expected.size());
}

TEST_CASE("a file is continued where it stands")
{
    const Content content = makeContent();
    const auto entries = batchOf(content, 10);
    const Descriptor file(::open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    REQUIRE(::write(file.fd(), "head\n", 5) == 5);
    auto sink = textSink(file.fd());
    REQUIRE(sink->open(content));
    sendAll(*sink, entries);
    ::lseek(file.fd(), 0, SEEK_SET);
    CHECK(Descriptor(::dup(file.fd())).readAll() == "head\n" + expectedText(content, *entries));
}

TEST_CASE("the flags of a shared pipe are not changed")
{
    const Content content = makeContent();
    Ends ends(makePipe());
    auto sink = textSink(ends.writer.fd());
    REQUIRE(sink->open(content));
    sendAll(*sink, batchOf(content, 5));
    CHECK((::fcntl(ends.writer.fd(), F_GETFL) & O_NONBLOCK) == 0);
}

TEST_CASE("a reader that goes away ends the sink, and what it got counts as delivered")
{
    const Content content = makeContent();
    const auto entries = batchOf(content, 20'000);
    Ends ends(makePipe());
    auto sink = textSink(ends.writer.fd());
    REQUIRE(sink->open(content));
    std::string seen(10'000, '\0');
    std::thread reader([&] {
        const ssize_t count = ::read(ends.reader.fd(), seen.data(), seen.size());
        seen.resize(static_cast<std::size_t>(std::max<ssize_t>(0, count)));
        ends.reader.close();
    });
    const SendResult result = sendAll(*sink, entries);
    reader.join();
    REQUIRE(result.items.size() == entries->size());
    const std::ptrdiff_t delivered = countOf(result, Outcome::Delivered);
    CHECK(delivered >= linesIn(seen));
    CHECK(delivered == linesIn(expectedText(content, *entries).substr(0, sink->bytesWritten())));
    CHECK(countOf(result, Outcome::Fatal) == 20'000 - delivered);
    CHECK(result.items.front() == Outcome::Delivered);
    CHECK(result.items.back() == Outcome::Fatal);
    REQUIRE(result.reasons.size() == 1);
    CHECK(result.reasons[0].first == "stdout was closed by its reader");
    CHECK(result.reasons[0].second == 20'000 - delivered);
}

TEST_CASE("a pipe without a reader is fatal at once")
{
    const Content content = makeContent();
    Ends ends(makePipe());
    ends.reader.close();
    auto sink = textSink(ends.writer.fd());
    REQUIRE(sink->open(content));
    const SendResult result = sendAll(*sink, batchOf(content, 3));
    CHECK(countOf(result, Outcome::Fatal) == 3);
}

TEST_CASE("a full disk is fatal and named")
{
    const Content content = makeContent();
    const Descriptor full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    auto sink = textSink(full.fd());
    REQUIRE(sink->open(content));
    const SendResult result = sendAll(*sink, batchOf(content, 3));
    CHECK(countOf(result, Outcome::Fatal) == 3);
    REQUIRE(result.reasons.size() == 1);
    CHECK(result.reasons[0].first.find("no space left on device") != std::string::npos);
}

TEST_CASE("a reader that never reads holds the sink only until cancel")
{
    const Content content = makeContent();
    const auto entries = batchOf(content, 20'000);
    Ends ends(makePipe());
    auto sink = textSink(ends.writer.fd());
    REQUIRE(sink->open(content));
    std::atomic<bool> answered = false;
    SendResult result;
    std::thread worker([&] {
        result = sendAll(*sink, entries);
        answered = true;
    });
    while (sink->bytesWritten() == 0)
        std::this_thread::yield();
    CHECK_FALSE(answered.load());
    sink->cancel();
    worker.join();
    const std::string seen = ends.reader.readAvailable();
    const bool cut = seen.back() != '\n';
    REQUIRE(result.items.size() == entries->size());
    CHECK(countOf(result, Outcome::Delivered) == linesIn(seen));
    CHECK(countOf(result, Outcome::Unconfirmed) == (cut ? 1 : 0));
    CHECK(countOf(result, Outcome::Retry) == 20'000 - linesIn(seen) - (cut ? 1 : 0));
    CHECK(seen == expectedText(content, *entries).substr(0, seen.size()));

    // The next line starts on a line of its own.
    const auto more = batchOf(content, 2);
    const SendResult next = sendAll(*sink, more);
    CHECK(next.outcome == Outcome::Delivered);
    CHECK(next.items.empty());
    CHECK(ends.reader.readAvailable() == (cut ? "\n" : "") + expectedText(content, *more));
}

TEST_CASE("a pipe that cannot be opened again is still never waited for in vain")
{
    const Content content = makeContent();
    Ends ends(makePipe());
    auto sink = std::make_unique<StdoutSink>(
        EntryFormat::text(), ends.writer.fd(), stdoutsink::PatientOutput::Reopening::Impossible);
    REQUIRE(sink->open(content));
    SendResult result;
    std::thread worker([&] { result = sendAll(*sink, batchOf(content, 20'000)); });
    while (sink->bytesWritten() == 0)
        std::this_thread::yield();
    sink->cancel();
    worker.join();
    CHECK(countOf(result, Outcome::Delivered) == linesIn(ends.reader.readAvailable()));
}

TEST_CASE("a closed or read-only stdout is refused at the start")
{
    const Content content = makeContent();
    Ends ends(makePipe());
    CHECK_FALSE(textSink(ends.reader.fd())->open(content));
    const int fd = ends.writer.fd();
    ends.writer.close();
    const auto opened = textSink(fd)->open(content);
    REQUIRE_FALSE(opened);
    CHECK(opened.problem().cause == Cause::CannotCreate);
    CHECK(opened.problem().text == "stdout is closed or not writable");
}

TEST_CASE("text is the default, json on request")
{
    const auto &rows = stdoutsink::descriptor().rows;
    CHECK(fallbacks(rows).text("format") == "text");
    CHECK(stdoutsink::descriptor().traits(fallbacks(rows)).target == "stdout");
    const Content content = makeContent();
    Ends ends(makePipe());
    StdoutSink sink(EntryFormat::json(), ends.writer.fd());
    REQUIRE(sink.open(content));
    sendAll(sink, batchOf(content, 1));
    CHECK(ends.reader.readAvailable().substr(0, 7) == "{\"id\":\"");
    CHECK(sink.entryBytes() > 100);
}
