// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace emitter {

/// The end of an axis that begins at 0, and how far its marks are apart: 1, 2, 2.5 or 5 times a
/// power of ten, at most five of them. Pure.
struct NiceScale
{
    double top = 1;
    double step = 0.25;

    int intervals() const;
    static NiceScale reaching(double largest);
};

}
