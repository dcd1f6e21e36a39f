# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed: the Debian package with its program, manual page, completions and desktop entry."""
import gzip
import os
import pathlib
import re
import subprocess
import tempfile

from program_support import *

BUILD = pathlib.Path(os.environ["BUILD"])


def output(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"{command}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


class Package(ProgramTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="emitter-test-")
        cls.addClassCleanup(folder.cleanup)
        made = pathlib.Path(folder.name)
        output("cpack", "--config", BUILD / "CPackConfig.cmake", "-B", made)
        cls.package, = made.glob("*.deb")
        cls.root = made / "root"
        output("dpkg-deb", "-x", cls.package, cls.root)

    def test_it_names_what_it_needs(self):
        needs = output("dpkg-deb", "-f", self.package, "Depends")
        for library in ("libc6", "libqt6", "yaml-cpp", "zlib1g"):
            self.assertIn(library, needs)
        self.assertEqual(output("dpkg-deb", "-f", self.package, "Package").strip(), "emitter")
        version = output("dpkg-deb", "-f", self.package, "Version").strip()
        self.assertEqual(output(self.root / "usr/bin/emitter", "--version").strip(), f"emitter {version}")

    def test_it_holds_the_program_and_what_belongs_to_it_and_nothing_else(self):
        files = {str(path.relative_to(self.root / "usr")) for path in self.root.rglob("*") if path.is_file()}
        self.assertEqual(files, {
            "bin/emitter", "share/man/man1/emitter.1.gz", "share/bash-completion/completions/emitter",
            "share/applications/emitter.desktop", "share/metainfo/emitter.metainfo.xml",
            "share/icons/hicolor/scalable/apps/emitter.svg", "share/mime/packages/emitter-profile.xml"})

    def test_the_manual_page_says_what_help_says(self):
        page = gzip.decompress((self.root / "usr/share/man/man1/emitter.1.gz").read_bytes())
        run = subprocess.run(["groff", "-man", "-Tutf8", "-P-cbou", "-ww", "-rLL=200n"], input=page, capture_output=True,
                             check=True)
        self.assertEqual(run.stderr, b"")
        text = " ".join(run.stdout.decode().replace("\u2212", "-").replace("\u2010", "-").split())
        told = output(EMITTER, "--help")
        flags = re.findall(r"^  .{4}(--[a-z-]+)(?: \S+)? {2,}(.+)$", told, re.MULTILINE)
        self.assertGreater(len(flags), 40)
        for name, meaning in flags:
            self.assertIn(name, text)
            self.assertIn(" ".join(meaning.split()), text)
        for code in re.findall(r"\b(\d+) ", told.split("Exit:")[1]):
            self.assertRegex(text.split("EXIT STATUS")[1], rf"\b{code}\b")

    def completed(self, *words):
        """What bash offers for the last of these words."""
        script = """
            source "$1"; shift
            compopt() { :; }
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
            _emitter
            printf '%s\n' "${COMPREPLY[@]}"
        """
        file = self.root / "usr/share/bash-completion/completions/emitter"
        return subprocess.run(["bash", "-euc", script, "bash", file, *words], capture_output=True, text=True, check=True,
                              cwd=self.folder).stdout.split("\n")[:-1]

    def test_bash_completes(self):
        output("shellcheck", "-s", "bash", self.root / "usr/share/bash-completion/completions/emitter")
        self.write("load test.yaml", "")
        self.write("notes.txt", "")
        self.assertEqual(self.completed("emitter", "ver"), ["verify"])
        self.assertEqual(self.completed("emitter", "--list"), ["--list-sinks"])
        self.assertEqual(self.completed("emitter", "--batch", "-c", "lo"), ["load test.yaml"])
        self.assertEqual(self.completed("emitter", "--check", "n"), [""])  # no profile
        self.assertEqual(self.completed("emitter", "-o", "n"), ["notes.txt"])
        self.assertEqual(self.completed("emitter", "--help-sink", "std"), ["stdout"])
        self.assertEqual(self.completed("emitter", "--progress", ""), ["auto", "plain", "none"])
        self.assertEqual(self.completed("emitter", "demo", "hi"), ["high-volume"])
        self.assertEqual(self.completed("emitter", "mock", ""), ["distributor"])
        self.assertEqual(self.completed("emitter", "--generate", ""), ["man", "bash"])
        self.assertEqual(self.completed("emitter", "--sample", ""), [""])
        self.assertEqual(self.completed("emitter", "-n", ""), [""])  # a number of one's own
        self.assertIn("--batch", self.completed("emitter", "--"))

    def test_only_what_exists_is_generated(self):
        run = self.run_emitter("--generate", "fish")
        self.assertCode(run, 64)
        self.assertIn("man or bash", run.err)


if __name__ == "__main__":
    unittest.main()
