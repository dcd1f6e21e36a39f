// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bincounter.h"

#include <algorithm>
#include <cmath>

namespace emitter {

void BinCounter::close(std::int64_t time)
{
    const std::int64_t passed = (time - m_end) / m_width + 1;
    const auto count = static_cast<double>(m_count);
    m_bins += static_cast<double>(passed); // all but the first of them are empty
    m_sum += count;
    m_squares += count * count;
    m_count = 0;
    m_end += passed * m_width;
}

std::optional<double> BinCounter::variation(std::int64_t until) const
{
    BinCounter whole = *this;
    if (until >= whole.m_end)
        whole.close(until);
    if (whole.m_bins < 2 || whole.m_sum == 0)
        return {};
    const double mean = whole.m_sum / whole.m_bins;
    return std::sqrt(std::max(whole.m_squares / whole.m_bins - mean * mean, 0.0)) / mean;
}

}
