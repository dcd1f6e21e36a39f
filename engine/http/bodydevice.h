// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QIODevice>

#include <string>
#include <utility>

namespace emitter {

/// A request's body that can be read once. QNetworkAccessManager sends a request up to three times
/// more by itself when the server closes the connection, which would store entries twice behind our
/// back; it gives up when the body cannot be rewound. That a byte was asked for also tells that
/// there is a connection.
class BodyDevice : public QIODevice
{
    Q_OBJECT

public:
    explicit BodyDevice(std::string body, QObject *parent = nullptr);

    bool wasRead() const { return m_wasRead; }
    /// The body, for another request. REQUIRES: !wasRead().
    std::string take() { return std::move(m_body); }
    bool isSequential() const override { return false; }
    qint64 size() const override { return static_cast<qint64>(m_body.size()); }
    bool seek(qint64 position) override;
    bool reset() override { return seek(0); }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::string m_body;
    bool m_wasRead = false;
};

}
