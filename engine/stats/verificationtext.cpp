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

SummaryTable::Row booksRow(const StoreVerification &store, const std::string &name)
{
    if (store.state != State::Checked)
        return {name, Cell("-"), Cell("-"), Cell("-"), Cell("-"), Cell("-"), verdict(store)};
    const bool few = store.found < store.leastFound();
    const bool many = store.found > store.mostFound();
    return {name, formatCount(store.emitted), formatCount(store.delivered),
        formatCount(store.unconfirmed), trouble(store.found, few || many),
        trouble(store.missing, few), verdict(store)};
}

SummaryTable::Row entriesRow(const StoreVerification &store, const std::string &name)
{
    return {name, formatCount(store.recorded), trouble(store.duplicate, store.duplicate > 0),
        formatCount(store.compared), trouble(store.different, store.different > 0),
        formatCount(store.others)};
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
    std::string out;
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
    SummaryTable books({6});
    books.add({Cell("Read back"), Cell("emitted"), Cell("delivered"), Cell("unconfirmed"),
        Cell("found"), Cell("missing"), Cell("verdict")});
    SummaryTable entries;
    entries.add({Cell("Entries"), Cell("looked up"), Cell("duplicate"), Cell("compared"),
        Cell("different"), Cell("others there")});
    bool anyChecked = false;
    std::string notes;
    for (const StoreVerification &store : verification.stores) {
        const std::string name = shortened(store.sink, longestName);
        books.add(booksRow(store, name));
        if (store.state == State::Checked) {
            entries.add(entriesRow(store, name));
            anyChecked = true;
        }
        notes += remarks(store);
    }
    if (verification.recorded < verification.emitted)
        notes += wrapped("Only the first " + formatCount(verification.recorded) + " of "
                + entriesText(verification.emitted)
                + " were recorded and looked for: " + verification.whyIncomplete,
            2);
    return '\n' + books.text(colour) + (anyChecked ? '\n' + entries.text(colour) : std::string())
        + (notes.empty() ? notes : '\n' + notes);
}

}
