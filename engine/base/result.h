// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <optional>
#include <utility>
#include <variant>

namespace emitter {

/// Either a value or the Problem that prevented it. Fallible makers return it; nothing throws.
template <typename T> class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Problem problem)
        : m_state(std::in_place_index<1>, std::move(problem))
    {
    }

    explicit operator bool() const { return m_state.index() == 0; }

    /// REQUIRES: bool(*this)
    T &operator*() { return std::get<0>(m_state); }
    const T &operator*() const { return std::get<0>(m_state); }
    T *operator->() { return &std::get<0>(m_state); }
    const T *operator->() const { return &std::get<0>(m_state); }

    /// REQUIRES: !bool(*this)
    Problem &problem() { return std::get<1>(m_state); }
    const Problem &problem() const { return std::get<1>(m_state); }

private:
    std::variant<T, Problem> m_state;
};

/// Success without a value is `{}`.
template <> class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Problem problem)
        : m_problem(std::move(problem))
    {
    }

    explicit operator bool() const { return !m_problem; }

    /// REQUIRES: !bool(*this)
    Problem &problem() { return *m_problem; }
    const Problem &problem() const { return *m_problem; }

private:
    std::optional<Problem> m_problem;
};

}
