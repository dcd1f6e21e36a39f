// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/reportcharts.h"
#include "stats/reportformat.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace emitter;

TEST_CASE("separates thousands and says nothing about what is not a number")
{
    CHECK(fixedText(1'234'567.891, 2) == "1,234,567.89");
    CHECK(fixedText(999.5, 1) == "999.5");
    CHECK(fixedText(-1'234, 0) == "-1,234");
    CHECK(fixedText(-123, 0) == "-123");
    CHECK(fixedText(std::nan(""), 2) == "-");
    CHECK(fixedText(std::numeric_limits<double>::infinity(), 2) == "-");
}

TEST_CASE("a little is never rounded to nothing, nor almost all to all")
{
    CHECK(percentText(0.0) == "0%");
    CHECK(percentText(0.0001) == "<0.01%");
    CHECK(percentText(0.01) == "0.01%");
    CHECK(percentText(99.9) == "99.90%");
    CHECK(percentText(99.9999) == ">99.99%");
    CHECK(percentText(100.0) == "100%");
    CHECK(percentText({}) == "-");
    CHECK(rateText(0.001) == "<0.01");
    CHECK(rateText(0.0) == "0.00");
    CHECK(rateText({}) == "-");
    CHECK(millisecondsText(0.0004) == "<0.01");
    CHECK(elapsedText(0.01) == "<0.1 s");
}

TEST_CASE("latencies have three digits, as the histogram has no more")
{
    CHECK(millisecondsText(0.414) == "0.41");
    CHECK(millisecondsText(9.996) == "10.0");
    CHECK(millisecondsText(12.34) == "12.3");
    CHECK(millisecondsText(99.96) == "100");
    CHECK(millisecondsText(1'234.5) == "1,234");
    CHECK(millisecondsText({}) == "-");
}

TEST_CASE("headline rates are short")
{
    CHECK(shortRateText(1219.6) == "1,220");
    CHECK(shortRateText(30.5) == "30.5");
    CHECK(shortRateText(0.25) == "0.25");
    CHECK(shortRateText(99.96) == "100");
    CHECK(shortRateText({}) == "-");
}

TEST_CASE("times read as people say them")
{
    CHECK(elapsedText(30) == "30.0 s");
    CHECK(elapsedText(125) == "2 min 05 s");
    CHECK(elapsedText(8 * 3600.0) == "8 h 00 min 00 s");
    CHECK(elapsedText(0) == "0.0 s");
    CHECK(elapsedText(std::nan("")) == "-");
    CHECK(dayAndTimeText(1'767'225'600'000'000'000) == "2026-01-01 00:00:00 UTC");
    CHECK(dayAndTimeText(0) == "-");
}

TEST_CASE("a target's value has enough decimals to tell it from the bound")
{
    CHECK(valueText({"achieved >= 95%", 94.9996, false, {}}) == "94.9996%");
    CHECK(valueText({"achieved >= 95%", 95.0, true, {}}) == "95.00%");
    CHECK(valueText({"achieved >= 95%", 99.9999, true, {}}) == "99.9999%");
    CHECK(valueText({"errors < 1%", 0.00012, true, {}}) == "0.0001%");
    CHECK(valueText({"latency_p99 < 250ms", 250.0001, false, {}}) == "250.0001 ms");
    CHECK(valueText({"rate >= 1000", 1234.5, true, {}}) == "1,234.50/s");
    CHECK(valueText({"failed == 0", 1'204.0, false, {}}) == "1,204");
    CHECK(valueText({"failed == 0", {}, false, "no entry was handed to a sink"}) == "-");
}

TEST_CASE("names are cut by characters and stay on one line")
{
    CHECK(shortened("short", 5) == "short");
    CHECK(shortened("longer", 5) == "long…");
    CHECK(shortened("äöüäöü", 6) == "äöüäöü");
    CHECK(shortened("äöüäöüä", 6) == "äöüäö…");
    CHECK(shortened("a\nb\tc", 9) == "a b c");
    CHECK(shortened("\x1b[2J", 9).find('\x1b') == std::string::npos);
    CHECK(lengthOf(shortened(std::string(1'000'000, 'x'), 30)) == 30);
}

TEST_CASE("markup from outside is text")
{
    CHECK(markupEscaped("<b a=\"1\" c='2'>&") == "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
    CHECK(markupEscaped(std::string_view("a\0\x01\x1b", 4)) == "a\uFFFD\uFFFD\uFFFD");
    CHECK(markupEscaped("\xef\xbf\xbe\xef\xbf\xbf\xff") == "\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("the busiest sources come first when not all are shown")
{
    const std::vector<ServiceSnapshot> services{{"a", 1, 5}, {"b", 1, 9}, {"c", 1, 7}};
    CHECK(busiest(services, 2) == std::vector<std::size_t>{1, 2});
    CHECK(busiest(services, 3) == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("an axis ends above the largest value, with few round marks")
{
    for (const double largest :
        {1e-6, 0.3, 1.0, 7.0, 19.9, 99.0, 1219.0, 2500.0, 123'456.0, 9e12}) {
        CAPTURE(largest);
        const AxisScale scale = scaleFor(largest);
        CHECK(scale.top > largest);
        CHECK(scale.top < largest * 2.1);
        const double marks = scale.top / scale.step;
        CHECK(marks == doctest::Approx(std::round(marks)));
        CHECK(marks >= 2);
        CHECK(marks < 5.5);
    }
    for (const double none : {0.0, -1.0, std::nan(""), HUGE_VAL})
        CHECK(scaleFor(none).top == 1);
    CHECK(scaleFor(1219).step == 500);
}

TEST_CASE("marks at an axis are short")
{
    CHECK(siText(0) == "0");
    CHECK(siText(0.25) == "0.25");
    CHECK(siText(800) == "800");
    CHECK(siText(1'250) == "1.25k");
    CHECK(siText(15'000'000) == "15M");
    CHECK(siText(0.0005) == "0.0005");
}
