// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedding/embeddingcache.h"
#include "support/temporaryfolder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace emitter;

namespace {

EmbeddingSpec someSpec(std::uint32_t dimensions = 3)
{
    EmbeddingSpec spec;
    spec.dimensions = dimensions;
    return spec;
}

std::vector<float> vectorOf(int number, std::uint32_t dimensions = 3)
{
    std::vector<float> vector(dimensions);
    for (std::uint32_t i = 0; i < dimensions; ++i)
        vector[i] = static_cast<float>(number) + static_cast<float>(i) / 16;
    return vector;
}

TextHash hashOfNumber(int number)
{
    return hashOf("text " + std::to_string(number));
}

void addNumber(EmbeddingCache &cache, int number, std::uint32_t dimensions = 3)
{
    const TextHash hash = hashOfNumber(number);
    const auto vector = vectorOf(number, dimensions);
    REQUIRE(cache.add({&hash, 1}, vector));
}

bool holds(const EmbeddingCache &cache, int number, std::uint32_t dimensions = 3)
{
    std::vector<float> out(dimensions);
    return cache.read(hashOfNumber(number), out) && out == vectorOf(number, dimensions);
}

std::string contentOf(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void overwrite(const std::string &path, const std::string &content)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

std::size_t filesIn(const std::string &path)
{
    std::size_t count = 0;
    for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator(path))
        ++count;
    return count;
}

}

TEST_CASE("what was added is there for the next program, and only that")
{
    const TemporaryFolder folder;
    const std::string below = folder.path() + "/a/b";
    {
        EmbeddingCache cache(below, someSpec());
        CHECK_FALSE(holds(cache, 1));
        addNumber(cache, 1);
        addNumber(cache, 2);
        CHECK(holds(cache, 1));
    }
    const EmbeddingCache cache(below, someSpec());
    CHECK(holds(cache, 1));
    CHECK(holds(cache, 2));
    CHECK_FALSE(cache.contains(hashOfNumber(3)));
    CHECK(filesIn(below) == 1);
}

TEST_CASE("base URL, model and dimensions each have their own file")
{
    const TemporaryFolder folder;
    EmbeddingCache cache(folder.path(), someSpec());
    addNumber(cache, 1);
    EmbeddingSpec url = someSpec(), model = someSpec();
    url.baseUrl = "http://localhost:11434/v1";
    model.model = "other";
    CHECK_FALSE(holds(EmbeddingCache(folder.path(), url), 1));
    CHECK_FALSE(holds(EmbeddingCache(folder.path(), model), 1));
    CHECK_FALSE(holds(EmbeddingCache(folder.path(), someSpec(4)), 1, 4));
    CHECK(holds(EmbeddingCache(folder.path(), someSpec()), 1));
}

TEST_CASE("an added vector replaces the one of the same text")
{
    const TemporaryFolder folder;
    EmbeddingCache cache(folder.path(), someSpec());
    addNumber(cache, 1);
    const TextHash hash = hashOfNumber(1);
    const auto other = vectorOf(7);
    REQUIRE(cache.add({&hash, 1}, other));
    std::vector<float> out(3);
    REQUIRE(cache.read(hash, out));
    CHECK(out == other);
    const auto size = std::filesystem::file_size(cache.path());
    REQUIRE(cache.add({&hash, 1}, other));
    CHECK(std::filesystem::file_size(cache.path()) == size);
}

TEST_CASE("any damaged byte hides what it touches and never gives a wrong vector")
{
    const TemporaryFolder folder;
    std::string path;
    {
        EmbeddingCache cache(folder.path(), someSpec());
        addNumber(cache, 1);
        addNumber(cache, 2);
        path = cache.path();
    }
    const std::string good = contentOf(path);
    for (std::size_t at = 0; at < good.size(); ++at) {
        CAPTURE(at);
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x10);
        overwrite(path, bad);
        const EmbeddingCache cache(folder.path(), someSpec());
        REQUIRE_FALSE((holds(cache, 1) && holds(cache, 2)));
        std::vector<float> out(3);
        for (const int number : {1, 2})
            REQUIRE((!cache.read(hashOfNumber(number), out) || out == vectorOf(number)));
    }
}

TEST_CASE("a cut, empty, foreign or grown file is ignored and rewritten")
{
    const TemporaryFolder folder;
    std::string path;
    {
        EmbeddingCache cache(folder.path(), someSpec());
        addNumber(cache, 1);
        path = cache.path();
    }
    const std::string good = contentOf(path);
    for (const std::string &bad : {std::string(), good.substr(0, 10), good.substr(0, 48),
             good.substr(0, good.size() - 1), good + "x", std::string(200, 'z')}) {
        CAPTURE(bad.size());
        overwrite(path, bad);
        EmbeddingCache cache(folder.path(), someSpec());
        CHECK_FALSE(holds(cache, 1));
        addNumber(cache, 2);
        CHECK(holds(EmbeddingCache(folder.path(), someSpec()), 2));
    }
}

