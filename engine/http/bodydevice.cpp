// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/bodydevice.h"

#include <algorithm>
#include <cstring>

namespace emitter {

BodyDevice::BodyDevice(std::string body, QObject *parent)
    : QIODevice(parent)
    , m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool BodyDevice::seek(qint64 position)
{
    // an empty body is never asked for, so nothing would tell us that it went out
    return !m_wasRead && !m_body.empty() && QIODevice::seek(position);
}

qint64 BodyDevice::readData(char *data, qint64 most)
{
    m_wasRead = true;
    const qint64 amount = std::min(most, size() - pos());
    if (amount <= 0)
        return size() == pos() ? -1 : 0;
    std::memcpy(data, m_body.data() + pos(), static_cast<std::size_t>(amount));
    return amount;
}

}
