<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>emitter::LivePage</name>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pool(s)</source>
        <translation>
            <numerusform>%n pool</numerusform>
            <numerusform>%n pools</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>least of %n sink(s): %1</source>
        <translation>
            <numerusform>least of %n sink: %1</numerusform>
            <numerusform>least of %n sinks: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>emitter::MainWindow</name>
    <message numerus="yes">
        <source>%n problem(s) · Start is off</source>
        <translation>
            <numerusform>%n problem · Start is off</numerusform>
            <numerusform>%n problems · Start is off</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>emitter::PreferencesDialog</name>
    <message numerus="yes">
        <source>Every %n second(s)</source>
        <translation>
            <numerusform>Every second</numerusform>
            <numerusform>Every %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln point(s)</source>
        <translation>
            <numerusform>%Ln point</numerusform>
            <numerusform>%Ln points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>emitter::ProblemsModel</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>emitter::ProfileMessages</name>
    <message numerus="yes">
        <source>%Ln text(s) to send</source>
        <translation>
            <numerusform>%Ln text to send</numerusform>
            <numerusform>%Ln texts to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %Ln token(s)</source>
        <translation>
            <numerusform>at most %Ln token</numerusform>
            <numerusform>at most %Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>emitter::ProfilePage</name>
    <message numerus="yes">
        <source>%1, %n problem(s)</source>
        <translation>
            <numerusform>%1, %n problem</numerusform>
            <numerusform>%1, %n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(and %n more)</source>
        <translation>
            <numerusform>(and %n more)</numerusform>
            <numerusform>(and %n more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>emitter::RunStatus</name>
    <message numerus="yes">
        <source>%n sink(s)</source>
        <translation>
            <numerusform>%n sink</numerusform>
            <numerusform>%n sinks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n problem(s)</source>
        <translation>
            <numerusform>Show %n problem</numerusform>
            <numerusform>Show %n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>emitter::SampleLines</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
</TS>
