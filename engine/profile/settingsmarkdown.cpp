// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/values.h"
#include "profile/printconfig.h"
#include "profile/profilerows.h"

namespace emitter {
namespace {

std::string cell(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '|')
            out += '\\';
        out += c;
    }
    return out;
}

std::string values(const Field &row)
{
    if (row.type == Field::Choice)
        return cell(row.choices);
    std::string text(typeName(row.type));
    const bool low = row.min != std::numeric_limits<double>::lowest();
    const bool high = row.max != std::numeric_limits<double>::max();
    if (low && high)
        text += ", " + formatNumber(row.min) + " to " + formatNumber(row.max);
    else if (low)
        text += ", at least " + formatNumber(row.min);
    else if (high)
        text += ", at most " + formatNumber(row.max);
    if (!row.unit.empty())
        text += " " + std::string(row.unit);
    else if (row.type == Field::Duration && (low || high))
        text += " s";
    return text;
}

std::string fallback(const Field &row)
{
    if (row.required)
        return "**required**";
    return row.fallback.empty() ? "" : '`' + cell(row.fallback) + '`';
}

std::string table(std::string_view title, std::span<const Field> rows)
{
    return "## " + std::string(title) + "\n\n" + settingsTable(rows) + '\n';
}

}

std::string settingsTable(std::span<const Field> rows)
{
    if (rows.empty())
        return "No settings of its own.\n";
    std::string out = "| key | value | default | meaning |\n| --- | --- | --- | --- |\n";
    for (const Field &row : rows)
        out += "| `" + std::string(row.key) + "` | " + values(row) + " | " + fallback(row) + " | "
            + cell(row.help) + " |\n";
    return out;
}

std::string settingsMarkdown(std::span<const SinkSchema> sinks)
{
    std::string out;
    out += table("Top level", topRows());
    out += table("embedding", embeddingRows());
    out += table("services[]", serviceRows());
    out += table("services[].level_weights", levelWeightRows());
    out += table("pools[]", poolRows());
    out += table("sinks[], all types", sinkHeadRows());
    out += table("sinks[], all types: batches, queue, connection", sinkSettingRows());
    out += table("sinks[].retry", retryRows());
    for (const SinkSchema &sink : sinks)
        out += table("sinks[] of type " + std::string(sink.id), sink.rows);
    out += table("shape", shapeRows());
    out += table("shape.stages[]", stageRows());
    out.pop_back();
    return out;
}

}
