// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/nicescale.h"

#include <cmath>
#include <initializer_list>

namespace emitter {

int NiceScale::intervals() const
{
    return static_cast<int>(std::lround(top / step));
}

NiceScale NiceScale::reaching(double largest)
{
    if (!(largest > 0) || !std::isfinite(largest))
        return {};
    const double power = std::pow(10, std::floor(std::log10(largest / 4)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        const double step = factor * power;
        const double intervals = std::ceil(largest / step - 1e-9);
        if (intervals <= 5)
            return {step * intervals, step};
    }
    return {power * 50, power * 10};
}

}
