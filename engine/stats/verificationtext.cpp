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
    const std::string_view word = store.verdict();
    const Tone tone = word == "good" ? Tone::Good : word == "-" ? Tone::Plain : Tone::Bad;
    return {std::string(word), tone};
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
    std::string out;
    for (const std::string &remark : store.remarks())
        out += wrapped(shortened(store.sink, longestName) + ": " + remark, 2);
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
    if (const std::string coverage = verification.coverage(); !coverage.empty())
        notes += wrapped(coverage, 2);
    return '\n' + books.text(colour) + (anyChecked ? '\n' + entries.text(colour) : std::string())
        + (notes.empty() ? notes : '\n' + notes);
}

}
