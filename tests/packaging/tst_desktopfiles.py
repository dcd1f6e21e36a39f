#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop finds the window for a profile: types, names and command of the files in packaging/ fit together.

    tst_desktopfiles.py FOLDER
"""

import configparser
import pathlib
import shutil
import subprocess
import sys
import unittest
import xml.etree.ElementTree as xml

FOLDER = pathlib.Path(sys.argv.pop(1))
OWN = "application/x-emitter-profile+yaml"
# *.yaml is the one or the other: Debian 12 knows it by the older name, application/x-yaml.
YAML = {"application/yaml", "application/x-yaml"}
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


class DesktopFiles(unittest.TestCase):
    def setUp(self):
        parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
        parser.optionxform = str
        parser.read(FOLDER / "emitter.desktop", encoding="utf-8")
        self.entry = parser["Desktop Entry"]

    def test_opens_profiles_by_all_their_types(self):
        types = self.entry["MimeType"].rstrip(";").split(";")
        self.assertEqual({OWN} | YAML, set(types))
        self.assertEqual(len(types), len(set(types)))

    def test_gets_the_file_that_was_chosen(self):
        self.assertEqual("emitter %f", self.entry["Exec"])
        self.assertEqual("false", self.entry["Terminal"])

    def test_is_valid(self):
        tool = shutil.which("desktop-file-validate")
        if tool is None:
            self.skipTest("desktop-file-validate is not here (Debian: desktop-file-utils)")
        subprocess.run([tool, FOLDER / "emitter.desktop"], check=True)

    def test_a_profile_is_yaml_by_both_names(self):
        (kind,) = xml.parse(FOLDER / "emitter-profile.xml").getroot()
        self.assertEqual(OWN, kind.get("type"))
        self.assertEqual(YAML, {parent.get("type") for parent in kind.findall(MIME + "sub-class-of")})
        self.assertEqual({"*.emitter.yaml", "*.emitter.yml"}, {glob.get("pattern") for glob in kind.findall(MIME + "glob")})

    def test_the_program_is_described_with_its_type(self):
        component = xml.parse(FOLDER / "emitter.metainfo.xml").getroot()
        self.assertEqual([OWN], [kind.text for kind in component.findall("provides/mediatype")])
        self.assertEqual("emitter.desktop", component.findtext("launchable"))


if __name__ == "__main__":
    unittest.main()
