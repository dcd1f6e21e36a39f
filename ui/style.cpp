// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style.h"

#include <QApplication>
#include <QWidget>

namespace emitter {
namespace {

/// `@name` stands for a colour of the theme.
constexpr char sheet[] = R"(
QMainWindow, QDialog { background: @window; }
QMenuBar, QToolBar#run { background: @bar; border: none; }
QMenuBar { padding: 2px 4px; }
QToolBar#run { border-bottom: 1px solid @border; padding: 6px 8px; spacing: 8px; }
QListWidget#pages { background: @sidebar; border: none; border-right: 1px solid @border;
    padding: 6px; outline: none; }
QListWidget#pages::item { padding: 8px 10px; margin: 1px 0; border-radius: 6px; color: @text; }
QListWidget#pages::item:selected { background: @accentSoft; color: @accentText; }
QListWidget#pages:focus { border-right: 1px solid @accent; }
QStatusBar { background: @sidebar; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QPushButton, QToolButton#field { background: @card; border: 1px solid @border; border-radius: 5px;
    padding: 5px 12px; color: @text; }
QPushButton:hover, QToolButton#field:hover { background: @accentSoft; }
QPushButton:pressed, QToolButton#field:pressed { background: @border; }
QPushButton:checked, QToolButton#field:checked { background: @accentSoft; border-color: @accent; color: @accentText; }
QPushButton:focus, QToolButton#field:focus { border: 1px solid @accent; }
QPushButton:disabled, QToolButton#field:disabled { color: @disabled; background: @window; }
QPushButton:default { background: @accent; border-color: @accent; color: @onAccent; }
QPushButton:default:hover { background: @accentHover; }
QPushButton:default:disabled { color: @disabled; background: @window; border-color: @border; }
QToolButton#field[popupMode="2"] { padding-right: 20px; }
QFrame#card { background: @card; border: 1px solid @border; border-radius: 7px; }
QFrame#card QLabel, QFrame#card QWidget#plain { background: transparent; }
QLabel#muted { color: @muted; }
QLabel#heading { font-weight: 600; }
QTableView, QTreeView, QPlainTextEdit { background: @card; border: 1px solid @border;
    border-radius: 5px; gridline-color: @border; alternate-background-color: @window;
    selection-background-color: @accentSoft; selection-color: @text; }
QFrame#card QTableView { border: none; }
QTableView::item { padding: 0 5px; border: 0px; }
QHeaderView { background: @card; border: none; }
QHeaderView::section { background: @card; color: @muted; font-weight: 600; border: none;
    border-bottom: 1px solid @border; padding: 4px 8px; }
QTableCornerButton::section { background: @card; border: none; }
QDockWidget { titlebar-close-icon: none; }
QDockWidget::title { background: @sidebar; padding: 5px 8px; border-top: 1px solid @border; }
QTabWidget::pane { border: none; }
QTabBar::tab { background: transparent; padding: 5px 12px; border: none; color: @muted;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @accentText; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { background: @accentSoft; color: @accentText; }
QToolTip { background: @card; color: @text; border: 1px solid @border; padding: 3px; }
)";

const QPalette &desktopPalette()
{
    static const QPalette palette = QApplication::palette();
    return palette;
}

Theme makeLight()
{
    Theme theme;
    theme.window = QColor(0xF3F5F7);
    theme.sidebar = QColor(0xE9EDF1);
    theme.bar = QColor(0xF8F9FB);
    theme.card = QColor(0xFFFFFF);
    theme.border = QColor(0xD8DEE4);
    theme.text = QColor(0x1B1F24);
    theme.muted = QColor(0x5F6B76);
    theme.accent = QColor(0x0072B2);
    theme.accentSoft = QColor(0xD5E7F3);
    theme.accentText = QColor(0x004F7C);
    theme.good = QColor(0x0B6B3A);
    theme.goodSoft = QColor(0xDFF3E7);
    theme.warning = QColor(0x8A5300);
    theme.warningSoft = QColor(0xFCEFD5);
    theme.bad = QColor(0xAE1F17);
    theme.badSoft = QColor(0xFDE8E7);
    theme.series = {QColor(0x0072B2), QColor(0xD55E00), QColor(0x009E73), QColor(0xCC79A7),
        QColor(0xE69F00), QColor(0x56B4E9), theme.text};
    return theme;
}

Theme makeDark()
{
    Theme theme;
    theme.isDark = true;
    theme.window = QColor(0x15181C);
    theme.sidebar = QColor(0x1A1E23);
    theme.bar = QColor(0x1A1E23);
    theme.card = QColor(0x1F242A);
    theme.border = QColor(0x363E47);
    theme.text = QColor(0xE6E9EC);
    theme.muted = QColor(0xA3ADB6);
    theme.accent = QColor(0x56B4E9);
    theme.accentSoft = QColor(0x1D3B50);
    theme.accentText = theme.accent;
    theme.good = QColor(0x4CC38A);
    theme.goodSoft = QColor(0x16352A);
    theme.warning = QColor(0xF0B429);
    theme.warningSoft = QColor(0x3A2E12);
    theme.bad = QColor(0xFF8078);
    theme.badSoft = QColor(0x421F1D);
    theme.series = {QColor(0x56B4E9), QColor(0xE69F00), QColor(0x009E73), QColor(0xCC79A7),
        QColor(0xD55E00), QColor(0x0072B2), theme.text};
    return theme;
}

}

