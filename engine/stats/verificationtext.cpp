// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/values.h"
#include "stats/reportformat.h"
#include "stats/summarytable.h"
#include "stats/verification.h"

namespace emitter {
namespace {

using Cell = SummaryTable::Cell;
using State = StoreVerification::State;

constexpr std::size_t longestName = 36;
constexpr std::size_t longestDetail = 300;

Cell trouble(std::uint64_t count, bool bad)
{
    return {formatCount(count), bad ? Tone::Bad : Tone::Plain};
}

Cell verdict(const StoreVerification &store)
{
    switch (store.state) {
    case State::Checked:
        return store.isGood() ? Cell("good", Tone::Good) : Cell("BAD", Tone::Bad);
    case State::Failed:
        return {"FAILED", Tone::Bad};
    case State::Cancelled:
        return {"stopped", Tone::Bad};
    case State::NotReadable:
    case State::NotInRun:
        break;
    }
    return {"-"};
}

SummaryTable::Row row(const StoreVerification &store)
{
    const std::string name = shortened(store.sink, longestName);
    if (store.state != State::Checked)
        return {name, Cell("-"), Cell("-"), Cell("-"), Cell("-"), Cell("-"), Cell("-"), Cell("-"),
            Cell("-"), verdict(store)};
    return {name, formatCount(store.emitted), formatCount(store.delivered),
        formatCount(store.unconfirmed),
        trouble(store.found, store.found > store.mostFound() || store.found < store.leastFound()),
        trouble(store.missing, store.found < store.leastFound()),
        trouble(store.duplicate, store.duplicate > 0),
        trouble(store.different, store.different > 0), formatCount(store.others), verdict(store)};
}

std::string remarks(const StoreVerification &store)
{
    const std::string name = shortened(store.sink, longestName);
    switch (store.state) {
    case State::NotReadable:
        return wrapped(name + " cannot be read back", 2);
    case State::NotInRun:
        return wrapped(name + " was no sink of this run", 2);
    case State::Cancelled:
        return wrapped(name + " was not checked to its end: you stopped it", 2);
    case State::Failed:
        return wrapped(name + " could not be read back: " + store.problem->text, 2)
            + (store.problem->remedy.empty() ? "" : wrapped(store.problem->remedy, 4));
    case State::Checked:
        break;
    }
    std::string out = wrapped(name + ": all ids looked up, " + formatCount(store.compared) + " of "
            + entriesText(store.found) + " compared field by field",
        2);
    for (const std::string &complaint : store.complaints())
        out += wrapped(name + ": " + complaint, 2);
    for (const StoreVerification::Example &example : store.examples)
        out += wrapped(std::string(emitter::name(example.kind)) + ' ' + example.id + ": "
                + shortened(example.detail, longestDetail),
            4);
    return out;
}

}

std::string toText(const Verification &verification, bool colour)
{
    SummaryTable table({9});
    table.add(
        {Cell("Read back"), Cell("emitted"), Cell("delivered"), Cell("unconfirmed"), Cell("found"),
            Cell("missing"), Cell("duplicate"), Cell("different"), Cell("other"), Cell("verdict")});
    std::string notes;
    for (const StoreVerification &store : verification.stores) {
        table.add(row(store));
        notes += remarks(store);
    }
    if (verification.recorded < verification.emitted)
        notes += wrapped("Only the first " + formatCount(verification.recorded) + " of "
                + entriesText(verification.emitted)
                + " were recorded and looked for: " + verification.whyIncomplete,
            2);
    return '\n' + table.text(colour) + notes;
}

}
