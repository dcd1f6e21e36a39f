// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferencesdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <set>

namespace emitter {
namespace {

void select(QComboBox &box, const QVariant &value)
{
    box.setCurrentIndex(std::max(0, box.findData(value)));
}

void addRow(QFormLayout &form, const QString &label, QComboBox &box, const QString &help)
{
    auto *name = new QLabel(label);
    name->setBuddy(&box);
    box.setAccessibleName(QString(label).remove(QLatin1Char('&')));
    box.setAccessibleDescription(help);
    box.setToolTip(help);
    form.addRow(name, &box);
}

}

PreferencesDialog::PreferencesDialog(
    const Preferences &current, const QStringList &languages, QWidget *parent)
    : QDialog(parent)
    , m_language(new QComboBox)
    , m_theme(new QComboBox)
    , m_interval(new QComboBox)
    , m_history(new QComboBox)
    , m_runs(new QComboBox)
{
    setWindowTitle(tr("Preferences"));
    m_language->addItem(tr("Like the desktop"), QString());
    for (const QString &code : languages) {
        // Without a country English would be American English.
        const bool english = code == QStringLiteral("en");
        m_language->addItem(
            english ? QStringLiteral("English") : QLocale(code).nativeLanguageName(), code);
    }
    m_theme->addItem(tr("Like the desktop"), static_cast<int>(ThemeChoice::System));
    m_theme->addItem(tr("Light"), static_cast<int>(ThemeChoice::Light));
    m_theme->addItem(tr("Dark"), static_cast<int>(ThemeChoice::Dark));
    for (const int perTick : {500, 1000, 2000, 5000}) {
        m_interval->addItem(perTick == 500 ? tr("Twice a second")
                                           : tr("Every %n second(s)", nullptr, perTick / 1000),
            perTick);
    }
    for (const int samples : {600, 3600, 14'400})
        m_history->addItem(tr("%Ln point(s)", nullptr, samples), samples);
    // A number from the settings' file stays: another one could delete runs.
    for (const int runs : std::set{50, 200, 1000, current.runsKept}) {
        if (runs > 0)
            m_runs->addItem(tr("%Ln run(s)", nullptr, runs), runs);
    }
    m_runs->addItem(tr("All"), 0);
    select(*m_language, current.language);
    select(*m_theme, static_cast<int>(current.theme));
    select(*m_interval, static_cast<int>(current.chartInterval.count()));
    select(*m_history, current.historySamples);
    select(*m_runs, current.runsKept);

    auto *form = new QFormLayout(this);
    addRow(*form, tr("&Language"), *m_language, tr("Counts from the next start."));
    addRow(*form, tr("&Theme"), *m_theme, tr("Colours of the window."));
    addRow(*form, tr("&Charts are drawn"), *m_interval,
        tr("Less often on a computer that makes load and is short of time."));
    addRow(*form, tr("&History of a run"), *m_history,
        tr("One point a second; when they are used up, neighbours are merged. Counts from the next "
           "run."));
    addRow(*form, tr("&Runs kept"), *m_runs,
        tr("When a run ends, the oldest beyond this number are deleted; those with a note stay."));
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(tr("&OK"), QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Ca&ncel"), QDialogButtonBox::RejectRole);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

Preferences PreferencesDialog::chosen() const
{
    Preferences chosen;
    chosen.language = m_language->currentData().toString();
    chosen.theme = static_cast<ThemeChoice>(m_theme->currentData().toInt());
    chosen.chartInterval = std::chrono::milliseconds(m_interval->currentData().toInt());
    chosen.historySamples = m_history->currentData().toInt();
    chosen.runsKept = m_runs->currentData().toInt();
    return chosen;
}

}