const Theme &Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme &Theme::dark()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme &Theme::current()
{
    return of(QGuiApplication::palette());
}

const Theme &Theme::of(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? dark() : light();
}

QColor Theme::colour(RunPhase::Tone tone) const
{
    switch (tone) {
    case RunPhase::Tone::Neutral:
        return muted;
    case RunPhase::Tone::Active:
        return accentText;
    case RunPhase::Tone::Good:
        return good;
    case RunPhase::Tone::Warning:
        return warning;
    case RunPhase::Tone::Bad:
        break;
    }
    return bad;
}

QColor Theme::softColour(RunPhase::Tone tone) const
{
    switch (tone) {
    case RunPhase::Tone::Neutral:
        return sidebar;
    case RunPhase::Tone::Active:
        return accentSoft;
    case RunPhase::Tone::Good:
        return goodSoft;
    case RunPhase::Tone::Warning:
        return warningSoft;
    case RunPhase::Tone::Bad:
        break;
    }
    return badSoft;
}

QPalette Theme::palette() const
{
    QPalette palette;
    const QColor dim = isDark ? QColor(0x6E7780) : QColor(0x9AA4AE);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::Base, card);
    palette.setColor(QPalette::AlternateBase, window);
    palette.setColor(QPalette::Button, card);
    palette.setColor(QPalette::ToolTipBase, card);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, isDark ? window : card);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::Mid, border);
    palette.setColor(QPalette::Dark, border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
             QPalette::BrightText, QPalette::ToolTipText}) {
        palette.setColor(role, text);
        palette.setColor(QPalette::Disabled, role, dim);
    }
    palette.setColor(QPalette::PlaceholderText, muted);
    return palette;
}

QString Theme::styleSheet() const
{
    const std::array<std::pair<const char *, QColor>, 12> names{
        {{"@accentHover", accent.darker(112)}, {"@accentSoft", accentSoft},
            {"@accentText", accentText}, {"@accent", accent}, {"@onAccent", isDark ? window : card},
            {"@window", window}, {"@sidebar", sidebar}, {"@border", border}, {"@card", card},
            {"@bar", bar}, {"@muted", muted}, {"@text", text}}};
    QString filled = QLatin1StringView(sheet);
    filled.replace(
        QLatin1StringView("@disabled"), palette().color(QPalette::Disabled, QPalette::Text).name());
    for (const auto &[name, colour] : names)
        filled.replace(QLatin1StringView(name), colour.name());
    return filled;
}

void setOwnSheet(QWidget &widget, const QString &own)
{
    if (widget.styleSheet() != own)
        widget.setStyleSheet(own);
}

void applyTheme(QApplication &application, ThemeChoice choice)
{
    const bool desktopIsDark = Theme::of(desktopPalette()).isDark; // before ours is set
    const bool dark =
        choice == ThemeChoice::Dark || (choice == ThemeChoice::System && desktopIsDark);
    const Theme &theme = dark ? Theme::dark() : Theme::light();
    const QString wanted = theme.styleSheet();
    if (application.styleSheet() == wanted)
        return; // giving every widget the style that it has takes as long as making it
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setPalette(theme.palette());
    application.setStyleSheet(wanted);
}

}
