// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profilefile.h"
#include "profile/support.h"
#include "profile/textedit.h"
#include "profile/yamlscalar.h"

#include <doctest/doctest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace emitter;
using namespace emitter::test;

namespace {

/// A folder of its own, gone afterwards.
class TemporaryFolder
{
public:
    TemporaryFolder()
    {
        std::string name =
            (std::filesystem::temp_directory_path() / "emitter-test-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        m_path = name;
    }
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;
    ~TemporaryFolder() { std::filesystem::remove_all(m_path); }
    std::string file(const std::string &name) const { return m_path + '/' + name; }
    std::ptrdiff_t entries() const
    {
        return std::distance(std::filesystem::directory_iterator(m_path), {});
    }

private:
    std::string m_path;
};

/// Files cannot grow beyond `bytes` in its life: what a full disk looks like to write().
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        m_oldHandler = std::signal(SIGXFSZ, SIG_IGN);
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &m_old) == 0);
        rlimit limit = m_old;
        limit.rlim_cur = bytes;
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;
    ~SmallDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_old);
        std::signal(SIGXFSZ, m_oldHandler);
    }

private:
    rlimit m_old{};
    void (*m_oldHandler)(int) = nullptr;
};

void write(const std::string &name, std::string_view text)
{
    std::ofstream(name, std::ios::binary) << text;
}

mode_t modeOf(const std::string &name)
{
    struct stat about
    {
    };
    REQUIRE(::stat(name.c_str(), &about) == 0);
    return about.st_mode & 07777;
}

std::string edited(std::string_view text, std::vector<TextChange> changes)
{
    const auto result = editProfileText(text, changes, allSinks());
    CAPTURE(text);
    if (!result)
        return "error: " + result.problem().text;
    return result->text();
}

const char *const original = "# head\n"
                             "buffer_size: 1000   # entries\n"
                             "embedding: {provider: 'hash', dimensions: 384} # vectors\n"
                             "empty:\n"
                             "services:\n"
                             "  # the gateway\n"
                             "  - name: \"api\"\n"
                             "    rate_per_sec: 30.0\n"
                             "\n"
                             "sinks:\n"
                             "  - type: http\n"
                             "    url: http://h:1   # here\n"
                             "    token: ${T}\n"
                             "# tail";

}

TEST_CASE("no change, and a change to the same value, keep every byte")
{
    const std::string crlf = "\xef\xbb\xbf# a\r\nbuffer_size: 1\t# x\r\n\r\nseed: '2'\r\n...\r\n";
    for (const std::string &text : {std::string(original), crlf, fileText(DATA_DIR "/stores.yaml"),
             fileText(PROFILES_DIR "/quickstart.yaml")})
        CHECK(edited(text, {}) == text);
    CHECK(
        edited(original,
            {{"buffer_size", "1000"}, {"embedding.provider", "hash"}, {"services[0].name", "api"}})
        == original);
    CHECK(edited(crlf, {{"seed", "2"}}) == crlf);
}

TEST_CASE("only the value changes; comments, order and quotes stay")
{
    struct Row
    {
        const char *path;
        const char *value;
        const char *before;
        const char *after;
    };
    const Row rows[]{{"buffer_size", "5", "1000   #", "5   #"},
        {"embedding.provider", "none", "'hash'", "'none'"},
        {"embedding.dimensions", "1536", "384}", "1536}"},
        {"services[0].name", "a\"b", "\"api\"", "\"a\\\"b\""},
        {"services[0].rate_per_sec", "max", "30.0", "max"},
        {"sinks[0].url", "http://x:2/#a", "http://h:1 ", "\"http://x:2/#a\" "},
        {"sinks[0].token", "${U}", "${T}", "${U}"}, {"empty", "full", "empty:", "empty: full"},
        {"embedding.provider", "it's", "'hash'", "'it''s'"},
        {"services[0].rate_per_sec", "", "30.0", "\"\""}};
    for (const Row &row : rows) {
        CAPTURE(std::string(row.path));
        std::string expected = original;
        const std::string before = row.before;
        expected.replace(expected.find(before), before.size(), row.after);
        CHECK(edited(original, {{row.path, row.value}}) == expected);
    }
}

TEST_CASE("a key that is missing is added to its mapping")
{
    CHECK(edited("buffer_size: 1", {{"seed", "4"}}) == "buffer_size: 1\nseed: 4\n");
    CHECK(edited("a: 1\r\n", {{"seed", "4"}}) == "a: 1\r\nseed: 4\r\n");
    CHECK(edited("a: 1\n", {{"embedding.provider", "hash"}, {"embedding.dimensions", "8"}})
        == "a: 1\nembedding:\n  provider: hash\n  dimensions: 8\n");
    CHECK(edited("sinks:\n  - type: file # x\n    path: a\n", {{"sinks[0].format", "text"}})
        == "sinks:\n  - type: file # x\n    format: text\n    path: a\n");
    CHECK(edited("sinks: [{type: file}]\n", {{"sinks[0].path", "a b"}})
        == "sinks: [{path: a b, type: file}]\n");
    CHECK(edited("embedding: {}\n", {{"embedding.provider", "hash"}})
        == "embedding: {provider: hash}\n");
    CHECK(edited("sinks:\n- type: file\n", {{"sinks[0].retry.attempts", "3"}})
        == "sinks:\n- type: file\n  retry: {attempts: 3}\n");
    CHECK(edited("sinks:\n- type: file\n",
              {{"sinks[0].retry.base", "1s"}, {"sinks[0].retry.max", "2s"}})
        == "sinks:\n- type: file\n  retry: {max: 2s, base: 1s}\n");
    CHECK(edited("embedding:\n", {{"embedding.provider", "hash"}})
        == "embedding: {provider: hash}\n");
    CHECK(edited("sinks:\n- type: file", {{"sinks[0].path", "a"}})
        == "sinks:\n- type: file\n  path: a");
}

