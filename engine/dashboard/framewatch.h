// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace emitter {

/// Follows the frames of a reader (RFC 6455, 5.2) and sees whether each is masked, as 5.1 demands
/// and QWebSocket does not check. Looks at heads alone.
class FrameWatch
{
public:
    /// The next bytes of the connection. False from the first unmasked frame on.
    bool follow(std::string_view bytes);

private:
    std::size_t m_headByte = 0; ///< of the current frame's head
    std::size_t m_headSize = 2;
    std::uint64_t m_length = 0;
    std::uint64_t m_payload = 0; ///< bytes until the next head
    bool m_good = true;
};

}
