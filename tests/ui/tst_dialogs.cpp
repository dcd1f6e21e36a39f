// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs.h"
#include "ui/warnings.h"

#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QTextDocument>
#include <QTimer>
#include <QtTest>

#include <functional>
#include <utility>

using namespace emitter;

namespace {

const QString hostile = QStringLiteral("<b>x</b> & <img src=\"y\">");

/// What a label shows, whatever it takes its text for.
QString shownBy(const QLabel &label)
{
    const bool rich = label.textFormat() == Qt::RichText
        || (label.textFormat() == Qt::AutoText && Qt::mightBeRichText(label.text()));
    if (!rich)
        return label.text();
    QTextDocument document;
    document.setHtml(label.text());
    return document.toPlainText();
}

/// The texts of the box that `ask` opens; it is left by Escape.
QStringList textsOf(const std::function<void()> &ask)
{
    QStringList texts;
    QTimer::singleShot(0, qApp, [&] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (!box)
            return;
        for (const QLabel *label : box->findChildren<QLabel *>())
            texts += shownBy(*label);
        box->reject();
    });
    ask();
    return texts;
}

}

class tst_Dialogs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void foreignNamesAreNoMarkup_data();
    void foreignNamesAreNoMarkup();
    void escapeChangesNothing();
};

void tst_Dialogs::foreignNamesAreNoMarkup_data()
{
    QTest::addColumn<std::function<void()>>("ask");
    static DesktopDialogs dialogs;
    const auto add = [](const char *name, std::function<void()> ask) {
        QTest::newRow(name) << std::move(ask);
    };
    add("unsaved", [] { dialogs.askUnsaved(nullptr, hostile); });
    add("reload", [] { dialogs.askReload(nullptr, hostile); });
    add("overwrite", [] { dialogs.askOverwrite(nullptr, hostile); });
    add("delete", [] { dialogs.askDelete(nullptr, hostile); });
    add("failure", [] { dialogs.showFailure(nullptr, hostile, {}); });
    add("remedy", [] { dialogs.showFailure(nullptr, QStringLiteral("failed"), hostile); });
}

void tst_Dialogs::foreignNamesAreNoMarkup()
{
    QFETCH(std::function<void()>, ask);
    const QStringList texts = textsOf(ask);
    QVERIFY2(texts.join(QLatin1Char('\n')).contains(hostile), qPrintable(texts.join(u'|')));
}

void tst_Dialogs::escapeChangesNothing()
{
    DesktopDialogs dialogs;
    auto answer = Dialogs::Unsaved::Save;
    bool yes = true;
    QVERIFY(!textsOf([&] { answer = dialogs.askUnsaved(nullptr, hostile); }).isEmpty());
    QVERIFY(answer == Dialogs::Unsaved::Cancel);
    QVERIFY(!textsOf([&] { yes = dialogs.askDelete(nullptr, hostile); }).isEmpty());
    QVERIFY(!yes);
}

QTEST_MAIN(tst_Dialogs)
#include "tst_dialogs.moc"
