// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/parsedtext.h"

#include <QUndoCommand>

#include <optional>
#include <string>

namespace emitter {

class Draft;

/// One change of a draft's text. Keeps what differs, not two texts of a megabyte.
class TextStep : public QUndoCommand
{
public:
    /// Steps with the same `typedAt`, when it is not empty, become one while one types.
    TextStep(Draft &draft, ParsedText after, const QString &what, std::string typedAt);

    void undo() override;
    void redo() override;
    int id() const override { return m_typedAt.empty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand *later) override;

private:
    void setDifference(const std::string &before, const std::string &after);
    std::string replaced(std::string text, const std::string &old, const std::string &fresh) const;

    Draft &m_draft;
    std::optional<ParsedText> m_after; ///< until it is done for the first time
    const std::string m_typedAt;
    const int m_typing;
    std::size_t m_at = 0;
    std::string m_old;
    std::string m_new;
};

}
