// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runname.h"

#include "ui/numbers.h"

#include <QDateTime>
#include <QLocale>

namespace emitter {

QString startText(const StoredRun &run)
{
    const auto then = QDateTime::fromMSecsSinceEpoch(run.startedUnixNanos / 1'000'000);
    return QLocale().toString(then.date(), QLocale::ShortFormat)
        + then.time().toString(QStringLiteral(" hh:mm:ss"));
}

QString runName(const StoredRun &run)
{
    return run.profile.empty() ? QString()
                               : Numbers::safe(run.profile, 60) + QLatin1Char(' ') + startText(run);
}

}
