// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later

// profilepictures FOLDER: every section of the Profile page, light and dark, as PNG files.
#include "ui/profilefixture.h"
#include "ui/style.h"

#include <QApplication>
#include <QDir>

#include <cstdio>

using namespace emitter;

namespace {

const char *const good = R"(# The shop's services, as CI runs them.
version: 1
run_duration: 10m
seed: 42
message_pool_size: 500
embedding:
  provider: openai
  api_key: ${OPENAI_API_KEY}
services:
  - name: api-gateway          # the front
    rate_per_sec: 600
    level_weights: {debug: 0.1, info: 0.7, warn: 0.15, error: 0.05}
  - name: auth-service
    rate_per_sec: 40
    level_weights: {debug: 0.05, info: 0.6, warn: 0.2, error: 0.15}
  - name: user-service
    rate_per_sec: 40.0
    arrival: uniform
  - name: payment-service
    rate_per_sec: 30.0
    arrival: fixed
    level_weights: {info: 0.8, warn: 0.1, error: 0.08, critical: 0.02}
pools:
  - emitter_prefix: worker
    num_emitters: 20
    base_interval: 0.5
    interval_jitter: 0.25
  - emitter_prefix: batch
    num_emitters: 3
sinks:
  - type: file
    path: logs.jsonl
  - type: qdrant
    url: http://localhost:6333
    api_key: ${QDRANT_KEY}
    enabled: false
  - type: http
    url: http://localhost:8000
    headers: {X-Team: shop, X-Trace: on}
shape:
  type: stages
  stages:
    - {duration: 60s, rate: 0 -> 100 %}
    - {duration: 120s, rate: 100 %}
    - {duration: 10s, rate: 300 %}
    - {duration: 60s, rate: 300 -> 50 %}
targets: ["achieved >= 95%", "errors < 1%"]
)";

void take(const QDir &folder, const QString &theme)
{
    const std::map<std::string, std::string> variables{{"OPENAI_API_KEY", "x"}};
    ProfileFixture fixture(variables);
    ProfilePage &page = fixture.show(good);
    const auto grab = [&](const QString &name) {
        QCoreApplication::processEvents();
        page.grab().save(folder.filePath(theme + QLatin1Char('-') + name + QStringLiteral(".png")));
    };
    for (std::size_t i = 0; i < page.sections().size(); ++i) {
        page.showSection(static_cast<int>(i));
        for (int round = 0; round < 20; ++round)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        grab(QStringLiteral("%1").arg(i));
    }
    std::string bad = good;
    bad.replace(bad.find("rate_per_sec: 40\n"), 16, "rate_per_sec: -5");
    bad.replace(bad.find("type: file\n    path"), 19, "type: file\n    pahh");
    bad.replace(
        bad.find("dimensions") == std::string::npos ? bad.find("seed: 42") : 0, 8, "seed: 4x");
    fixture.draft.setText(bad, {});
    page.showSection(0);
    for (const Problem &problem : fixture.draft.problems()) {
        if (problem.path.starts_with("services"))
            page.showProblem(problem);
    }
    grab(QStringLiteral("problem"));
    page.showSection(static_cast<int>(page.sections().size()) - 1);
    grab(QStringLiteral("problem-text"));
    page.showSection(2);
    grab(QStringLiteral("problem-sinks"));
    page.resize(816, 560);
    page.showSection(0);
    grab(QStringLiteral("small"));
    fixture.draft.setText("version: 1\n", {});
    grab(QStringLiteral("empty"));
}

}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    folder.mkpath(QStringLiteral("."));
    applyTheme(application, ThemeChoice::Light);
    take(folder, QStringLiteral("light"));
    applyTheme(application, ThemeChoice::Dark);
    take(folder, QStringLiteral("dark"));
    std::printf("%s\n", qPrintable(folder.absolutePath()));
    return 0;
}
