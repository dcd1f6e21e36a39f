// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences.h"

#include <QDialog>

class QComboBox;

namespace emitter {

/// Language, theme, how often charts are drawn, how much of a run and how many runs are kept.
/// Changes count with OK.
class PreferencesDialog : public QDialog
{
    Q_OBJECT
public:
    /// `languages`: the codes of those that this build speaks besides the desktop's.
    PreferencesDialog(
        const Preferences &current, const QStringList &languages, QWidget *parent = nullptr);

    Preferences chosen() const;

private:
    QComboBox *m_language;
    QComboBox *m_theme;
    QComboBox *m_interval;
    QComboBox *m_history;
    QComboBox *m_runs;
};

}
