// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratesteps.h"

#include <algorithm>
#include <cmath>

namespace emitter {
namespace {

constexpr int mostSteps = 48; // 1.1 ^ 48 = 97

}

void RateSteps::up()
{
    m_steps = std::min(m_steps + 1, mostSteps);
}

void RateSteps::down()
{
    m_steps = std::max(m_steps - 1, -mostSteps);
}

double RateSteps::factor() const
{
    const double exact = std::pow(1.1, m_steps);
    const double unit = std::pow(10, std::floor(std::log10(exact)) - 2);
    return std::round(exact / unit) * unit;
}

}