TEST_CASE("what cannot be edited is refused")
{
    struct Row
    {
        const char *text;
        const char *path;
        const char *message;
    };
    const Row rows[]{{"a: [\n", "a", "has errors"},
        {"services: []\n", "services", "holds several values"},
        {"sinks: []\n", "sinks[3].path", "cannot be added"},
        {"a: one\n  two\n", "a", "runs over several lines"},
        {"a: |\n  one\n", "a", "runs over several lines"}, {"a: 1\n", "a[0", "cannot be added"},
        {"a: 1\n", "", "cannot be added"}, {"{a: 1}\n", "seed", "cannot be put into this text"}};
    for (const Row &row : rows) {
        CAPTURE(std::string(row.text));
        CHECK(contains(edited(row.text, {{row.path, "x"}}), row.message));
    }
}

TEST_CASE("every odd value reads back as itself")
{
    for (const std::string value : {"", " ", "a b", "null", "~", "true", "- a", "a: b", "a #b",
             "#a", "*a", "&a", "!a", "%a", "@a", "`a", "{a}", "[a]", "a,b", "'a'", "\"a\"", "a\\b",
             "a\tb", "a\nb", "\x01", "\xc3\xa4", "?", "? a", ":", "a:", "-", "--- a", "...", "=",
             "<<", "${A}", "${A:-b c}", "x${A}", "0777", "1e3", "-5", "|", ">"}) {
        CAPTURE(value);
        for (const std::string text :
            {"a: 1\n", "a: '1'\n", "a: \"1\"\n", "a: 1 # c", "a:\n", "b: 1\n"}) {
            const std::string result = edited(text, {{"a", value}});
            CAPTURE(result);
            CHECK_FALSE(result.starts_with("error"));
        }
        CHECK_FALSE(edited("x: {a: 1, b: 2}\n", {{"x.a", value}}).starts_with("error"));
        CHECK_FALSE(edited("x: [1, 2]\n", {{"x[0]", value}}).starts_with("error"));
    }
}

TEST_CASE("a secret is put in only as a reference")
{
    for (const char *value : {"hunter2", "${T:-hunter2}", "***"}) {
        const std::string result = edited(original, {{"sinks[0].token", value}});
        CHECK(contains(result, "sinks[0].token is a secret and is not saved as text"));
        CHECK_FALSE(contains(result, "hunter2"));
    }
    CHECK(contains(edited("a: 1\n", {{"embedding.api_key", "hunter2"}}), "is a secret"));
    CHECK(contains(
        edited(original, {{"sinks[0].headers.Authorization", "Bearer hunter2"}}), "is a secret"));
    CHECK(contains(edited("a: 1\n", {{"embedding.api_key", "${KEY}"}}), "api_key: ${KEY}"));
    CHECK(contains(
        edited("a: 1\n", {{"embedding.api_key_file", "key.txt"}}), "api_key_file: key.txt"));
}

TEST_CASE("saving keeps the mode and leaves nothing behind")
{
    const TemporaryFolder folder;
    const std::string name = folder.file("config.yaml");
    write(name, "old");
    ::chmod(name.c_str(), 0640);
    REQUIRE(saveProfileText(name, original, allSinks()));
    CHECK(fileText(name) == original);
    CHECK(modeOf(name) == 0640);
    CHECK(folder.entries() == 1);
    const std::string fresh = folder.file("fresh.yaml");
    REQUIRE(saveProfileText(fresh, original, allSinks()));
    CHECK((modeOf(fresh) & 0600) == 0600);
}

TEST_CASE("saving through a link replaces the file, not the link")
{
    const TemporaryFolder folder;
    write(folder.file("real.yaml"), "old");
    std::filesystem::create_symlink("real.yaml", folder.file("link.yaml"));
    REQUIRE(saveProfileText(folder.file("link.yaml"), "a: 1\n", allSinks()));
    CHECK(std::filesystem::is_symlink(folder.file("link.yaml")));
    CHECK(fileText(folder.file("real.yaml")) == "a: 1\n");
}

