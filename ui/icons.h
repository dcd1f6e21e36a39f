// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace emitter {

/// The window's own drawings. They scale to any size and, without a colour of their own, take the
/// text colour of the moment, so a change of theme needs nothing.
enum class Icon {
    Start,
    Pause,
    Stop,
    Profile,
    Live,
    Runs,
    Log,
    Ring,
    Dot,
    Hourglass,
    Check,
    Triangle,
    Cross,
    Muted,
    Mark,
    Table,
    More,
    Program,
};

QIcon makeIcon(Icon icon, const QColor &colour = {});

}
