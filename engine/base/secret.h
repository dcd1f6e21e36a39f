// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

namespace emitter {

/// A password, key or token. Cannot be streamed, compared or printed; `reveal()` is called only
/// where the bytes go out to the server they belong to.
class Secret
{
public:
    Secret() = default;
    explicit Secret(std::string value)
        : m_value(std::move(value))
    {
    }

    bool isEmpty() const { return m_value.empty(); }
    const std::string &reveal() const { return m_value; }

private:
    std::string m_value;
};

}
