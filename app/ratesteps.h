// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace emitter {

/// The live rate factor under the keys + and -: steps of 10 %, of which one undoes the other, from
/// about 0.01 to about 100. A plain value.
class RateSteps
{
public:
    void up();
    void down();
    /// Three digits, for people to read; 1 at first. Each step gives another.
    double factor() const;

private:
    int m_steps = 0; ///< up, less down
};

}
