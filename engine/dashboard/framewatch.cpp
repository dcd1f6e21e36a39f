// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/framewatch.h"

#include <algorithm>

namespace emitter {
namespace {

constexpr std::size_t maskSize = 4;

}

bool FrameWatch::follow(std::string_view bytes)
{
    while (m_good && !bytes.empty()) {
        if (m_payload > 0) {
            const auto skipped = std::min<std::uint64_t>(m_payload, bytes.size());
            bytes.remove_prefix(skipped);
            m_payload -= skipped;
            continue;
        }
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        if (m_headByte == 1) {
            m_good = (byte & 0x80) != 0;
            m_length = byte & 0x7f;
            const std::size_t lengthSize = m_length == 126 ? 2 : m_length == 127 ? 8 : 0;
            m_headSize = 2 + lengthSize + maskSize;
            m_length = lengthSize > 0 ? 0 : m_length;
        } else if (m_headByte > 1 && m_headByte + maskSize < m_headSize) {
            m_length = m_length << 8 | byte;
        }
        if (++m_headByte == m_headSize) {
            m_payload = m_length;
            m_headByte = 0;
            m_headSize = 2;
        }
    }
    return m_good;
}

}
