// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profilerows.h"

#include <algorithm>
#include <array>

namespace emitter {
namespace {

constexpr double longestSeconds = 315'360'000; // ten years

}

std::span<const Field> topRows()
{
    static constexpr std::array rows{
        Field{.key = "version",
            .type = Field::Integer,
            .fallback = "1",
            .label = QT_TRANSLATE_NOOP("profile", "Version"),
            .help =
                QT_TRANSLATE_NOOP("profile", "Version of the profile's format; only 1 exists.")},
        Field{.key = "buffer_size",
            .type = Field::Integer,
            .fallback = "1000",
            .min = 1,
            .max = 1e6,
            .label = QT_TRANSLATE_NOOP("profile", "Batch size"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "Entries per flush, for sinks that do not say otherwise."),
            .unit = QT_TRANSLATE_NOOP("profile", "entries")},
        Field{.key = "flush_interval_ms",
            .type = Field::Integer,
            .fallback = "3000",
            .min = 1,
            .max = 3.6e6,
            .label = QT_TRANSLATE_NOOP("profile", "Flush interval"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "A batch that is not full is flushed after this time."),
            .unit = "ms"},
        Field{.key = "run_duration_secs",
            .type = Field::Number,
            .fallback = "0",
            .min = 0,
            .max = longestSeconds,
            .label = QT_TRANSLATE_NOOP("profile", "Run length"),
            .help = QT_TRANSLATE_NOOP("profile", "Length of the run; 0 runs until stopped."),
            .unit = "s"},
        Field{.key = "run_duration",
            .type = Field::Duration,
            .min = 0,
            .max = longestSeconds,
            .label = QT_TRANSLATE_NOOP("profile", "Run length"),
            .help = QT_TRANSLATE_NOOP("profile",
                "Length of the run with its unit, 90s or 5m; 0 runs until stopped. Not beside "
                "run_duration_secs.")},
        Field{.key = "count",
            .type = Field::Integer,
            .fallback = "0",
            .min = 0,
            .label = QT_TRANSLATE_NOOP("profile", "Number of entries"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "The run ends after so many entries; 0 sets no limit."),
            .unit = QT_TRANSLATE_NOOP("profile", "entries")},
        Field{.key = "message_pool_size",
            .type = Field::Integer,
            .fallback = "1000",
            .min = 1,
            .max = 1e6,
            .label = QT_TRANSLATE_NOOP("profile", "Messages"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "How many different messages are made before the run."),
            .unit = QT_TRANSLATE_NOOP("profile", "messages")},
        Field{.key = "seed",
            .type = Field::Integer,
            .min = 0,
            .max = 9007199254740991.0,
            .label = QT_TRANSLATE_NOOP("profile", "Seed"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "The same seed makes the same entries; absent: drawn and printed.")},
        Field{.key = "rate_scale",
            .type = Field::Number,
            .fallback = "1",
            .min = 0.0001,
            .max = 1e6,
            .label = QT_TRANSLATE_NOOP("profile", "Rate factor"),
            .help = QT_TRANSLATE_NOOP("profile", "Multiplies every planned rate.")},
        Field{.key = "max_lag",
            .type = Field::Duration,
            .fallback = "5s",
            .min = 0.001,
            .max = 3600,
            .label = QT_TRANSLATE_NOOP("profile", "Largest lag"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "Entries later than this are skipped and counted, not sent late.")},
        Field{.key = "drain_timeout",
            .type = Field::Duration,
            .fallback = "10s",
            .min = 0,
            .max = 3600,
            .label = QT_TRANSLATE_NOOP("profile", "Drain time"),
            .help = QT_TRANSLATE_NOOP("profile",
                "How long the end of a run waits for the sinks; a closed loop that came to its end "
                "waits on while a sink takes something.")},
    };
    return rows;
}

std::span<const Field> embeddingRows()
{
    static constexpr std::array rows{
        Field{.key = "provider",
            .type = Field::Choice,
            .fallback = "openai",
            .choices = QT_TRANSLATE_NOOP("profile", "openai|hash|none"),
            .label = QT_TRANSLATE_NOOP("profile", "Provider"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "Who makes vectors: a server, this program (hash), or nobody.")},
        Field{.key = "api_key",
            .type = Field::Secret,
            .label = QT_TRANSLATE_NOOP("profile", "API key"),
            .help = QT_TRANSLATE_NOOP("profile",
                "Key of the server, as a variable: ${NAME}. Without it OpenAI gets "
                "$OPENAI_API_KEY.")},
        Field{.key = "api_key_file",
            .type = Field::Path,
            .label = QT_TRANSLATE_NOOP("profile", "API key file"),
            .help = QT_TRANSLATE_NOOP("profile", "A file that holds the key, instead of api_key.")},
        Field{.key = "base_url",
            .type = Field::Url,
            .fallback = "https://api.openai.com/v1",
            .label = QT_TRANSLATE_NOOP("profile", "Server"),
            .help =
                QT_TRANSLATE_NOOP("profile", "Any server that speaks the OpenAI embeddings API.")},
        Field{.key = "model",
            .type = Field::Text,
            .fallback = "text-embedding-3-small",
            .label = QT_TRANSLATE_NOOP("profile", "Model"),
            .help = QT_TRANSLATE_NOOP("profile", "Name of the embedding model.")},
        Field{.key = "dimensions",
            .type = Field::Integer,
            .fallback = "1536",
            .min = 1,
            .max = 16384,
            .label = QT_TRANSLATE_NOOP("profile", "Dimensions"),
            .help = QT_TRANSLATE_NOOP("profile", "Length of each vector.")},
        Field{.key = "noise",
            .type = Field::Number,
            .fallback = "0.01",
            .min = 0,
            .max = 1,
            .label = QT_TRANSLATE_NOOP("profile", "Noise"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "Spread added to each entry's vector, so that no two are equal.")},
        Field{.key = "cache",
            .type = Field::Boolean,
            .fallback = "true",
            .label = QT_TRANSLATE_NOOP("profile", "Cache"),
            .help = QT_TRANSLATE_NOOP("profile", "Keep fetched vectors for the next run.")},
    };
    return rows;
}

std::span<const Field> serviceRows()
{
    static constexpr std::array rows{
        Field{.key = "name",
            .type = Field::Text,
            .required = true,
            .label = QT_TRANSLATE_NOOP("profile", "Name"),
            .help = QT_TRANSLATE_NOOP("profile", "Name of the service; unique.")},
        Field{.key = "rate_per_sec",
            .type = Field::Number,
            .required = true,
            .min = 0,
            .label = QT_TRANSLATE_NOOP("profile", "Rate"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "Entries per second; `max`: as fast as the sinks accept."),
            .unit = QT_TRANSLATE_NOOP("profile", "entries/s")},
        Field{.key = "arrival",
            .type = Field::Choice,
            .fallback = "poisson",
            .choices = QT_TRANSLATE_NOOP("profile", "poisson|uniform|fixed"),
            .label = QT_TRANSLATE_NOOP("profile", "Arrival"),
            .help = QT_TRANSLATE_NOOP("profile", "How entries follow each other at that rate.")},
        Field{.key = "level_weights",
            .type = Field::TextMap,
            .label = QT_TRANSLATE_NOOP("profile", "Levels"),
            .help = QT_TRANSLATE_NOOP("profile",
                "Share of each level: {debug: 0.1, info: 0.7, warn: 0.15, error: 0.05}.")},
    };
    return rows;
}

std::span<const Field> levelWeightRows()
{
    static constexpr std::array rows{
        Field{.key = "debug",
            .type = Field::Number,
            .fallback = "0",
            .min = 0,
            .label = QT_TRANSLATE_NOOP("profile", "DEBUG"),
            .help = QT_TRANSLATE_NOOP("profile", "Share of DEBUG entries.")},
        Field{.key = "info",
            .type = Field::Number,
            .fallback = "0",
            .min = 0,
            .label = QT_TRANSLATE_NOOP("profile", "INFO"),
            .help = QT_TRANSLATE_NOOP("profile", "Share of INFO entries.")},
        Field{.key = "warn",
            .type = Field::Number,
            .fallback = "0",
            .min = 0,
            .label = QT_TRANSLATE_NOOP("profile", "WARN"),
            .help = QT_TRANSLATE_NOOP("profile", "Share of WARN entries.")},
        Field{.key = "error",
            .type = Field::Number,
            .fallback = "0",
            .min = 0,
            .label = QT_TRANSLATE_NOOP("profile", "ERROR"),
            .help = QT_TRANSLATE_NOOP("profile", "Share of ERROR entries.")},
        Field{.key = "critical",
            .type = Field::Number,
            .fallback = "0",
            .min = 0,
            .label = QT_TRANSLATE_NOOP("profile", "CRITICAL"),
            .help = QT_TRANSLATE_NOOP("profile", "Share of CRITICAL entries.")},
    };
    return rows;
}

std::span<const Field> poolRows()
{
    static constexpr std::array rows{
        Field{.key = "emitter_prefix",
            .type = Field::Text,
            .fallback = "emitter",
            .label = QT_TRANSLATE_NOOP("profile", "Prefix"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "The emitters are called prefix-1, prefix-2 ...; unique.")},
        Field{.key = "num_emitters",
            .type = Field::Integer,
            .fallback = "5",
            .min = 1,
            .max = 1e6,
            .label = QT_TRANSLATE_NOOP("profile", "Emitters"),
            .help = QT_TRANSLATE_NOOP("profile", "How many emitters the pool has.")},
        Field{.key = "base_interval",
            .type = Field::Number,
            .fallback = "1",
            .min = 0,
            .max = 86400,
            .label = QT_TRANSLATE_NOOP("profile", "Interval"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "Each emitter waits x ± y between entries; this is x."),
            .unit = "s"},
        Field{.key = "interval_jitter",
            .type = Field::Number,
            .fallback = "0.5",
            .min = 0,
            .max = 86400,
            .label = QT_TRANSLATE_NOOP("profile", "Jitter"),
            .help = QT_TRANSLATE_NOOP("profile", "The y of x ± y."),
            .unit = "s"},
        Field{.key = "min_interval",
            .type = Field::Number,
            .fallback = "0",
            .min = 0,
            .max = 86400,
            .label = QT_TRANSLATE_NOOP("profile", "Smallest interval"),
            .help = QT_TRANSLATE_NOOP("profile", "No wait is shorter than this."),
            .unit = "s"},
        Field{.key = "distributor_url",
            .type = Field::Url,
            .label = QT_TRANSLATE_NOOP("profile", "Distributor"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "Adds an http sink to this address, named after the pool.")},
    };
    return rows;
}

std::span<const Field> shapeRows()
{
    static constexpr std::array rows{
        Field{.key = "type",
            .type = Field::Choice,
            .fallback = "constant",
            .choices = QT_TRANSLATE_NOOP("profile", "constant|ramp|steps|spike|wave|stages"),
            .label = QT_TRANSLATE_NOOP("profile", "Shape"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "How the rate changes over the run; 100 % is the planned rate.")},
        Field{.key = "from",
            .type = Field::Percent,
            .min = 0,
            .max = 100000,
            .label = QT_TRANSLATE_NOOP("profile", "From"),
            .help = QT_TRANSLATE_NOOP("profile",
                "ramp, steps: where it starts (0 %, and the first step). "
                "spike: the rate around it (100 %). wave: its lowest rate (50 %).")},
        Field{.key = "to",
            .type = Field::Percent,
            .min = 0,
            .max = 100000,
            .label = QT_TRANSLATE_NOOP("profile", "To"),
            .help = QT_TRANSLATE_NOOP("profile",
                "ramp, steps: where it ends and stays (100 %). "
                "spike: its peak (500 %). wave: its highest rate (150 %).")},
        Field{.key = "duration",
            .type = Field::Duration,
            .min = 0.1,
            .max = longestSeconds,
            .label = QT_TRANSLATE_NOOP("profile", "Length"),
            .help = QT_TRANSLATE_NOOP("profile",
                "Length of the ramp, of all steps, of the spike, of one wave; required for "
                "these.")},
        Field{.key = "after",
            .type = Field::Duration,
            .min = 0.001,
            .max = longestSeconds,
            .label = QT_TRANSLATE_NOOP("profile", "Begins after"),
            .help = QT_TRANSLATE_NOOP("profile", "spike: when it begins; required for it.")},
        Field{.key = "steps",
            .type = Field::Integer,
            .min = 2,
            .max = 1000,
            .label = QT_TRANSLATE_NOOP("profile", "Steps"),
            .help = QT_TRANSLATE_NOOP("profile", "steps: how many (4).")},
    };
    return rows;
}

std::span<const Field> stageRows()
{
    static constexpr std::array rows{
        Field{.key = "duration",
            .type = Field::Duration,
            .required = true,
            .min = 0.001,
            .max = longestSeconds,
            .label = QT_TRANSLATE_NOOP("profile", "Length"),
            .help = QT_TRANSLATE_NOOP("profile", "Length of the stage.")},
        Field{.key = "rate",
            .type = Field::Text,
            .required = true,
            .label = QT_TRANSLATE_NOOP("profile", "Rate"),
            .help = QT_TRANSLATE_NOOP(
                "profile", "100 % holds; 0 -> 100 % moves evenly. The last stage's end stays.")},
    };
    return rows;
}

std::vector<std::string_view> keysOf(std::span<const Field> rows)
{
    std::vector<std::string_view> keys;
    for (const Field &row : rows)
        keys.push_back(row.key);
    return keys;
}

const Field *argumentRow(std::span<const Field> rows)
{
    auto found =
        std::find_if(rows.begin(), rows.end(), [](const Field &row) { return row.required; });
    if (found == rows.end())
        found = std::find_if(rows.begin(), rows.end(),
            [](const Field &row) { return row.type == Field::Url || row.type == Field::Path; });
    return found == rows.end() ? nullptr : &*found;
}

}
