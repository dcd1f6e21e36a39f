// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/storedifferences.h"

#include "base/text.h"
#include "base/values.h"
#include "wire/uuid.h"

#include <cmath>
#include <cstdio>
#include <numeric>

namespace emitter {
namespace {

constexpr std::int64_t nanosPerMicro = 1000;
constexpr std::size_t mostShown = 120; // bytes of a text

std::string inQuotes(std::string_view text)
{
    return '"' + printable(text, mostShown) + '"';
}

std::string has(const std::string &stored, const std::string &emitted)
{
    return "has " + stored + ", emitted was " + emitted;
}

/// 1 / length; 0 for a vector that has none, or is not finite.
double scaleOf(const std::vector<float> &vector)
{
    const double square = std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0,
        std::plus<>(), [](double a, double b) { return a * b; });
    return square > 0 && std::isfinite(square) ? 1 / std::sqrt(square) : 0;
}

std::string number(double value)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.6g", value);
    return buffer;
}

}

StoreDifferences::StoreDifferences(const Content &content, LevelCase levelCase)
    : m_content(content)
    , m_levelCase(levelCase)
{
    if (content.vectors()) {
        m_vectors.emplace(*content.vectors(), content.seed());
        m_vector.resize(content.vectors()->dimensions);
    }
}

std::vector<std::pair<Difference, std::string>> StoreDifferences::between(
    const Entry &entry, const StoredEntry &stored)
{
    std::vector<std::pair<Difference, std::string>> list;
    const std::int64_t micros = m_content.unixNanos(entry) / nanosPerMicro;
    if (stored.unixMicros != micros)
        list.emplace_back(Difference::Timestamp,
            has(formatUtc(stored.unixMicros * nanosPerMicro), formatUtc(micros * nanosPerMicro)));
    const std::string service = m_content.sources().name(entry.source);
    if (stored.service != service)
        list.emplace_back(Difference::Service, has(inQuotes(stored.service), inQuotes(service)));
    const std::string_view level = name(entry.level, m_levelCase);
    if (stored.level != level)
        list.emplace_back(Difference::Level, has(inQuotes(stored.level), inQuotes(level)));
    std::string message;
    m_content.appendMessage(message, entry);
    if (stored.message != message)
        list.emplace_back(Difference::Message, has(inQuotes(stored.message), inQuotes(message)));
    if (m_vectors && !stored.vector.empty()) {
        std::string detail = vectorDifference(entry, stored.vector);
        if (!detail.empty())
            list.emplace_back(Difference::Vector, std::move(detail));
    }
    return list;
}

std::string StoreDifferences::vectorDifference(const Entry &entry, const std::vector<float> &stored)
{
    if (stored.size() != m_vector.size())
        return "has " + std::to_string(stored.size()) + " numbers, emitted were "
            + std::to_string(m_vector.size());
    m_vectors->write(m_vector.data(), entry.slot, entry.number);
    const double storedScale = scaleOf(stored);
    const double emittedScale = scaleOf(m_vector);
    if (storedScale == 0)
        return "has no direction: all its numbers are 0, or one is none";
    std::size_t furthest = 0;
    double distance = 0;
    for (std::size_t i = 0; i < stored.size(); ++i) {
        const double apart = std::abs(static_cast<double>(stored[i]) * storedScale
            - static_cast<double>(m_vector[i]) * emittedScale);
        if (apart > distance) {
            distance = apart;
            furthest = i;
        }
    }
    if (distance <= vectorTolerance)
        return {};
    return "number " + std::to_string(furthest) + " is "
        + number(static_cast<double>(stored[furthest]) * storedScale) + ", emitted was "
        + number(static_cast<double>(m_vector[furthest]) * emittedScale);
}

std::string StoreDifferences::describe(const Entry &entry) const
{
    return "entry " + formatCount(entry.number) + " of " + m_content.sources().name(entry.source)
        + ", " + formatUtc(m_content.unixNanos(entry));
}

std::string StoreDifferences::idText(const EntryId &id)
{
    std::string text;
    appendUuid(text, id);
    return text;
}

}
