// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profileloading.h"
#include "profile/printconfig.h"
#include "run/plan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace emitter;

namespace {

const std::filesystem::path sources = EMITTER_SOURCES;
const SinkRegistry registry = SinkRegistry::builtIn();

std::string contentOf(const std::filesystem::path &file)
{
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

const std::string intro =
    "# Configuration\n\n"
    "Every setting of a profile, as `emitter --check` reads it. An example of each sink lies in\n"
    "its folder below `engine/sinks`; `emitter --print-config` shows what is in force and why.\n\n";

void checkLoads(const std::filesystem::path &file)
{
    CAPTURE(file.string());
    CommandLine line;
    line.config = file.string();
    const LoadedProfile loaded = loadProfile(line, registry);
    for (const Problem &problem : loaded.outcome.problems)
        FAIL_CHECK(toText(problem));
    REQUIRE(loaded.outcome.profile);
    CHECK(makePlan(*loaded.outcome.profile, registry).problems.empty());
}

void checkWritten(const std::filesystem::path &file, const std::string &wanted)
{
    const char *write = std::getenv("EMITTER_WRITE_DOCS");
    if (write && *write == '1')
        std::ofstream(file) << wanted;
    CHECK_MESSAGE(contentOf(file) == wanted, "run EMITTER_WRITE_DOCS=1 tst_shippedprofiles");
}

}

TEST_CASE("every profile that is shipped loads without a complaint")
{
    int count = 0;
    for (const auto &entry : std::filesystem::directory_iterator(sources / "resources/profiles")) {
        checkLoads(entry.path());
        ++count;
    }
    CHECK(count >= 3);
}

TEST_CASE("every sink has an example that loads and a README")
{
    for (const SinkDescriptor &sink : registry.sinks()) {
        const auto folder = sources / "engine/sinks" / sink.id;
        checkLoads(folder / "example.yaml");
        CHECK(std::filesystem::exists(folder / "README.md"));
        CHECK(contentOf(folder / "example.yaml").find(sink.id) != std::string::npos);
    }
}

// EMITTER_WRITE_DOCS=1 tst_shippedprofiles brings the files up to date.
TEST_CASE("docs/configuration.md says what the rows say")
{
    checkWritten(sources / "docs/configuration.md", intro + settingsMarkdown(schemasOf(registry)));
}

TEST_CASE("each sink's README says what its rows say")
{
    const std::string heading = "## Settings\n\n";
    for (const SinkDescriptor &sink : registry.sinks()) {
        const auto file = sources / "engine/sinks" / sink.id / "README.md";
        CAPTURE(file.string());
        std::string wanted = contentOf(file);
        const std::size_t begin = wanted.find(heading);
        REQUIRE(begin != std::string::npos);
        const std::size_t table = begin + heading.size();
        const std::size_t end = std::min(wanted.find("\n\n", table), wanted.size() - 1) + 1;
        wanted.replace(table, end - table, settingsTable(sink.rows));
        checkWritten(file, wanted);
    }
}
