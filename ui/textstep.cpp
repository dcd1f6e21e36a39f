// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/textstep.h"

#include "ui/draft.h"

#include <algorithm>
#include <utility>

namespace emitter {

TextStep::TextStep(Draft &draft, ParsedText after, const QString &what, std::string typedAt)
    : QUndoCommand(what)
    , m_draft(draft)
    , m_typedAt(std::move(typedAt))
    , m_typing(draft.m_typing)
{
    setDifference(draft.text(), after.text());
    m_after = std::move(after);
}

void TextStep::setDifference(const std::string &before, const std::string &after)
{
    const auto first = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    m_at = static_cast<std::size_t>(first.first - before.begin());
    const std::size_t most = std::min(before.size(), after.size()) - m_at;
    std::size_t same = 0;
    while (same < most && before[before.size() - 1 - same] == after[after.size() - 1 - same])
        ++same;
    m_old = before.substr(m_at, before.size() - same - m_at);
    m_new = after.substr(m_at, after.size() - same - m_at);
}

std::string TextStep::replaced(
    std::string text, const std::string &old, const std::string &fresh) const
{
    return text.replace(m_at, old.size(), fresh);
}

void TextStep::undo()
{
    m_draft.apply(replaced(m_draft.text(), m_new, m_old));
}

void TextStep::redo()
{
    if (m_after)
        m_draft.apply(*std::exchange(m_after, {}));
    else
        m_draft.apply(replaced(m_draft.text(), m_old, m_new));
}

bool TextStep::mergeWith(const QUndoCommand *later)
{
    const auto *step = static_cast<const TextStep *>(later); // the stack compares id()
    if (step->m_typedAt != m_typedAt || step->m_typing != m_typing)
        return false;
    const std::string after = m_draft.text(); // the later step is already done
    const std::string before =
        replaced(step->replaced(after, step->m_new, step->m_old), m_new, m_old);
    setDifference(before, after);
    setObsolete(before == after);
    return true;
}

}
