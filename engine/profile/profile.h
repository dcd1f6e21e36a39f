// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field.h"
#include "base/problem.h"
#include "base/secret.h"
#include "profile/sinksettings.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The profile as values: what config.yaml says after defaults, variables and overrides. Plain
/// values that may be copied between threads; nothing here opens, connects or expands anything.
namespace emitter {

enum class Arrival { Poisson, Uniform, Fixed };

struct Place
{
    int line = 0; ///< 1-based; 0: not from a file
    int column = 0;
};

struct ServiceSpec
{
    std::string name;
    std::optional<double> ratePerSecond; ///< empty: `max`, the closed loop
    Arrival arrival = Arrival::Poisson;
    /// debug, info, warn, error, critical; need not sum to 1.
    std::array<double, 5> levelWeights{0.1, 0.7, 0.15, 0.05, 0};
    Place place;
};

struct PoolSpec
{
    std::string emitterPrefix = "emitter";
    std::uint32_t emitters = 5;
    double baseInterval = 1.0; ///< seconds, x
    double intervalJitter = 0.5; ///< seconds, y
    double minInterval = 0; ///< seconds
    std::string distributorUrl; ///< not empty: an http sink to it is added
    Place place;
};

struct EmbeddingSpec
{
    enum class Provider { OpenAi, Hash, None };
    Provider provider = Provider::OpenAi;
    bool providerSet = false; ///< false: `openai` is only the default
    Secret apiKey;
    std::string apiKeyFile;
    std::string baseUrl = "https://api.openai.com/v1";
    std::string model = "text-embedding-3-small";
    std::uint32_t dimensions = 1536;
    double noise = 0.01;
    bool cache = true;
    /// Variables of the provider's settings that are not set. Errors only for a run that wants
    /// vectors from this provider, so the plan decides.
    std::vector<Problem> missingVariables;
    Place place;

    /// True when `baseUrl` is OpenAI's own server: only there are a key required and prices known.
    bool isOpenAi() const;
};

struct SinkSpec
{
    std::string type;
    std::string name; ///< unique; default: the type, then type-2, type-3 ...
    bool enabled = true;
    FieldValues values; ///< the sink's own rows, with defaults; empty for a disabled unknown type
    SinkSettings settings;
    bool fromPool = false; ///< added for a pool's distributor_url; not written in the profile
    Place place;
};

struct ShapeSpec
{
    enum class Type { Constant, Ramp, Steps, Spike, Wave, Stages };
    struct Stage
    {
        double seconds = 0;
        double from = 1; ///< multiplier, 1 = 100 %
        double to = 1;
    };
    Type type = Type::Constant;
    std::vector<Stage> stages; ///< every type but Constant is turned into stages by the reader
    bool repeats = false; ///< Wave
};

struct TargetSpec
{
    std::string expression; ///< `achieved >= 95%`; read by stats/targets
    Place place;
    std::string excerpt = {}; ///< the line of `place`, for messages; empty for a flag
};

struct Profile
{
    std::string file; ///< what the user named; empty: built-in
    std::uint32_t bufferSize = 1000;
    std::chrono::milliseconds flushInterval{3000};
    std::chrono::milliseconds runDuration{0}; ///< 0: until stopped
    std::uint64_t count = 0; ///< 0: no limit
    std::uint32_t messagePoolSize = 1000;
    std::optional<std::uint64_t> seed;
    double rateScale = 1;
    std::chrono::milliseconds maxLag{5000};
    std::chrono::milliseconds drainTimeout{10000};

    EmbeddingSpec embedding;
    std::vector<ServiceSpec> services;
    std::vector<PoolSpec> pools;
    std::vector<SinkSpec> sinks; ///< with those that `distributor_url` added, at the end
    ShapeSpec shape;
    std::vector<TargetSpec> targets;
    /// What the file says where a value must not be shown or saved: secrets given as variables, by
    /// path (`sinks[1].password` -> `${ELASTIC_PASSWORD}`).
    std::map<std::string, std::string> references;

    /// A closed loop in which services and pools speak in the proportions of their rates. Never in
    /// a file: it is for measuring.
    bool asFastAsPossible = false;

    /// True when a service runs at `max`, so the whole run is a closed loop.
    bool isClosedLoop() const;
};

/// Where each value came from, by path (`services[0].rate_per_sec`): "config.yaml:14",
/// "--seed", "EMITTER_SEED", "built-in". For --print-config.
using Origins = std::map<std::string, std::string>;

}
