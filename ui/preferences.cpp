// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences.h"

#include "ui/windowsettings.h"

#include <algorithm>

namespace emitter {
namespace {

const QString languageKey = QStringLiteral("preferences/language");
const QString themeKey = QStringLiteral("preferences/theme");
const QString intervalKey = QStringLiteral("preferences/chart_interval_ms");
const QString runsKey = QStringLiteral("preferences/runs_kept");
const QString historyKey = QStringLiteral("preferences/history_samples");

const QStringList themeNames{
    QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")};

}

Preferences Preferences::load(const WindowSettings &settings)
{
    Preferences chosen;
    chosen.language = settings.value(languageKey).toString();
    const auto theme = themeNames.indexOf(settings.value(themeKey).toString());
    chosen.theme = static_cast<ThemeChoice>(std::max<qsizetype>(theme, 0));
    const int interval = settings.value(intervalKey, 500).toInt();
    chosen.chartInterval =
        std::chrono::milliseconds(interval >= 500 && interval <= 10'000 ? interval : 500);
    const int samples = settings.value(historyKey, 3600).toInt();
    chosen.historySamples = samples >= 600 && samples <= 14'400 ? samples : 3600;
    bool isNumber = false;
    const int runs = settings.value(runsKey, chosen.runsKept).toInt(&isNumber);
    if (isNumber && runs >= 0) // what is no number must not mean 0, which is all
        chosen.runsKept = runs;
    return chosen;
}

void Preferences::save(WindowSettings &settings) const
{
    settings.setValue(languageKey, language);
    settings.setValue(themeKey, themeNames[static_cast<qsizetype>(theme)]);
    settings.setValue(intervalKey, static_cast<int>(chartInterval.count()));
    settings.setValue(historyKey, historySamples);
    settings.setValue(runsKey, runsKept);
}

}
