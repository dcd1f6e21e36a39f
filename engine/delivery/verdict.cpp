// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/verdict.h"

#include <utility>

namespace emitter {
namespace {

// What was too large among `sent` entries. One that was sent alone cannot be made smaller.
void split(std::vector<Entry> tooLarge, std::size_t sent, Verdict &verdict)
{
    if (tooLarge.empty())
        return;
    if (tooLarge.size() == 1) {
        if (sent == 1)
            verdict.rejected.push_back(tooLarge.front());
        else
            verdict.halves.push_back(std::move(tooLarge));
        return;
    }
    const auto middle = tooLarge.begin() + static_cast<std::ptrdiff_t>((tooLarge.size() + 1) / 2);
    verdict.halves.emplace_back(tooLarge.begin(), middle);
    verdict.halves.emplace_back(middle, tooLarge.end());
}

}

Verdict judge(const Batch &batch, const SendResult &result)
{
    const std::vector<Entry> &entries = *batch.entries;
    const bool single = result.items.empty();
    const bool countDiffers = !single && result.items.size() != entries.size();

    Verdict verdict;
    std::vector<Entry> tooLarge;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        Outcome outcome = single ? result.outcome : Outcome::Unconfirmed;
        if (!single && !countDiffers)
            outcome = result.items[i];
        switch (outcome) {
        case Outcome::Delivered:
            verdict.delivered.push_back(entries[i]);
            break;
        case Outcome::Retry:
            verdict.again.push_back(entries[i]);
            break;
        case Outcome::RetryUnsure:
            verdict.againUnsure.push_back(entries[i]);
            break;
        case Outcome::TooLarge:
            tooLarge.push_back(entries[i]);
            break;
        case Outcome::Rejected:
            verdict.rejected.push_back(entries[i]);
            break;
        case Outcome::Unconfirmed:
            verdict.unconfirmed.push_back(entries[i]);
            break;
        case Outcome::Fatal:
            verdict.lost.push_back(entries[i]);
            break;
        }
    }
    split(std::move(tooLarge), entries.size(), verdict);
    verdict.fatal = result.outcome == Outcome::Fatal || !verdict.lost.empty();
    return verdict;
}

}
