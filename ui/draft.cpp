// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft.h"

#include "profile/textedit.h"

#include <QFileInfo>
#include <QUndoCommand>

#include <utility>

namespace emitter {

class TextStep : public QUndoCommand
{
public:
    TextStep(Draft &draft, std::string after, const QString &what)
        : QUndoCommand(what)
        , m_draft(draft)
        , m_before(draft.text())
        , m_after(std::move(after))
    {
    }
    void undo() override { m_draft.apply(m_before); }
    void redo() override { m_draft.apply(m_after); }

private:
    Draft &m_draft;
    const std::string m_before;
    const std::string m_after;
};

Draft::Draft(ReadOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    m_outcome = readProfile(m_text, m_options);
}

Result<void> Draft::load(const QString &fileName)
{
    auto text = loadProfileText(fileName.toStdString());
    if (!text)
        return std::move(text.problem());
    m_fileName = fileName;
    m_title.clear();
    m_options.fileName = fileName.toStdString();
    m_undo.clear();
    apply(std::move(*text));
    Q_EMIT fileChanged();
    return {};
}

void Draft::open(const QString &text, const QString &title)
{
    m_fileName.clear();
    m_title = title;
    m_options.fileName.clear();
    m_undo.clear();
    apply(text.toStdString());
    Q_EMIT fileChanged();
}

Result<void> Draft::save()
{
    return saveAs(m_fileName);
}

Result<void> Draft::saveAs(const QString &fileName)
{
    if (auto saved = saveProfileText(fileName.toStdString(), m_text, m_options.sinks); !saved)
        return saved;
    m_fileName = fileName;
    m_options.fileName = fileName.toStdString();
    m_undo.setClean();
    apply(std::string(m_text)); // messages name the file
    Q_EMIT fileChanged();
    return {};
}

QString Draft::title() const
{
    return m_fileName.isEmpty() ? m_title : QFileInfo(m_fileName).fileName();
}

void Draft::setText(std::string text, const QString &what)
{
    if (text != m_text)
        m_undo.push(new TextStep(*this, std::move(text), what));
}

void Draft::apply(std::string text)
{
    m_text = std::move(text);
    m_outcome = readProfile(m_text, m_options);
    Q_EMIT changed();
}

}
