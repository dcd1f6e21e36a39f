// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace emitter {

/// The looks of the HTML report. --c1 ... --c6 are told apart by colour-blind people; in the dark
/// they are lighter shades of the same hues.
inline constexpr std::string_view reportStyle = R"css(
:root{color-scheme:light dark;--page:#f4f5f7;--card:#fff;--line:#dcdfe4;--grid:#e8eaee;
--ink:#1b1f24;--soft:#57606a;--accent:#0072B2;--good:#00694c;--goodback:#e0f3ec;--bad:#a83f00;
--badback:#fbe9df;--c1:#0072B2;--c2:#D55E00;--c3:#009E73;--c4:#CC79A7;--c5:#E69F00;--c6:#56B4E9}
@media(prefers-color-scheme:dark){:root{--page:#0f1419;--card:#182027;--line:#2a333c;
--grid:#27303a;--ink:#e8ecf0;--soft:#9aa5b1;--accent:#56B4E9;--good:#5fdcae;--goodback:#14382c;
--bad:#ffa366;--badback:#40261a;--c1:#56B4E9;--c2:#F58A42;--c3:#2FC49A;--c4:#E3A3C6;--c5:#E69F00;
--c6:#2B8FD0}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);
font:14px/1.45 system-ui,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1280px;margin:0 auto;padding:24px}
header{display:flex;flex-wrap:wrap;align-items:center;gap:4px 16px;margin-bottom:16px}
h1{font-size:20px;margin:0;overflow-wrap:anywhere}
h2{font-size:14px;margin:0 0 8px}
.soft,.meta{color:var(--soft)}
.meta{flex-basis:100%}
.badge{border-radius:99px;padding:2px 12px;font-weight:600}
.badge.good{color:var(--good);background:var(--goodback)}
.badge.bad{color:var(--bad);background:var(--badback)}
.good{color:var(--good)}.bad{color:var(--bad);font-weight:600}
.note{border-left:3px solid var(--accent);padding:2px 12px;margin:0 0 16px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(165px,1fr));gap:12px;
margin-bottom:12px}
.card,.tile,figure{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:0}
.tile{padding:12px 14px}
.tile b{display:block;font-size:22px;line-height:1.3}
.tile span{display:block;color:var(--soft);font-size:12px}
.card{padding:14px;margin-bottom:12px;overflow-x:auto}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:12px;
margin-bottom:12px;align-items:start}
.pair>.card{margin:0}
figure{padding:12px 14px 6px;break-inside:avoid}
figcaption{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 16px;margin-bottom:6px}
.legend{display:flex;flex-wrap:wrap;gap:2px 14px;color:var(--soft);font-size:12px}
.legend i{display:inline-block;width:16px;margin-right:6px;vertical-align:middle;
border-top:3px solid}
.legend i.d{border-top-style:dashed;width:18px}
svg{display:block;width:100%;height:auto}
svg text{font-size:11px;fill:var(--soft)}
.e{text-anchor:end}.m{text-anchor:middle}
.g,.b{stroke:var(--grid);fill:none}.b{stroke:var(--soft);opacity:.5}
.l{fill:none;stroke:currentColor;stroke-width:1.8;stroke-linejoin:round}
.l.d{stroke-dasharray:5 4}.thin .l{stroke-width:1.2}
.a{fill:currentColor;opacity:.1}.p{fill:currentColor}
.k0{color:var(--ink)}.k1{color:var(--c1)}.k2{color:var(--c2)}.k3{color:var(--c3)}
.k4{color:var(--c4)}.k5{color:var(--c5)}.k6{color:var(--c6)}
table{border-collapse:collapse;width:100%}
th,td{padding:6px 10px;text-align:right;white-space:nowrap;border-top:1px solid var(--grid)}
th{color:var(--soft);font-weight:600;font-size:12px;border-top:0}
tr>:first-child{padding-left:0}tr>:last-child{padding-right:0}
.t{text-align:left}.w{white-space:normal;overflow-wrap:anywhere;text-align:left;width:99%;min-width:160px}.w:empty{min-width:0}
.card p{margin:8px 0 0}
code{font:13px ui-monospace,"Noto Sans Mono",monospace}
details{margin-top:8px}summary{color:var(--accent);cursor:pointer}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
ul{margin:0;padding-left:18px;overflow-wrap:anywhere}
@media print{body{background:#fff}main{padding:0}.card,.tile,figure{break-inside:avoid}}
)css";

}
