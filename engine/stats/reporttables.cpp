// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/reporttables.h"

#include "base/values.h"
#include "stats/paceverdict.h"
#include "stats/reportformat.h"

#include <algorithm>

namespace emitter {
namespace {

constexpr std::size_t mostSourcesFolded = 2000; // a browser still opens the file at once

std::string cell(std::string_view html, std::string_view style = {})
{
    return (style.empty() ? "<td>" : "<td class=\"" + std::string(style) + "\">")
        + std::string(html) + "</td>";
}

std::string textCell(std::string_view text, std::string_view style = {})
{
    return cell(markupEscaped(text), style);
}

/// A count that should be 0.
std::string troubleCell(std::uint64_t count)
{
    return cell(formatCount(count), count > 0 ? "bad" : "");
}

std::string droppedCell(const SinkCounts &counts)
{
    return cell(formatCount(counts.dropped()), counts.lost() > 0 ? "bad" : "");
}

/// `columns`: headings separated by bars; a leading `<` aligns to the left.
std::string tableHead(std::string_view title, std::string_view columns)
{
    std::string html = "<table aria-label=\"" + std::string(title) + "\"><thead><tr>";
    while (!columns.empty()) {
        const std::size_t end = std::min(columns.find('|'), columns.size());
        std::string_view column = columns.substr(0, end);
        const bool left = column.starts_with('<');
        column.remove_prefix(left ? 1 : 0);
        html += "<th scope=\"col\"" + std::string(left ? " class=\"t\">" : ">")
            + std::string(column) + "</th>";
        columns.remove_prefix(std::min(end + 1, columns.size()));
    }
    return html + "</tr></thead><tbody>\n";
}

std::string card(std::string_view title, const std::string &body)
{
    return "<section class=\"card\"><h2>" + std::string(title) + "</h2>" + body + "</section>\n";
}

/// The busiest sources in a table, more of them folded away below it.
template <typename Source, typename Row>
std::string sourcesCard(
    std::string_view title, std::string_view columns, const std::vector<Source> &sources, Row row)
{
    if (sources.empty())
        return {};
    const std::string head = tableHead(title, columns);
    const std::vector<std::size_t> listed = busiest(sources, mostSourcesFolded);
    const std::vector<std::size_t> shown = busiest(sources, mostSourcesShown);
    std::string html = head;
    for (const std::size_t i : shown)
        html += row(sources[i]);
    html += "</tbody></table>";
    if (shown.size() < sources.size()) {
        html += "<details><summary>and " + formatCount(sources.size() - shown.size())
            + " more</summary>" + head;
        std::vector<bool> isShown(sources.size(), false);
        for (const std::size_t i : shown)
            isShown[i] = true;
        for (const std::size_t i : listed) {
            if (!isShown[i])
                html += row(sources[i]);
        }
        html += "</tbody></table>";
        if (listed.size() < sources.size())
            html += "<p class=\"soft\">The JSON report lists all " + formatCount(sources.size())
                + ".</p>";
        html += "</details>";
    }
    return card(title, html);
}

std::string stateCell(const SinkSnapshot &sink)
{
    if (sink.state == SinkState::Lost)
        return cell("✕ lost", "t bad");
    return sink.counts.failed() > 0 ? cell("▲ with losses", "t bad") : cell("✓ ok", "t good");
}

}

std::string nameHtml(std::string_view name, std::size_t maxCharacters)
{
    return "<bdi>" + markupEscaped(shortened(name, maxCharacters)) + "</bdi>";
}

std::string targetsCard(const Summary &summary)
{
    if (summary.targets.empty())
        return {};
    std::string html = tableHead("Targets", "<Target|Measured|<Result|<");
    for (const TargetResult &target : summary.targets) {
        html += "<tr>" + cell("<code>" + nameHtml(target.expression, 100) + "</code>", "t")
            + textCell(valueText(target))
            + (target.passed ? cell("✓ pass", "t good") : cell("✕ FAIL", "t bad"))
            + textCell(shortened(target.note, 200), "w soft") + "</tr>\n";
    }
    return card("Targets", html + "</tbody></table>");
}

std::string auditCard(const Summary &summary)
{
    const auto lines = auditLines(summary.last);
    std::string html = "<dl>";
    for (const auto &[label, value] : lines)
        html += "<dt>" + std::string(label) + "</dt><dd>" + markupEscaped(value) + "</dd>";
    return card("Self-audit",
        html
            + "</dl><p class=\"soft\">CV: standard deviation over mean of the entries per bin. The "
              "schedule has one of its own; only what lies above it was added by this "
              "machine.</p>");
}

std::string sinksCard(const Summary &summary)
{
    if (summary.last.sinks.empty())
        return {};
    std::string html = tableHead("Sinks",
        "<Sink|<State|Delivered|<Strength|Of emitted|Rejected|Dropped|Unconfirmed|Resent|Overloaded"
        "|Bytes|p50 ms|p95 ms|p99 ms");
    for (const SinkSnapshot &sink : summary.last.sinks) {
        const SinkCounts &counts = sink.counts;
        const auto latency = [&](double Percentiles::*quantile) {
            return textCell(millisecondsText(quantileOf(sink.latency, quantile)));
        };
        html += "<tr>" + cell(nameHtml(sink.name, 32), "t") + stateCell(sink)
            + cell(formatCount(counts.delivered)) + textCell(shortened(sink.strength, 12), "t soft")
            + textCell(percentText(shareOf(counts.delivered, counts.emitted)))
            + troubleCell(counts.rejected) + droppedCell(counts) + troubleCell(counts.unconfirmed)
            + cell(formatCount(counts.resent)) + troubleCell(counts.overloaded)
            + textCell(formatBytes(sink.bytes)) + latency(&Percentiles::p50)
            + latency(&Percentiles::p95) + latency(&Percentiles::p99) + "</tr>\n";
    }
    html += "</tbody></table>";
    for (const SinkSnapshot &sink : summary.last.sinks) {
        if (const std::string dropped = dropReasonsText(sink.counts); !dropped.empty())
            html +=
                "<p class=\"soft\">" + nameHtml(sink.name, 32) + " dropped: " + dropped + "</p>";
        if (sink.counts.inFlight > 0)
            html += "<p class=\"soft\">" + nameHtml(sink.name, 32) + " still had "
                + formatCount(sink.counts.inFlight) + " in flight when the run ended</p>";
    }
    return card("Sinks", html);
}

std::string verificationCard(const Summary &summary)
{
    if (!summary.verification)
        return {};
    std::string html = tableHead("Read back",
        "<Sink|<Verdict|Emitted|Delivered|Unconfirmed|Looked up|Found|Missing|Duplicate|Compared"
        "|Different|Others there");
    std::string below;
    for (const StoreVerification &store : summary.verification->stores) {
        const std::string_view verdict = store.verdict();
        const std::string word = (verdict == "good"       ? "✓ "
                                         : verdict == "-" ? ""
                                                          : "✕ ")
            + std::string(verdict);
        html += "<tr>" + cell(nameHtml(store.sink, 32), "t")
            + cell(word,
                verdict == "good"    ? "t good"
                    : verdict == "-" ? "t soft"
                                     : "t bad");
        if (store.state == StoreVerification::State::Checked) {
            html += cell(formatCount(store.emitted)) + cell(formatCount(store.delivered))
                + troubleCell(store.unconfirmed) + cell(formatCount(store.recorded))
                + cell(formatCount(store.found)) + troubleCell(store.missing)
                + troubleCell(store.duplicate) + cell(formatCount(store.compared))
                + troubleCell(store.different) + cell(formatCount(store.others));
        } else {
            html += "<td colspan=\"10\"></td>";
        }
        html += "</tr>\n";
        for (const std::string &remark : store.remarks())
            below += "<p class=\"soft\">" + nameHtml(store.sink, 32) + ": " + nameHtml(remark, 500)
                + "</p>";
        for (const StoreVerification::Example &example : store.examples)
            below += "<p class=\"soft\"><code>" + nameHtml(example.id, 60) + "</code> "
                + std::string(name(example.kind)) + ": " + nameHtml(example.detail, 300) + "</p>";
    }
    html += "</tbody></table>" + below;
    if (const std::string coverage = summary.verification->coverage(); !coverage.empty())
        html += "<p class=\"soft\">" + nameHtml(coverage, 500) + "</p>";
    return card("Read back", html);
}

std::string servicesCard(const Summary &summary)
{
    return sourcesCard("Services", "<Service|Planned/s|Achieved/s|Emitted", summary.last.services,
        [&](const ServiceSnapshot &service) {
            return "<tr>" + cell(nameHtml(service.name, 40), "t")
                + textCell(rateText(service.plannedPerSecond))
                + textCell(rateText(perSecond(service.emitted, summary)))
                + cell(formatCount(service.emitted)) + "</tr>\n";
        });
}

std::string poolsCard(const Summary &summary)
{
    return sourcesCard("Pools", "<Pool|Emitters|Planned/s|Achieved/s|Emitted|Errors",
        summary.last.pools, [&](const PoolSnapshot &pool) {
            return "<tr>" + cell(nameHtml(pool.prefix, 40), "t") + cell(formatCount(pool.emitters))
                + textCell(rateText(pool.plannedPerSecond))
                + textCell(rateText(perSecond(pool.emitted, summary)))
                + cell(formatCount(pool.emitted)) + troubleCell(pool.errors) + "</tr>\n";
        });
}

std::string errorsCard(const Summary &summary)
{
    std::string rows;
    for (const SinkSnapshot &sink : summary.last.sinks) {
        for (const auto &[sentence, entries] : sink.errors)
            rows += "<tr>" + cell(nameHtml(sink.name, 32), "t") + cell(formatCount(entries))
                + cell(nameHtml(sentence, 500), "w") + "</tr>\n";
    }
    std::string html;
    if (!rows.empty())
        html = card(
            "Errors", tableHead("Errors", "<Sink|Entries|<Reason") + rows + "</tbody></table>");
    if (summary.warnings.empty())
        return html;
    std::string list = "<ul>";
    for (const std::string &warning : summary.warnings)
        list += "<li>" + nameHtml(warning, 500) + "</li>";
    return html + card("Warnings", list + "</ul>");
}

std::string settingsCard(const Summary &summary)
{
    const std::pair<std::string_view, std::string> settings[] = {
        {"Profile", nameHtml(summary.profile, 200)},
        {"Seed", std::to_string(summary.seed)},
        {"Run", nameHtml(summary.runId, 40)},
        {"Version", "emitter " + nameHtml(summary.version, 40)},
        {"Started", dayAndTimeText(summary.startedUnixNanos)},
        {"Run time", markupEscaped(elapsedText(summary.durationSeconds))},
        {"Exit",
            std::to_string(summary.exitCode)
                + (summary.reason.empty() ? "" : " (" + nameHtml(summary.reason, 200) + ')')},
    };
    std::string html = "<dl>";
    for (const auto &[key, value] : settings)
        html += "<dt>" + std::string(key) + "</dt><dd>" + value + "</dd>";
    for (const SinkSnapshot &sink : summary.last.sinks)
        html += "<dt>Sink " + nameHtml(sink.name, 32) + "</dt><dd>" + nameHtml(sink.type, 40)
            + (sink.target.empty() ? "" : ", " + nameHtml(sink.target, 200)) + "</dd>";
    return card("Settings", html + "</dl>");
}

}