TEST_CASE("a new literal secret is not saved; one that was there is, for the owner alone")
{
    const TemporaryFolder folder;
    const std::string name = folder.file("config.yaml");
    const std::string literal = "embedding: {api_key: hunter2}\n";
    const std::string broken = "embedding: {api_key: hunter2\n";
    for (const std::string &text : {literal, broken}) {
        const auto refused = saveProfileText(name, text, allSinks());
        REQUIRE_FALSE(refused);
        CHECK_FALSE(contains(toText(refused.problem()), "hunter2"));
        CHECK(folder.entries() == 0);
    }
    write(name, literal);
    ::chmod(name.c_str(), 0644);
    REQUIRE(saveProfileText(name, "# kept\n" + literal, allSinks()));
    CHECK(modeOf(name) == 0600);
    CHECK_FALSE(saveProfileText(name, "embedding: {api_key: other}\n", allSinks()));
    CHECK(fileText(name) == "# kept\n" + literal);
}

TEST_CASE("a full disk never destroys the old file")
{
    const TemporaryFolder folder;
    const std::string name = folder.file("config.yaml");
    write(name, "old: 1\n");
    const std::string large(200'000, '#');
    for (const rlim_t room : {0, 1, 4096, 199'999}) {
        Result<void> saved = [&] {
            const SmallDisk disk(room);
            return writeFileAtomically(name, large, FileMode::Kept);
        }();
        REQUIRE_FALSE(saved);
        CHECK(saved.problem().cause == Cause::CannotCreate);
        CHECK(contains(saved.problem().text, "config.yaml cannot be written: File too large"));
        CHECK(fileText(name) == "old: 1\n");
        CHECK(folder.entries() == 1);
    }
    const SmallDisk disk(200'000);
    CHECK(writeFileAtomically(name, large, FileMode::Kept));
    CHECK(fileText(name) == large);
}

TEST_CASE("what is not a regular file is not replaced")
{
    const TemporaryFolder folder;
    const std::string pipe = folder.file("pipe");
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK_FALSE(writeFileAtomically(pipe, "a", FileMode::Kept));
    CHECK(std::filesystem::is_fifo(pipe));
    CHECK_FALSE(writeFileAtomically(folder.file("no/such/folder.yaml"), "a", FileMode::Kept));
    std::filesystem::create_directory(folder.file("dir"));
    CHECK_FALSE(writeFileAtomically(folder.file("dir"), "a", FileMode::Kept));
    for (const std::string &name : {pipe, folder.file("dir"), folder.file("no/such/folder.yaml")}) {
        const auto replaceable = requireReplaceable(name);
        REQUIRE_FALSE(replaceable);
        CHECK(replaceable.problem().cause == Cause::CannotCreate);
        CHECK(contains(replaceable.problem().remedy, "a folder that exists"));
    }
    CHECK(requireReplaceable(folder.file("new.yaml")));
    CHECK(folder.entries() == 2);
}

TEST_CASE("profile files are loaded, or refused with their cause")
{
    const TemporaryFolder folder;
    const std::string name = folder.file("p.yaml");
    write(name, original);
    const auto loaded = loadProfileText(name);
    REQUIRE(loaded);
    CHECK(*loaded == original);
    CHECK(loadProfileText(folder.file("none.yaml")).problem().cause == Cause::NoInput);
    CHECK(contains(loadProfileText(folder.file(".")).problem().text, "it is a folder"));
    CHECK(loadProfileText(folder.file(".")).problem().cause == Cause::NoInput);
    write(name, "");
    CHECK(contains(loadProfileText(name).problem().text, "is empty"));
    write(name, std::string("a\0b", 3));
    CHECK(contains(loadProfileText(name).problem().text, "not UTF-8 text"));
    CHECK(loadProfileText(name).problem().cause == Cause::Input);
    write(name, "a: 1 #" + std::string(1048576 - 6, 'x'));
    CHECK(loadProfileText(name));
    write(name, "a: 1 #" + std::string(1048576 - 5, 'x'));
    CHECK(contains(loadProfileText(name).problem().text, "larger than 1 MiB"));
    CHECK(contains(loadProfileText("/dev/zero").problem().text, "larger than 1 MiB"));
}

TEST_CASE("a text that is handed on holds no secret")
{
    const std::string text = "sinks: # stores\n"
                             "  - type: qdrant\n"
                             "    url: http://joe:hunter2@localhost:6333\n"
                             "    api_key: hunter3\n"
                             "  - type: qdrant\n"
                             "    api_key: ${KEY}\n";
    const std::string shown = shareableProfileText(text, {});
    CHECK(shown.find("hunter") == std::string::npos);
    CHECK(shown.find(
              "# stores\n  - type: qdrant\n    url: http://***@localhost:6333\n    api_key: ***\n")
        != std::string::npos);
    CHECK(shown.ends_with("    api_key: ${KEY}\n"));
    const std::string clean = "seed: 42 # as always\n# " + std::string(300, 'x') + "\n\nversion: 1";
    CHECK(shareableProfileText(clean, {}) == clean);
    const std::string folded =
        "sinks:\n  - type: qdrant\n    api_key: |\n      hunter4\n      hunter5\n";
    CHECK(shareableProfileText(folded, {}).find("hunter") == std::string::npos);
}
