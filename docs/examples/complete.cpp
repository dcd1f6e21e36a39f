// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The complete example: is the distributor there, watch the rate, the final count by emitter.
#include "exampleoptions.h"
#include "run/logemitterpool.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <iomanip>
#include <iostream>
#include <thread>

static bool isHealthy(const std::string &url)
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(QString::fromStdString(url + "/health")));
    request.setTransferTimeout(5000);
    QNetworkReply *reply = network.get(request);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return reply->error() == QNetworkReply::NoError;
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!isHealthy(distributorUrl())) {
        std::cout << "Start the distributor first: emitter mock distributor\n";
        return 1;
    }
    std::cout << "Starting emitter pool...\n" << std::fixed << std::setprecision(1);
    emitter::LogEmitterPool pool({
        .distributorUrl = distributorUrl(),
        .numEmitters = 5,
        .baseInterval = scaled(1.0),
        .intervalJitter = scaled(0.5),
        .emitterPrefix = "demo",
    });
    if (const auto started = pool.start(); !started) {
        std::cerr << toText(started.problem()) << '\n';
        return 1;
    }
    for (int second = 1; second <= 30; ++second) {
        std::this_thread::sleep_for(scaled(1));
        if (second % 5 == 0) {
            const auto total = pool.stats().totalEmitted;
            std::cout << '[' << second << "s] Emitted: " << total
                      << ", Rate: " << static_cast<double>(total) / scaled(second).count()
                      << "/s\n";
        }
    }
    std::cout << "\nStopping pool...\n";
    pool.stop();

    const auto stats = pool.stats();
    std::cout << "\nFinal: " << stats.totalEmitted << " logs emitted\n\nPer-emitter breakdown:\n";
    for (const auto &emitter : stats.emitters)
        std::cout << "  " << emitter.name << ": " << emitter.count << " logs, " << emitter.errors
                  << " errors\n";
}