TEST_CASE("an undamaged vector survives the rewriting of a damaged one")
{
    const TemporaryFolder folder;
    std::string path;
    {
        EmbeddingCache cache(folder.path(), someSpec());
        addNumber(cache, 1);
        addNumber(cache, 2); // newest first: the last vector in the file is 1
        path = cache.path();
    }
    std::string bad = contentOf(path);
    bad.back() = static_cast<char>(bad.back() ^ 1);
    overwrite(path, bad);
    EmbeddingCache cache(folder.path(), someSpec());
    CHECK_FALSE(holds(cache, 1));
    addNumber(cache, 3);
    CHECK_FALSE(cache.contains(hashOfNumber(1)));
    CHECK(holds(cache, 2));
    CHECK(holds(cache, 3));
}

TEST_CASE("a file in the place of the directory is a warning that names it")
{
    const TemporaryFolder folder;
    overwrite(folder.path() + "/file", "x");
    EmbeddingCache cache(folder.path() + "/file/cache", someSpec());
    const TextHash hash = hashOfNumber(1);
    const auto added = cache.add({&hash, 1}, vectorOf(1));
    REQUIRE_FALSE(added);
    CHECK(added.problem().severity == Severity::Warning);
    CHECK(added.problem().text.find(folder.path()) != std::string::npos);
}

TEST_CASE("a directory in the place of the file leaves no temporary file behind")
{
    const TemporaryFolder folder;
    EmbeddingCache cache(folder.path(), someSpec());
    std::filesystem::create_directories(cache.path() + "/x");
    const TextHash hash = hashOfNumber(1);
    CHECK_FALSE(cache.add({&hash, 1}, vectorOf(1)));
    CHECK(filesIn(folder.path()) == 1);
}

TEST_CASE("the oldest vectors are left out beyond the limit, never the new ones")
{
    const TemporaryFolder folder;
    EmbeddingCache cache(folder.path(), someSpec(), 5 * 3 * sizeof(float));
    for (int number = 0; number < 7; ++number)
        addNumber(cache, number);
    CHECK_FALSE(cache.contains(hashOfNumber(0)));
    CHECK_FALSE(cache.contains(hashOfNumber(1)));
    for (int number = 2; number < 7; ++number)
        CHECK(holds(cache, number));
    std::vector<TextHash> hashes;
    std::vector<float> vectors(30);
    for (int number = 100; number < 110; ++number)
        hashes.push_back(hashOfNumber(number));
    REQUIRE(cache.add(hashes, vectors));
    CHECK(cache.contains(hashes.front()));
    CHECK(cache.contains(hashes.back()));
    CHECK_FALSE(cache.contains(hashOfNumber(6)));
}

TEST_CASE("two programs and four threads that write at once always leave a valid file")
{
    const TemporaryFolder folder;
    // Counts what is wrong: an addition that failed, an unreadable file, a listed but damaged
    // vector.
    const auto faults = [&folder](int first) {
        int wrong = 0;
        EmbeddingCache cache(folder.path(), someSpec(64));
        for (int number = first; number < first + 20; ++number) {
            const TextHash hash = hashOfNumber(number);
            wrong += !cache.add({&hash, 1}, vectorOf(number, 64));
            const EmbeddingCache now(folder.path(), someSpec(64));
            int listed = 0;
            for (const int base : {0, 100, 200, 300, 1000}) {
                for (int other = base; other < base + 20; ++other) {
                    listed += now.contains(hashOfNumber(other));
                    wrong += now.contains(hashOfNumber(other)) && !holds(now, other, 64);
                }
            }
            wrong += listed == 0;
        }
        return wrong;
    };
    const pid_t child = fork();
    if (child == 0)
        _exit(std::min(faults(1000), 100));
    REQUIRE(child > 0);
    std::vector<int> wrong(4);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < wrong.size(); ++i)
        threads.emplace_back([&, i] { wrong[i] = faults(static_cast<int>(i) * 100); });
    for (std::thread &thread : threads)
        thread.join();
    int status = -1;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    CHECK(wrong == std::vector<int>(4));
    CHECK(filesIn(folder.path()) == 1);
}

TEST_CASE("the default directory follows XDG, then the home")
{
    const char *oldCache = std::getenv("XDG_CACHE_HOME");
    const char *oldHome = std::getenv("HOME");
    const std::string cache = oldCache ? oldCache : "", home = oldHome ? oldHome : "";
    setenv("XDG_CACHE_HOME", "/somewhere", 1);
    setenv("HOME", "/home/me", 1);
    CHECK(EmbeddingCache::defaultDirectory() == "/somewhere/emitter/embeddings");
    setenv("XDG_CACHE_HOME", "relative", 1);
    CHECK(EmbeddingCache::defaultDirectory() == "/home/me/.cache/emitter/embeddings");
    unsetenv("XDG_CACHE_HOME");
    CHECK(EmbeddingCache::defaultDirectory() == "/home/me/.cache/emitter/embeddings");
    unsetenv("HOME");
    CHECK(EmbeddingCache::defaultDirectory().empty());
    if (oldHome)
        setenv("HOME", home.c_str(), 1);
    if (oldCache)
        setenv("XDG_CACHE_HOME", cache.c_str(), 1);
}
