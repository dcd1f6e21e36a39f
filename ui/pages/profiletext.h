// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/draft.h"
#include "ui/forms/yamleditor.h"
#include "ui/pages/profilesection.h"

#include <QTimer>

namespace emitter {

/// The profile's text itself, both ways: what is typed reaches the forms after a short pause, each
/// pause one step of undo; what the forms change appears here.
class ProfileText : public ProfileSection
{
    Q_OBJECT
public:
    explicit ProfileText(Draft &draft);

    bool owns(std::string_view) const override { return true; }
    bool showPath(std::string_view path) override;
    QStringList words() const override { return {QStringLiteral("YAML")}; }

    YamlEditor &editor() { return *m_editor; }
    void showProblem(const Problem &problem);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void store();

    Draft &m_draft;
    YamlEditor *m_editor;
    QTimer m_pause;
    bool m_typed = false; ///< what is in the editor is ahead of the draft
    bool m_refreshing = false;
};

}
