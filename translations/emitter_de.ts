<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>dashboard</name>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Of the page, the stream and the metrics; 0: any free port.</source>
        <translation>Für Seite, Datenstrom und Metriken; 0: irgendein freier Port.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>An IP address of this machine. All but loopback want a token from every reader.</source>
        <translation>Eine IP-Adresse dieses Rechners. Außer auf Loopback braucht jeder Leser ein Token.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>What readers must know. Without one: none on loopback, else a new one for each run.</source>
        <translation>Was Leser kennen müssen. Ohne Angabe: auf Loopback keines, sonst ein neues für jeden Lauf.</translation>
    </message>
</context>
<context>
    <name>elasticsearch</name>
    <message>
        <source>Server URL</source>
        <translation>Server-URL</translation>
    </message>
    <message>
        <source>E.g. http://localhost:9200.</source>
        <translation>Z. B. http://localhost:9200.</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>With password; empty: no sign-in.</source>
        <translation>Zusammen mit dem Passwort; leer: keine Anmeldung.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>With user.</source>
        <translation>Zusammen mit dem Benutzer.</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>In its encoded form, instead of user and password.</source>
        <translation>In kodierter Form, anstelle von Benutzer und Passwort.</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>An index, alias or data stream; an index that is missing is created.</source>
        <translation>Ein Index, Alias oder Data Stream; ein fehlender Index wird angelegt.</translation>
    </message>
    <message>
        <source>Time field</source>
        <translation>Zeitfeld</translation>
    </message>
    <message>
        <source>Data streams need @timestamp.</source>
        <translation>Data Streams brauchen @timestamp.</translation>
    </message>
    <message>
        <source>Vector field</source>
        <translation>Vektorfeld</translation>
    </message>
    <message>
        <source>A dense_vector.</source>
        <translation>Ein dense_vector.</translation>
    </message>
    <message>
        <source>Level names</source>
        <translation>Levelnamen</translation>
    </message>
    <message>
        <source>INFO, info or Info.</source>
        <translation>INFO, info oder Info.</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>Vektoren</translation>
    </message>
    <message>
        <source>How they are sent. auto: base64 to Elasticsearch 9.3 and later, numbers to earlier ones. off: none.</source>
        <translation>Wie sie gesendet werden. auto: base64 ab Elasticsearch 9.3, numbers für ältere. off: keine.</translation>
    </message>
    <message>
        <source>Index vectors</source>
        <translation>Vektoren indizieren</translation>
    </message>
    <message>
        <source>For an index that is created; false: stored, but not found by kNN search.</source>
        <translation>Für einen Index, der angelegt wird; false: gespeichert, aber von der kNN-Suche nicht gefunden.</translation>
    </message>
    <message>
        <source>Bulk action</source>
        <translation>Bulk-Aktion</translation>
    </message>
    <message>
        <source>create leaves a document that is already there; index overwrites it.</source>
        <translation>create lässt ein vorhandenes Dokument stehen; index überschreibt es.</translation>
    </message>
    <message>
        <source>Send ids</source>
        <translation>IDs senden</translation>
    </message>
    <message>
        <source>false: the server makes them. Faster, but what was sent and not answered stays unconfirmed, and entries cannot be looked up.</source>
        <translation>false: Der Server vergibt sie. Schneller, aber was gesendet und nicht beantwortet wurde, bleibt unbestätigt, und Einträge lassen sich nicht nachschlagen.</translation>
    </message>
    <message>
        <source>Refresh interval</source>
        <translation>Refresh-Intervall</translation>
    </message>
    <message>
        <source>refresh_interval during the run, e.g. 30s, or -1 for a fast load that becomes searchable at the end; then it is as before. Empty: not changed.</source>
        <translation>refresh_interval während des Laufs, z. B. 30s, oder -1 für schnelles Laden, das erst am Ende durchsuchbar wird; danach gilt wieder der alte Wert. Leer: unverändert.</translation>
    </message>
    <message>
        <source>Shards</source>
        <translation>Shards</translation>
    </message>
    <message>
        <source>Of an index that is created; absent: the server&apos;s default.</source>
        <translation>Eines Index, der angelegt wird; ohne Angabe: die Vorgabe des Servers.</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Replikate</translation>
    </message>
    <message>
        <source>Compress</source>
        <translation>Komprimieren</translation>
    </message>
    <message>
        <source>For slow networks; costs much more time than it saves nearby.</source>
        <translation>Für langsame Netze; in der Nähe kostet es viel mehr Zeit, als es spart.</translation>
    </message>
    <message>
        <source>Requests in flight</source>
        <translation>Anfragen unterwegs</translation>
    </message>
    <message>
        <source>At most this many at a time, on as many connections; over https never more than 6.</source>
        <translation>Höchstens so viele zugleich, auf ebenso vielen Verbindungen; über https nie mehr als 6.</translation>
    </message>
</context>
<context>
    <name>emitter::BooleanEditor</name>
    <message>
        <source>on (default)</source>
        <translation>an (Vorgabe)</translation>
    </message>
    <message>
        <source>off (default)</source>
        <translation>aus (Vorgabe)</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
</context>
<context>
    <name>emitter::ChartTable</name>
    <message>
        <source>Run time</source>
        <translation>Laufzeit</translation>
    </message>
</context>
<context>
    <name>emitter::ChartView</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 s</translation>
    </message>
    <message>
        <source>−%1 min %2 s</source>
        <translation>−%1 min %2 s</translation>
    </message>
    <message>
        <source>−%1 min</source>
        <translation>−%1 min</translation>
    </message>
</context>
<context>
    <name>emitter::ChoiceEditor</name>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>%1 (default)</source>
        <translation>%1 (Vorgabe)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>emitter::ComparisonModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Messwert</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Basislauf</translation>
    </message>
    <message>
        <source>Contender</source>
        <translation>Vergleichslauf</translation>
    </message>
    <message>
        <source>Contender %1</source>
        <translation>Vergleichslauf %1</translation>
    </message>
    <message>
        <source>Diff</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Diff %</source>
        <translation>Differenz %</translation>
    </message>
</context>
<context>
    <name>emitter::DesktopDialogs</name>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1 hat Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Discard changes</source>
        <translation>Änderungen &amp;verwerfen</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>A run is going on.</source>
        <translation>Ein Lauf ist im Gange.</translation>
    </message>
    <message>
        <source>It is stopped in order: what waits is flushed, and the run is kept under Runs.</source>
        <translation>Er wird geordnet gestoppt: Was wartet, wird noch geschrieben, und der Lauf bleibt unter „Läufe“ erhalten.</translation>
    </message>
    <message>
        <source>Stop and &amp;quit</source>
        <translation>Stoppen und &amp;beenden</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>&amp;OK</translation>
    </message>
    <message>
        <source>They are lost when the file is read again.</source>
        <translation>Sie gehen verloren, wenn die Datei neu gelesen wird.</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>&amp;Neu laden</translation>
    </message>
    <message>
        <source>Overwrite %1?</source>
        <translation>%1 überschreiben?</translation>
    </message>
    <message>
        <source>What is in the file now is lost.</source>
        <translation>Was jetzt in der Datei steht, geht verloren.</translation>
    </message>
    <message>
        <source>&amp;Overwrite</source>
        <translation>&amp;Überschreiben</translation>
    </message>
</context>
<context>
    <name>emitter::Draft</name>
    <message>
        <source>Add</source>
        <translation>hinzufügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>duplizieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>entfernen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>verschieben</translation>
    </message>
</context>
<context>
    <name>emitter::DropReason</name>
    <message>
        <source>queue full</source>
        <translation>Warteschlange voll</translation>
    </message>
    <message>
        <source>retries exhausted</source>
        <translation>Wiederholungen erschöpft</translation>
    </message>
    <message>
        <source>deadline</source>
        <translation>Frist abgelaufen</translation>
    </message>
    <message>
        <source>end of the run</source>
        <translation>Ende des Laufs</translation>
    </message>
    <message>
        <source>sink lost</source>
        <translation>Senke verloren</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
</context>
<context>
    <name>emitter::EntriesModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>emitter::FieldForm</name>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>A name with a dot or a bracket is not edited here</source>
        <translation>Ein Name mit einem Punkt oder einer Klammer wird hier nicht bearbeitet</translation>
    </message>
    <message>
        <source>Change it in the text.</source>
        <translation>Ändern Sie es im Text.</translation>
    </message>
</context>
<context>
    <name>emitter::HistoryLines</name>
    <message>
        <source>%1, planned</source>
        <translation>%1, geplant</translation>
    </message>
</context>
<context>
    <name>emitter::LineEditor</name>
    <message>
        <source>Browse…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>written in the profile, not shown</source>
        <translation>steht im Profil, wird nicht gezeigt</translation>
    </message>
    <message>
        <source>✓ set</source>
        <translation>✓ gesetzt</translation>
    </message>
    <message>
        <source>▲ not set</source>
        <translation>▲ nicht gesetzt</translation>
    </message>
</context>
<context>
    <name>emitter::LiveChart</name>
    <message>
        <source>Legend of %1</source>
        <translation>Legende von %1</translation>
    </message>
    <message>
        <source>Values of %1</source>
        <translation>Werte von %1</translation>
    </message>
    <message>
        <source>Save &amp;picture…</source>
        <translation>&amp;Bild speichern…</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Save &amp;values…</source>
        <translation>&amp;Werte speichern…</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 speichern</translation>
    </message>
    <message>
        <source>Save as a picture or as values</source>
        <translation>Als Bild oder als Werte speichern</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>Bitte einen Ordner wählen, in den geschrieben werden darf.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>emitter::LivePage</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Achieved</source>
        <translation>Erreicht</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Lateness p99</source>
        <translation>Verspätung p99</translation>
    </message>
    <message>
        <source>Tables of the run</source>
        <translation>Tabellen des Laufs</translation>
    </message>
    <message>
        <source>Sinks</source>
        <translation>Senken</translation>
    </message>
    <message>
        <source>Services and pools</source>
        <translation>Dienste und Pools</translation>
    </message>
    <message>
        <source>Servi&amp;ces and pools</source>
        <translation>Dienste und &amp;Pools</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
    <message>
        <source>Start the profile, and rates, latencies and backlog appear here.</source>
        <translation>Sobald das Profil läuft, erscheinen hier Raten, Latenzen und Rückstand.</translation>
    </message>
    <message>
        <source>&amp;Start the run</source>
        <translation>Lauf s&amp;tarten</translation>
    </message>
    <message>
        <source>Drawing is slow here: every %1 s</source>
        <translation>Das Zeichnen ist hier langsam: alle %1 s</translation>
    </message>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n Dienst</numerusform>
            <numerusform>%n Dienste</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pool(s)</source>
        <translation>
            <numerusform>%n Pool</numerusform>
            <numerusform>%n Pools</numerusform>
        </translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>as fast as the sinks accept</source>
        <translation>so schnell die Senken annehmen</translation>
    </message>
    <message>
        <source>%1 of plan</source>
        <translation>%1 des Plans</translation>
    </message>
    <message numerus="yes">
        <source>least of %n sink(s): %1</source>
        <translation>
            <numerusform>wenigste von %n Senke: %1</numerusform>
            <numerusform>wenigste von %n Senken: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>max %1</source>
        <translation>max. %1</translation>
    </message>
    <message>
        <source>&amp;Sinks</source>
        <translation>S&amp;enken</translation>
    </message>
    <message>
        <source>muted: %1</source>
        <translation>stumm: %1</translation>
    </message>
</context>
<context>
    <name>emitter::LogPage</name>
    <message>
        <source>All levels</source>
        <translation>Alle Level</translation>
    </message>
    <message>
        <source>%1 and above</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>Scroll to what comes last. Off: the view rests, the data go on.</source>
        <translation>Zum Neuesten rollen. Aus: Die Ansicht ruht, die Daten laufen weiter.</translation>
    </message>
    <message>
        <source>Program &amp;messages</source>
        <translation>Programm&amp;meldungen</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter of: %1</source>
        <translation>Filter für: %1</translation>
    </message>
    <message>
        <source>Least level of: %1</source>
        <translation>Niedrigstes Level für: %1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>The run ended: %1</source>
        <translation>Der Lauf ist zu Ende: %1</translation>
    </message>
    <message>
        <source>The run did not start</source>
        <translation>Der Lauf ist nicht gestartet</translation>
    </message>
    <message>
        <source>nothing emitted yet</source>
        <translation>noch nichts ausgegeben</translation>
    </message>
    <message>
        <source>every entry</source>
        <translation>jeder Eintrag</translation>
    </message>
    <message>
        <source>sample: 1 of %1</source>
        <translation>Stichprobe: 1 von %1</translation>
    </message>
    <message>
        <source>Run %1 started, seed %2</source>
        <translation>Lauf %1 gestartet, Seed %2</translation>
    </message>
    <message>
        <source>Follo&amp;w</source>
        <translation>F&amp;olgen</translation>
    </message>
    <message>
        <source>En&amp;tries of the run</source>
        <translation>&amp;Einträge des Laufs</translation>
    </message>
</context>
<context>
    <name>emitter::MainWindow</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>The window&apos;s settings were written by a newer version. They are left alone, and changes are not kept.</source>
        <translation>Die Einstellungen des Fensters stammen von einer neueren Version. Sie bleiben unberührt, und Änderungen werden nicht gespeichert.</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>&amp;Verstanden</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Pro&amp;blems</source>
        <translation>Pro&amp;bleme</translation>
    </message>
    <message>
        <source>&amp;Stats</source>
        <translation>&amp;Statistik</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>%1 was moved or deleted. What is here can be saved again.</source>
        <translation>%1 wurde verschoben oder gelöscht. Der Stand hier lässt sich neu speichern.</translation>
    </message>
    <message>
        <source>&amp;Keep mine</source>
        <translation>Ei&amp;gene behalten</translation>
    </message>
    <message>
        <source>%1 was changed by another program.</source>
        <translation>%1 wurde von einem anderen Programm geändert.</translation>
    </message>
    <message>
        <source>Rel&amp;oad</source>
        <translation>&amp;Neu laden</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>About emitter</source>
        <translation>Über emitter</translation>
    </message>
    <message>
        <source>emitter %1</source>
        <translation>emitter %1</translation>
    </message>
    <message>
        <source>Synthetic log load: what was planned, what was sent, what arrived.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Synthetische Log-Last: was geplant war, was gesendet wurde, was ankam.
Freie Software unter der GNU General Public License, Version 3 oder später.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Schl&amp;ießen</translation>
    </message>
    <message>
        <source>× %1</source>
        <translation>× %1</translation>
    </message>
    <message>
        <source>The run did not start: %1 – %2</source>
        <translation>Der Lauf ist nicht gestartet: %1 – %2</translation>
    </message>
    <message>
        <source>S&amp;top now</source>
        <translation>Sofort s&amp;toppen</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;toppen</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) · Start is off</source>
        <translation>
            <numerusform>%n Problem · Start gesperrt</numerusform>
            <numerusform>%n Probleme · Start gesperrt</numerusform>
        </translation>
    </message>
    <message>
        <source>closed loop</source>
        <translation>geschlossene Schleife</translation>
    </message>
    <message>
        <source>%1 of plan</source>
        <translation>%1 des Plans</translation>
    </message>
    <message>
        <source>No profile</source>
        <translation>Kein Profil</translation>
    </message>
    <message>
        <source>The run did not start: %1</source>
        <translation>Der Lauf ist nicht gestartet: %1</translation>
    </message>
    <message>
        <source>Show &amp;problems</source>
        <translation>Probleme an&amp;zeigen</translation>
    </message>
    <message>
        <source>target missed: %1, measured %2</source>
        <translation>Ziel verfehlt: %1, gemessen %2</translation>
    </message>
    <message>
        <source>target missed: %1 (%2)</source>
        <translation>Ziel verfehlt: %1 (%2)</translation>
    </message>
</context>
<context>
    <name>emitter::MapEditor</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>(not shown)</source>
        <translation>(nicht gezeigt)</translation>
    </message>
    <message>
        <source>Change it in the text.</source>
        <translation>Ändern Sie es im Text.</translation>
    </message>
    <message>
        <source>This name cannot be changed here</source>
        <translation>Dieser Name lässt sich hier nicht ändern</translation>
    </message>
    <message>
        <source>There is another value of this name</source>
        <translation>Diesen Namen hat schon ein anderer Wert</translation>
    </message>
    <message>
        <source>By this name the secret would be shown</source>
        <translation>Unter diesem Namen würde das Geheimnis angezeigt</translation>
    </message>
</context>
<context>
    <name>emitter::MessagesModel</name>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>emitter::NoticeStrip</name>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>emitter::PoolListModel</name>
    <message>
        <source>Prefix</source>
        <translation>Präfix</translation>
    </message>
    <message>
        <source>Emitters</source>
        <translation>Emitter</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Distributor</source>
        <translation>Distributor</translation>
    </message>
    <message>
        <source>Rate /s</source>
        <translation>Rate /s</translation>
    </message>
    <message>
        <source>Expected in 10 min</source>
        <translation>Erwartet in 10 min</translation>
    </message>
    <message>
        <source>%1 ± %2 s</source>
        <translation>%1 ± %2 s</translation>
    </message>
</context>
<context>
    <name>emitter::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Like the desktop</source>
        <translation>Wie die Arbeitsumgebung</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Twice a second</source>
        <translation>Zweimal je Sekunde</translation>
    </message>
    <message numerus="yes">
        <source>Every %n second(s)</source>
        <translation>
            <numerusform>Jede Sekunde</numerusform>
            <numerusform>Alle %n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln point(s)</source>
        <translation>
            <numerusform>%Ln Punkt</numerusform>
            <numerusform>%Ln Punkte</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Counts from the next start.</source>
        <translation>Gilt ab dem nächsten Programmstart.</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>Colours of the window.</source>
        <translation>Farben des Fensters.</translation>
    </message>
    <message>
        <source>&amp;Charts are drawn</source>
        <translation>&amp;Diagramme zeichnen</translation>
    </message>
    <message>
        <source>Less often on a computer that makes load and is short of time.</source>
        <translation>Seltener auf einem Rechner, der Last erzeugt und dem die Zeit knapp ist.</translation>
    </message>
    <message>
        <source>&amp;History of a run</source>
        <translation>&amp;Verlauf eines Laufs</translation>
    </message>
    <message>
        <source>One point a second; when they are used up, neighbours are merged. Counts from the next run.</source>
        <translation>Ein Punkt je Sekunde; sind sie aufgebraucht, werden Nachbarn zusammengefasst. Gilt ab dem nächsten Lauf.</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>&amp;OK</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln Lauf</numerusform>
            <numerusform>%Ln Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>&amp;Runs kept</source>
        <translation>&amp;Aufbewahrte Läufe</translation>
    </message>
    <message>
        <source>When a run ends, the oldest beyond this number are deleted; those with a note stay.</source>
        <translation>Endet ein Lauf, werden die ältesten über diese Zahl hinaus gelöscht; solche mit Notiz bleiben.</translation>
    </message>
</context>
<context>
    <name>emitter::ProblemsDock</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
</context>
<context>
    <name>emitter::ProblemsModel</name>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Profile (%1)</source>
        <translation>Profil (%1)</translation>
    </message>
    <message>
        <source>This run (%1)</source>
        <translation>Dieser Lauf (%1)</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weiteres</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>emitter::ProfileBuffer</name>
    <message>
        <source>Buffer and flush</source>
        <translation>Puffer und Flush</translation>
    </message>
    <message>
        <source>For all sinks that do not say otherwise.</source>
        <translation>Für alle Senken, die nichts anderes angeben.</translation>
    </message>
</context>
<context>
    <name>emitter::ProfileDashboard</name>
    <message>
        <source>Dashboard</source>
        <translation>Dashboard</translation>
    </message>
    <message>
        <source>Show the run in a browser</source>
        <translation>Den Lauf im Browser zeigen</translation>
    </message>
    <message>
        <source>The run in a browser, on this computer unless another address is given.</source>
        <translation>Der Lauf im Browser; auf diesem Rechner, solange keine andere Adresse angegeben ist.</translation>
    </message>
    <message>
        <source>This build of the program has no dashboard.</source>
        <translation>Dieses Programm wurde ohne Dashboard gebaut.</translation>
    </message>
    <message>
        <source>Switch the dashboard on</source>
        <translation>Dashboard einschalten</translation>
    </message>
    <message>
        <source>Switch the dashboard off</source>
        <translation>Dashboard ausschalten</translation>
    </message>
</context>
<context>
    <name>emitter::ProfileFiles</name>
    <message>
        <source>Profiles (*.yaml *.yml);;All files (*)</source>
        <translation>Profile (*.yaml *.yml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>Neues Profil</translation>
    </message>
</context>
<context>
    <name>emitter::ProfileList</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Planned in total: %1</source>
        <translation>Insgesamt geplant: %1</translation>
    </message>
    <message>
        <source>Planned: as fast as the sinks accept (closed loop)</source>
        <translation>Geplant: so schnell die Senken annehmen (geschlossene Schleife)</translation>
    </message>
</context>
<context>
    <name>emitter::ProfileMessages</name>
    <message>
        <source>Messages and embeddings</source>
        <translation>Texte und Embeddings</translation>
    </message>
    <message>
        <source>What the entries say, and their vectors for the sinks that store them.</source>
        <translation>Was die Einträge sagen, und ihre Vektoren für Senken, die Vektoren speichern.</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>Embeddings</translation>
    </message>
    <message>
        <source>No vectors are made.</source>
        <translation>Es werden keine Vektoren erzeugt.</translation>
    </message>
    <message>
        <source>No key is needed: the vectors are made by this program.</source>
        <translation>Kein Schlüssel nötig: Das Programm erzeugt die Vektoren selbst.</translation>
    </message>
    <message>
        <source>✓ Key found.</source>
        <translation>✓ Schlüssel gefunden.</translation>
    </message>
    <message>
        <source>▲ The key&apos;s variable is not set.</source>
        <translation>▲ Die Variable des Schlüssels ist nicht gesetzt.</translation>
    </message>
    <message>
        <source>▲ No key is set. Name its variable below, or choose the provider hash.</source>
        <translation>▲ Kein Schlüssel gesetzt. Unten seine Variable angeben oder den Anbieter „hash“ wählen.</translation>
    </message>
    <message>
        <source>No estimate while the profile has problems.</source>
        <translation>Keine Schätzung, solange das Profil Probleme hat.</translation>
    </message>
    <message>
        <source>No sink that is on stores vectors, so none are made.</source>
        <translation>Keine eingeschaltete Senke speichert Vektoren, daher werden keine erzeugt.</translation>
    </message>
    <message>
        <source>Costs nothing.</source>
        <translation>Kostet nichts.</translation>
    </message>
    <message>
        <source>All texts are cached: nothing will be sent.</source>
        <translation>Alle Texte sind im Cache: Es wird nichts gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s) to send</source>
        <translation>
            <numerusform>%Ln Text zu senden</numerusform>
            <numerusform>%Ln Texte zu senden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %Ln token(s)</source>
        <translation>
            <numerusform>höchstens %Ln Token</numerusform>
            <numerusform>höchstens %Ln Token</numerusform>
        </translation>
    </message>
    <message>
        <source>, about $%1.</source>
        <translation>, etwa %1 $.</translation>
    </message>
    <message>
        <source>Counting the texts…</source>
        <translation>Die Texte werden gezählt …</translation>
    </message>
    <message>
        <source>▲ The key&apos;s file %1 cannot be read.</source>
        <translation>▲ Die Datei des Schlüssels, %1, ist nicht lesbar.</translation>
    </message>
    <message>
        <source>, less than $%1.</source>
        <translation>, weniger als %1 $.</translation>
    </message>
</context>
<context>
    <name>emitter::ProfilePage</name>
    <message>
        <source>Filter settings…</source>
        <translation>Einstellungen filtern…</translation>
    </message>
    <message>
        <source>Filter settings</source>
        <translation>Einstellungen filtern</translation>
    </message>
    <message>
        <source>Sections of the profile</source>
        <translation>Abschnitte des Profils</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n problem(s)</source>
        <translation>
            <numerusform>%1, %n Problem</numerusform>
            <numerusform>%1, %n Probleme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(and %n more)</source>
        <translation>
            <numerusform>(und %n weiteres)</numerusform>
            <numerusform>(und %n weitere)</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>Zur Zeile</translation>
    </message>
    <message>
        <source>Go to field</source>
        <translation>Zum Feld</translation>
    </message>
</context>
<context>
    <name>emitter::ProfilePools</name>
    <message>
        <source>Pools</source>
        <translation>Pools</translation>
    </message>
    <message>
        <source>No pools yet. A pool is any number of like emitters, each with its own pace.</source>
        <translation>Noch keine Pools. Ein Pool ist eine beliebige Zahl gleichartiger Emitter, jeder mit eigenem Takt.</translation>
    </message>
    <message>
        <source>Like emitters, each with its own pace.</source>
        <translation>Gleichartige Emitter, jeder mit eigenem Takt.</translation>
    </message>
</context>
<context>
    <name>emitter::ProfileServices</name>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>No services yet. Each writes its own stream of entries at its own rate.</source>
        <translation>Noch keine Dienste. Jeder schreibt seinen eigenen Strom von Einträgen mit eigener Rate.</translation>
    </message>
    <message>
        <source>Each service writes its own stream.</source>
        <translation>Jeder mit eigenem Strom.</translation>
    </message>
</context>
<context>
    <name>emitter::ProfileShape</name>
    <message>
        <source>Load shape</source>
        <translation>Lastform</translation>
    </message>
    <message>
        <source>How the rate changes over the run; 100 % is what services and pools plan.</source>
        <translation>Wie sich die Rate im Lauf ändert; 100 % ist, was Dienste und Pools planen.</translation>
    </message>
    <message>
        <source>Change the shape</source>
        <translation>Lastform ändern</translation>
    </message>
</context>
<context>
    <name>emitter::ProfileSinks</name>
    <message>
        <source>Sinks</source>
        <translation>Senken</translation>
    </message>
    <message>
        <source>No sinks yet. Every entry goes to every sink; without one they go nowhere.</source>
        <translation>Noch keine Senken. Jeder Eintrag geht an jede Senke; ohne Senke geht er nirgendwohin.</translation>
    </message>
    <message>
        <source>Every entry goes to every sink that is on.</source>
        <translation>Jeder Eintrag geht an jede eingeschaltete Senke.</translation>
    </message>
    <message>
        <source>Change the sink&apos;s type</source>
        <translation>Typ der Senke ändern</translation>
    </message>
    <message>
        <source>This program has no sink of the type %1</source>
        <translation>Dieses Programm hat kein Ziel vom Typ %1</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Wählen Sie ein anderes.</translation>
    </message>
</context>
<context>
    <name>emitter::ProfileStages</name>
    <message>
        <source>Length</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>No stages yet. Each has a length and a rate.</source>
        <translation>Noch keine Abschnitte. Jeder hat eine Dauer und eine Rate.</translation>
    </message>
</context>
<context>
    <name>emitter::ProfileTargets</name>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>No targets yet. A run without targets passes when its entries were sent.</source>
        <translation>Noch keine Ziele. Ein Lauf ohne Ziele gilt als bestanden, wenn seine Einträge gesendet wurden.</translation>
    </message>
    <message>
        <source>A run passes when all of them are met.</source>
        <translation>Ein Lauf ist bestanden, wenn alle erfüllt sind.</translation>
    </message>
</context>
<context>
    <name>emitter::ProfileText</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>The profile as it is saved. Comments, order and quotes stay.</source>
        <translation>Das Profil, wie es gespeichert wird. Kommentare, Reihenfolge und Anführungszeichen bleiben.</translation>
    </message>
    <message>
        <source>This text has characters that this editor cannot keep; change it elsewhere.</source>
        <translation>Dieser Text enthält Zeichen, die dieser Editor nicht bewahren kann; er lässt sich nur außerhalb ändern.</translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation>Text ändern</translation>
    </message>
</context>
<context>
    <name>emitter::RangeBar</name>
    <message>
        <source>&amp;Follow the newest</source>
        <translation>Dem Neuesten f&amp;olgen</translation>
    </message>
    <message>
        <source>Show charts as &amp;table</source>
        <translation>Diagramme als &amp;Tabelle</translation>
    </message>
    <message>
        <source>Set a &amp;mark</source>
        <translation>&amp;Marke setzen</translation>
    </message>
    <message>
        <source>&amp;1 min</source>
        <translation>&amp;1 min</translation>
    </message>
    <message>
        <source>Show the last minute</source>
        <translation>Die letzte Minute zeigen</translation>
    </message>
    <message>
        <source>&amp;5 min</source>
        <translation>&amp;5 min</translation>
    </message>
    <message>
        <source>Show the last 5 minutes</source>
        <translation>Die letzten 5 Minuten zeigen</translation>
    </message>
    <message>
        <source>Show the last 15 minutes</source>
        <translation>Die letzten 15 Minuten zeigen</translation>
    </message>
    <message>
        <source>A&amp;ll</source>
        <translation>Alle&amp;s</translation>
    </message>
    <message>
        <source>Show the whole run</source>
        <translation>Den ganzen Lauf zeigen</translation>
    </message>
    <message>
        <source>Position of the charts in the run</source>
        <translation>Stelle der Diagramme im Lauf</translation>
    </message>
    <message>
        <source>15 m&amp;in</source>
        <translation>15 m&amp;in</translation>
    </message>
    <message>
        <source>Follo&amp;w</source>
        <translation>F&amp;olgen</translation>
    </message>
    <message>
        <source>&amp;Mark</source>
        <translation>&amp;Marke</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>&amp;Tabelle</translation>
    </message>
</context>
<context>
    <name>emitter::RateCurve</name>
    <message>
        <source>Planned rate over time</source>
        <translation>Geplante Rate im Lauf der Zeit</translation>
    </message>
    <message>
        <source>%1 at the start, %2 after %3</source>
        <translation>%1 am Anfang, %2 nach %3</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>No preview: the profile has problems, or runs as fast as the sinks accept.</source>
        <translation>Keine Vorschau: Das Profil hat Probleme oder läuft so schnell, wie die Senken annehmen.</translation>
    </message>
</context>
<context>
    <name>emitter::RunCharts</name>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>entries per second</source>
        <translation>Einträge je Sekunde</translation>
    </message>
    <message>
        <source>Delivered per sink</source>
        <translation>Zugestellt je Senke</translation>
    </message>
    <message>
        <source>Latency from due time</source>
        <translation>Latenz ab Fälligkeit</translation>
    </message>
    <message>
        <source>milliseconds, worst sink</source>
        <translation>Millisekunden, schlechteste Senke</translation>
    </message>
    <message>
        <source>Backlog and failures</source>
        <translation>Rückstand und Fehlschläge</translation>
    </message>
    <message>
        <source>entries</source>
        <translation>Einträge</translation>
    </message>
</context>
<context>
    <name>emitter::RunComparison</name>
    <message>
        <source>Contender %1: the same profile</source>
        <translation>Vergleichslauf %1: dasselbe Profil</translation>
    </message>
    <message>
        <source>Contender %1, lines that differ from the baseline&apos;s:</source>
        <translation>Vergleichslauf %1, Zeilen, die vom Basislauf abweichen:</translation>
    </message>
    <message>
        <source>Achieved rate, from each run&apos;s start</source>
        <translation>Erreichte Rate, ab Beginn jedes Laufs</translation>
    </message>
    <message>
        <source>entries per second</source>
        <translation>Einträge je Sekunde</translation>
    </message>
    <message>
        <source>Comparison of the ticked runs</source>
        <translation>Vergleich der angehakten Läufe</translation>
    </message>
    <message>
        <source>Differences from the baseline</source>
        <translation>Unterschiede zum Basislauf</translation>
    </message>
    <message>
        <source>Settings that changed</source>
        <translation>Einstellungen, die sich geändert haben</translation>
    </message>
    <message>
        <source>Chan&amp;ged settings</source>
        <translation>Geänderte &amp;Einstellungen</translation>
    </message>
    <message>
        <source>Latency p95</source>
        <translation>Latenz p95</translation>
    </message>
    <message>
        <source>milliseconds, worst sink</source>
        <translation>Millisekunden, schlechteste Senke</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>&amp;Tabelle</translation>
    </message>
    <message>
        <source>Chart&amp;s</source>
        <translation>Diagra&amp;mme</translation>
    </message>
</context>
<context>
    <name>emitter::RunDetail</name>
    <message>
        <source>Details of the run</source>
        <translation>Einzelheiten des Laufs</translation>
    </message>
    <message>
        <source>Summary of the run</source>
        <translation>Zusammenfassung des Laufs</translation>
    </message>
    <message>
        <source>S&amp;ummary</source>
        <translation>Z&amp;usammenfassung</translation>
    </message>
    <message>
        <source>What happened during the run</source>
        <translation>Was während des Laufs geschah</translation>
    </message>
    <message>
        <source>Run time</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>The profile as it was run</source>
        <translation>Das Profil, wie es lief</translation>
    </message>
    <message>
        <source>This run did not come to its end, so it has no summary.</source>
        <translation>Dieser Lauf kam nicht zu seinem Ende und hat daher keine Zusammenfassung.</translation>
    </message>
    <message>
        <source>Chart&amp;s</source>
        <translation>Diagra&amp;mme</translation>
    </message>
    <message>
        <source>Even&amp;ts</source>
        <translation>Er&amp;eignisse</translation>
    </message>
    <message>
        <source>Prof&amp;ile as run</source>
        <translation>Pro&amp;fil des Laufs</translation>
    </message>
    <message>
        <source>Even&amp;ts (%1)</source>
        <translation>Er&amp;eignisse (%1)</translation>
    </message>
</context>
<context>
    <name>emitter::RunPhase</name>
    <message>
        <source>Idle</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird gestoppt</translation>
    </message>
    <message>
        <source>Finished: passed</source>
        <translation>Beendet: bestanden</translation>
    </message>
    <message>
        <source>Finished: missed targets</source>
        <translation>Beendet: Ziele verfehlt</translation>
    </message>
    <message>
        <source>Finished: stopped by you</source>
        <translation>Beendet: von Hand gestoppt</translation>
    </message>
    <message>
        <source>Finished: failed</source>
        <translation>Beendet: fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>emitter::RunStatus</name>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>Raten</translation>
    </message>
    <message>
        <source>Sinks</source>
        <translation>Senken</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Progress of preparing</source>
        <translation>Fortschritt der Vorbereitung</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Dashboard</translation>
    </message>
    <message>
        <source>as fast as the sinks accept</source>
        <translation>so schnell die Senken annehmen</translation>
    </message>
    <message>
        <source>planned %1</source>
        <translation>geplant %1</translation>
    </message>
    <message numerus="yes">
        <source>%n sink(s)</source>
        <translation>
            <numerusform>%n Senke</numerusform>
            <numerusform>%n Senken</numerusform>
        </translation>
    </message>
    <message>
        <source>seed drawn at start</source>
        <translation>Seed wird beim Start gezogen</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>rates</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>sinks: %1</source>
        <translation>Senken: %1</translation>
    </message>
    <message>
        <source>backlog %1</source>
        <translation>Rückstand %1</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>Edits apply to the next run</source>
        <translation>Änderungen gelten ab dem nächsten Lauf</translation>
    </message>
    <message numerus="yes">
        <source>Show %n problem(s)</source>
        <translation>
            <numerusform>%n Problem anzeigen</numerusform>
            <numerusform>%n Probleme anzeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>memory for this profile: %1</source>
        <translation>Speicher für dieses Profil: %1</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Gespeichert %1</translation>
    </message>
</context>
<context>
    <name>emitter::RunToolBar</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>R&amp;ate ×</source>
        <translation>&amp;Rate ×</translation>
    </message>
    <message>
        <source>Rate factor</source>
        <translation>Ratenfaktor</translation>
    </message>
    <message>
        <source>Multiplies the planned rate, at once</source>
        <translation>Vervielfacht die geplante Rate, sofort</translation>
    </message>
    <message>
        <source>Rate factor, a tenth to ten times</source>
        <translation>Ratenfaktor, ein Zehntel bis zehnfach</translation>
    </message>
</context>
<context>
    <name>emitter::RunsModel</name>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>missed targets</source>
        <translation>Ziele verfehlt</translation>
    </message>
    <message>
        <source>stopped by you</source>
        <translation>von Hand gestoppt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Achieved</source>
        <translation>Erreicht</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Run time</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>%1 · baseline</source>
        <translation>%1 · Basislauf</translation>
    </message>
</context>
<context>
    <name>emitter::RunsPage</name>
    <message>
        <source>Tick two to four runs to compare them.</source>
        <translation>Zwei bis vier Läufe anhaken, um sie zu vergleichen.</translation>
    </message>
    <message>
        <source>As &amp;baseline</source>
        <translation>Als Bas&amp;islauf</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>&amp;Copy summary</source>
        <translation>Zusammenfassung &amp;kopieren</translation>
    </message>
    <message>
        <source>Past runs</source>
        <translation>Frühere Läufe</translation>
    </message>
    <message>
        <source>No finished runs yet</source>
        <translation>Noch keine beendeten Läufe</translation>
    </message>
    <message>
        <source>Every run is kept here: to look at, to compare, to hand on.</source>
        <translation>Jeder Lauf bleibt hier erhalten: zum Ansehen, Vergleichen und Weitergeben.</translation>
    </message>
    <message>
        <source>the run of %1, started %2</source>
        <translation>Den Lauf von %1, begonnen %2,</translation>
    </message>
    <message>
        <source>Report (*.html);;Document (*.pdf);;Summary (*.json);;Time series (*.csv);;JUnit (*.xml);;Markdown (*.md)</source>
        <translation>Bericht (*.html);;Dokument (*.pdf);;Zusammenfassung (*.json);;Zeitreihe (*.csv);;JUnit (*.xml);;Markdown (*.md)</translation>
    </message>
    <message>
        <source>▲ Four runs are compared, and no more: take the tick from one first.</source>
        <translation>▲ Mehr als vier Läufe werden nicht verglichen: Entfernen Sie zuerst ein Häkchen.</translation>
    </message>
    <message>
        <source>De&amp;lete…</source>
        <translation>Lö&amp;schen…</translation>
    </message>
    <message>
        <source>Reading the stored runs…</source>
        <translation>Gespeicherte Läufe werden gelesen…</translation>
    </message>
</context>
<context>
    <name>emitter::SampleLines</name>
    <message>
        <source>planned</source>
        <translation>geplant</translation>
    </message>
    <message>
        <source>achieved</source>
        <translation>erreicht</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>failed per second</source>
        <translation>Fehlschläge je Sekunde</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Basislauf</translation>
    </message>
    <message>
        <source>contender %1</source>
        <translation>Vergleichslauf %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>emitter::ServiceListModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rate /s</source>
        <translation>Rate /s</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>Ankunft</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Expected in 10 min</source>
        <translation>Erwartet in 10 min</translation>
    </message>
    <message>
        <source>as fast as the sinks</source>
        <translation>so schnell die Senken</translation>
    </message>
</context>
<context>
    <name>emitter::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Schl&amp;ießen</translation>
    </message>
</context>
<context>
    <name>emitter::SinkCondition</name>
    <message>
        <source>opening</source>
        <translation>öffnet</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>langsam</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>fehlerhaft</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
</context>
<context>
    <name>emitter::SinkListModel</name>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Writes to</source>
        <translation>Schreibt nach</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>Switch the sink on</source>
        <translation>Senke einschalten</translation>
    </message>
    <message>
        <source>Switch the sink off</source>
        <translation>Senke ausschalten</translation>
    </message>
</context>
<context>
    <name>emitter::SinkTest</name>
    <message>
        <source>Test connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Result of the test</source>
        <translation>Ergebnis des Tests</translation>
    </message>
    <message>
        <source>The sink is switched off.</source>
        <translation>Die Senke ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>Put the profile&apos;s problems right first.</source>
        <translation>Zuerst sind die Probleme des Profils zu beheben.</translation>
    </message>
    <message>
        <source>Cancel test</source>
        <translation>Test abbrechen</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>✓ %1 opened in %2 ms. No entry was written; what a run makes before its first entry (table, collection, index, file) is there now.</source>
        <translation>✓ %1 in %2 ms geöffnet. Kein Eintrag wurde geschrieben; was ein Lauf vor seinem ersten Eintrag anlegt (Tabelle, Collection, Index, Datei), ist jetzt da.</translation>
    </message>
    <message>
        <source>Cancelled; the sink does not answer and is left alone.</source>
        <translation>Abgebrochen; die Senke antwortet nicht und bleibt sich selbst überlassen.</translation>
    </message>
    <message>
        <source>No answer from %1 for %2 s.</source>
        <translation>Keine Antwort von %1 seit %2 s.</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>Öffnen von %1</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>%1… %2 s</source>
        <translation>%1… %2 s</translation>
    </message>
</context>
<context>
    <name>emitter::SinksModel</name>
    <message>
        <source>%1 ×%2</source>
        <translation>%1 ×%2</translation>
    </message>
    <message>
        <source>Sink</source>
        <translation>Senke</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Per second</source>
        <translation>Je Sekunde</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Unconfirmed</source>
        <translation>Unbestätigt</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Most frequent message</source>
        <translation>Häufigste Meldung</translation>
    </message>
    <message>
        <source>%1
Unticked: muted, what it would be given is dropped</source>
        <comment>target</comment>
        <translation>%1
Ohne Haken: stumm; was für die Senke wäre, wird verworfen</translation>
    </message>
</context>
<context>
    <name>emitter::SortHeader</name>
    <message>
        <source>%1, not sorted</source>
        <translation>%1, nicht sortiert</translation>
    </message>
    <message>
        <source>%1, sorted upwards</source>
        <translation>%1, aufsteigend sortiert</translation>
    </message>
    <message>
        <source>%1, sorted downwards</source>
        <translation>%1, absteigend sortiert</translation>
    </message>
    <message>
        <source>Columns of: %1</source>
        <translation>Spalten von: %1</translation>
    </message>
</context>
<context>
    <name>emitter::SourcesModel</name>
    <message>
        <source>Unticked: muted for the rest of this run</source>
        <translation>Ohne Haken: stumm für den Rest dieses Laufs</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>Service or pool</source>
        <translation>Dienst oder Pool</translation>
    </message>
    <message>
        <source>Planned /s</source>
        <translation>Geplant /s</translation>
    </message>
    <message>
        <source>Achieved /s</source>
        <translation>Erreicht /s</translation>
    </message>
    <message>
        <source>Emitted</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>emitter::StatsDock</name>
    <message>
        <source>Stats</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Run time</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>Eingeplant</translation>
    </message>
    <message>
        <source>Emitted</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>Skipped late</source>
        <translation>Als zu spät ausgelassen</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Delivered, all sinks</source>
        <translation>Zugestellt, alle Senken</translation>
    </message>
    <message>
        <source>Failed, all sinks</source>
        <translation>Fehlgeschlagen, alle Senken</translation>
    </message>
    <message>
        <source>Lateness p50</source>
        <translation>Verspätung p50</translation>
    </message>
    <message>
        <source>Lateness p99</source>
        <translation>Verspätung p99</translation>
    </message>
    <message>
        <source>Lateness max</source>
        <translation>Verspätung max.</translation>
    </message>
</context>
<context>
    <name>emitter::StoredEvent</name>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>wird gestoppt</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>beendet</translation>
    </message>
</context>
<context>
    <name>emitter::Welcome</name>
    <message>
        <source>Make log traffic</source>
        <translation>Log-Verkehr erzeugen</translation>
    </message>
    <message>
        <source>The example writes the entries of two services to a file.
Nothing leaves this computer.</source>
        <translation>Das Beispiel schreibt die Einträge zweier Dienste in eine Datei.
Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Try the e&amp;xample</source>
        <translation>Beispiel a&amp;usprobieren</translation>
    </message>
    <message>
        <source>&amp;Open a profile…</source>
        <translation>Profil ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;New profile</source>
        <translation>&amp;Neues Profil</translation>
    </message>
</context>
<context>
    <name>emitter::WindowActions</name>
    <message>
        <source>&amp;New profile</source>
        <translation>&amp;Neues Profil</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Try the &amp;example</source>
        <translation>&amp;Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Been&amp;den</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;toppen</translation>
    </message>
    <message>
        <source>&amp;Rate × 1</source>
        <translation>&amp;Rate × 1</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>&amp;Profil</translation>
    </message>
    <message>
        <source>&amp;Live</source>
        <translation>&amp;Live</translation>
    </message>
    <message>
        <source>&amp;Runs</source>
        <translation>Läu&amp;fe</translation>
    </message>
    <message>
        <source>Lo&amp;g</source>
        <translation>Lo&amp;g</translation>
    </message>
    <message>
        <source>&amp;Next problem</source>
        <translation>&amp;Nächstes Problem</translation>
    </message>
    <message>
        <source>Open the &amp;dashboard</source>
        <translation>&amp;Dashboard öffnen</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About emitter</source>
        <translation>Über &amp;emitter</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filter</translation>
    </message>
</context>
<context>
    <name>emitter::YamlEditor</name>
    <message>
        <source>The profile&apos;s text</source>
        <translation>Der Text des Profils</translation>
    </message>
</context>
<context>
    <name>file</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Its folder must exist. With gzip, &quot;.gz&quot; is added.</source>
        <translation>Der Ordner muss vorhanden sein. Mit gzip wird „.gz“ angehängt.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>json: one object per line; text: time, level, service, message.</source>
        <translation>json: ein Objekt je Zeile; text: Zeit, Level, Dienst, Meldung.</translation>
    </message>
    <message>
        <source>Rotate at</source>
        <translation>Rotieren bei</translation>
    </message>
    <message>
        <source>Start a new file before this size; 0: never.</source>
        <translation>Vor dieser Größe beginnt eine neue Datei; 0: nie.</translation>
    </message>
    <message>
        <source>Old files</source>
        <translation>Alte Dateien</translation>
    </message>
    <message>
        <source>How many old files to keep; 0: all.</source>
        <translation>Wie viele alte Dateien bleiben; 0: alle.</translation>
    </message>
    <message>
        <source>Compress</source>
        <translation>Komprimieren</translation>
    </message>
    <message>
        <source>Write a gzip file that is valid at any time.</source>
        <translation>Schreibt eine gzip-Datei, die jederzeit gültig ist.</translation>
    </message>
    <message>
        <source>Continue an existing file</source>
        <translation>Vorhandene fortsetzen</translation>
    </message>
    <message>
        <source>false: empty it at the start.</source>
        <translation>false: Eine vorhandene Datei wird beim Start geleert.</translation>
    </message>
    <message>
        <source>With vectors</source>
        <translation>Mit Vektoren</translation>
    </message>
    <message>
        <source>Add each entry&apos;s vector as &quot;embedding&quot;; json only.</source>
        <translation>Fügt den Vektor jedes Eintrags als „embedding“ hinzu; nur json.</translation>
    </message>
    <message>
        <source>Wait for the disk</source>
        <translation>Auf die Platte warten</translation>
    </message>
    <message>
        <source>After each batch; &quot;delivered&quot; is then durable.</source>
        <translation>Nach jedem Batch; „zugestellt“ heißt dann dauerhaft gespeichert.</translation>
    </message>
</context>
<context>
    <name>http</name>
    <message>
        <source>Server URL</source>
        <translation>Server-URL</translation>
    </message>
    <message>
        <source>Base address, e.g. http://localhost:8000.</source>
        <translation>Basisadresse, z. B. http://localhost:8000.</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Where entries are POSTed, below the server&apos;s URL.</source>
        <translation>Wohin Einträge per POST gehen, unterhalb der Server-URL.</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>single: one request per entry. array: [...]. ndjson: one object per line. envelope: {&quot;logs&quot;: [...]}.</source>
        <translation>single: eine Anfrage je Eintrag. array: [...]. ndjson: ein Objekt je Zeile. envelope: {&quot;logs&quot;: [...]}.</translation>
    </message>
    <message>
        <source>Envelope key</source>
        <translation>Umschlagschlüssel</translation>
    </message>
    <message>
        <source>The key of the array, with body: envelope.</source>
        <translation>Der Schlüssel des Arrays, mit body: envelope.</translation>
    </message>
    <message>
        <source>Field names</source>
        <translation>Feldnamen</translation>
    </message>
    <message>
        <source>Renames parts of an entry: id, timestamp, level, message, service, metadata, embedding. An empty name leaves the part out. service is called source unless renamed.</source>
        <translation>Benennt Teile eines Eintrags um: id, timestamp, level, message, service, metadata, embedding. Ein leerer Name lässt den Teil weg. service heißt source, wenn nicht umbenannt.</translation>
    </message>
    <message>
        <source>Constant fields</source>
        <translation>Konstante Felder</translation>
    </message>
    <message>
        <source>Texts that every entry carries, e.g. {env: test}.</source>
        <translation>Texte, die jeder Eintrag trägt, z. B. {env: test}.</translation>
    </message>
    <message>
        <source>Timestamp format</source>
        <translation>Zeitstempelformat</translation>
    </message>
    <message>
        <source>RFC 3339 in UTC, or a number since 1970.</source>
        <translation>RFC 3339 in UTC oder eine Zahl seit 1970.</translation>
    </message>
    <message>
        <source>Level names</source>
        <translation>Levelnamen</translation>
    </message>
    <message>
        <source>INFO, info or Info.</source>
        <translation>INFO, info oder Info.</translation>
    </message>
    <message>
        <source>Send embeddings</source>
        <translation>Embeddings senden</translation>
    </message>
    <message>
        <source>Adds the entry&apos;s vector as an array of numbers.</source>
        <translation>Fügt den Vektor des Eintrags als Zahlen-Array hinzu.</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Sent with every request, e.g. {X-Api-Key: ${KEY}}.</source>
        <translation>Mit jeder Anfrage gesendet, z. B. {X-Api-Key: ${KEY}}.</translation>
    </message>
    <message>
        <source>Bearer token</source>
        <translation>Bearer-Token</translation>
    </message>
    <message>
        <source>Sent as Authorization: Bearer.</source>
        <translation>Gesendet als Authorization: Bearer.</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>For basic authentication, with password.</source>
        <translation>Für Basic-Authentifizierung, zusammen mit dem Passwort.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>For basic authentication, with user.</source>
        <translation>Für Basic-Authentifizierung, zusammen mit dem Benutzer.</translation>
    </message>
    <message>
        <source>Health path</source>
        <translation>Health-Pfad</translation>
    </message>
    <message>
        <source>Asked once at the start; empty: not asked.</source>
        <translation>Wird einmal am Anfang abgefragt; leer: keine Abfrage.</translation>
    </message>
    <message>
        <source>Compress</source>
        <translation>Komprimieren</translation>
    </message>
    <message>
        <source>Sends batches with Content-Encoding: gzip.</source>
        <translation>Sendet Batches mit Content-Encoding: gzip.</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>To the server, at most; over https never more than 6.</source>
        <translation>Höchstens so viele zum Server; über https nie mehr als 6.</translation>
    </message>
    <message>
        <source>Client threads</source>
        <translation>Client-Threads</translation>
    </message>
    <message>
        <source>Threads that share the connections; one sends tens of thousands of requests per second. Fast client only.</source>
        <translation>Threads, die sich die Verbindungen teilen; einer sendet Zehntausende Anfragen je Sekunde. Nur mit dem Client fast.</translation>
    </message>
    <message>
        <source>Pipelined requests</source>
        <translation>Pipelining</translation>
    </message>
    <message>
        <source>With body: single, requests on one connection that do not wait for each other&apos;s answers (HTTP/1.1 pipelining), for servers that take it. When such a connection breaks, all of them are unconfirmed. Fast client only.</source>
        <translation>Mit body: single: Anfragen auf einer Verbindung, die nicht auf die Antworten der anderen warten (HTTP/1.1-Pipelining), für Server, die das annehmen. Bricht eine solche Verbindung ab, sind alle unbestätigt. Nur mit dem Client fast.</translation>
    </message>
</context>
<context>
    <name>metrics</name>
    <message>
        <source>Planned rate</source>
        <translation>Geplante Rate</translation>
    </message>
    <message>
        <source>Achieved rate</source>
        <translation>Erreichte Rate</translation>
    </message>
    <message>
        <source>Achieved</source>
        <translation>Erreicht</translation>
    </message>
    <message>
        <source>Run time</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Emitted</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>Skipped as too late</source>
        <translation>Als zu spät ausgelassen</translation>
    </message>
    <message>
        <source>Lateness p99</source>
        <translation>Verspätung p99</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>latency p50</source>
        <translation>Latenz p50</translation>
    </message>
    <message>
        <source>latency p95</source>
        <translation>Latenz p95</translation>
    </message>
    <message>
        <source>latency p99</source>
        <translation>Latenz p99</translation>
    </message>
</context>
<context>
    <name>null</name>
    <message>
        <source>Render entries</source>
        <translation>Einträge ausformen</translation>
    </message>
    <message>
        <source>Make each entry&apos;s JSON text before it is discarded; without it not even that.</source>
        <translation>Erzeugt den JSON-Text jedes Eintrags, bevor er verworfen wird; sonst nicht einmal das.</translation>
    </message>
</context>
<context>
    <name>pgvector</name>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>A name, an address, or the folder of a Unix socket.</source>
        <translation>Ein Name, eine Adresse oder der Ordner eines Unix-Sockets.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>The server&apos;s port.</source>
        <translation>Der Port des Servers.</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>May insert into the table, or create what is missing.</source>
        <translation>Darf in die Tabelle einfügen oder Fehlendes anlegen.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Without one, PGPASSWORD and ~/.pgpass are looked at.</source>
        <translation>Ohne Angabe gelten PGPASSWORD und ~/.pgpass.</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>An existing database.</source>
        <translation>Eine vorhandene Datenbank.</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>table or schema.table, without quotes; created when it is missing.</source>
        <translation>Tabelle oder Schema.Tabelle, ohne Anführungszeichen; wird angelegt, wenn sie fehlt.</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>As libpq has it. Unless set: verify-full, on this machine prefer.</source>
        <translation>Wie bei libpq. Ohne Angabe: verify-full, auf diesem Rechner prefer.</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>PEM file to verify the server with; unless set, the system&apos;s authorities.</source>
        <translation>PEM-Datei, mit der der Server geprüft wird; ohne Angabe die Zertifizierungsstellen des Systems.</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Indizes</translation>
    </message>
    <message>
        <source>When indexes are built: vectors (HNSW), full text (GIN), time (BRIN). start makes inserting many times slower.</source>
        <translation>Wann Indizes gebaut werden: Vektoren (HNSW), Volltext (GIN), Zeit (BRIN). start macht das Einfügen um ein Vielfaches langsamer.</translation>
    </message>
    <message>
        <source>Index time limit</source>
        <translation>Zeitgrenze für Indizes</translation>
    </message>
    <message>
        <source>What building indexes may take beyond the drain.</source>
        <translation>Wie lange der Bau der Indizes über die Abschlusszeit hinaus dauern darf.</translation>
    </message>
    <message>
        <source>Index memory</source>
        <translation>Speicher für Indizes</translation>
    </message>
    <message>
        <source>maintenance_work_mem while building, unless the server&apos;s own is larger. A graph that does not fit is built much slower.</source>
        <translation>maintenance_work_mem während des Baus, sofern der Wert des Servers nicht größer ist. Ein Graph, der nicht hineinpasst, wird viel langsamer gebaut.</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Batches that are inserted at the same time.</source>
        <translation>Batches, die gleichzeitig eingefügt werden.</translation>
    </message>
    <message>
        <source>Level names</source>
        <translation>Levelnamen</translation>
    </message>
    <message>
        <source>INFO, info or Info.</source>
        <translation>INFO, info oder Info.</translation>
    </message>
    <message>
        <source>Synchronous commit</source>
        <translation>Synchrones Commit</translation>
    </message>
    <message>
        <source>false: the server answers before the disk has it; a crash of the server may lose the last entries, so delivered means accepted, not durable.</source>
        <translation>false: Der Server antwortet, bevor die Platte es hat; stürzt er ab, können die letzten Einträge verloren gehen. „Zugestellt“ heißt dann angenommen, nicht dauerhaft.</translation>
    </message>
</context>
<context>
    <name>profile</name>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>achieved, rate, sent, errors, failed, dropped, backlog_max, latency_p50|p95|p99{sink} or lateness_p99, with &gt;=, &lt;=, &gt; or &lt; and a value: achieved &gt;= 95%</source>
        <translation>achieved, rate, sent, errors, failed, dropped, backlog_max, latency_p50|p95|p99{sink} oder lateness_p99, mit &gt;=, &lt;=, &gt; oder &lt; und einem Wert: achieved &gt;= 95%</translation>
    </message>
    <message>
        <source>upper|lower|title</source>
        <translation>groß|klein|Titel</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Version of the profile&apos;s format; only 1 exists.</source>
        <translation>Version des Profilformats; es gibt nur 1.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Entries per flush, for sinks that do not say otherwise.</source>
        <translation>Einträge je Flush, für Senken, die nichts anderes angeben.</translation>
    </message>
    <message>
        <source>entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Flush interval</source>
        <translation>Flush-Intervall</translation>
    </message>
    <message>
        <source>A batch that is not full is flushed after this time.</source>
        <translation>Nach dieser Zeit wird auch ein Batch geschrieben, der nicht voll ist.</translation>
    </message>
    <message>
        <source>Run length</source>
        <translation>Laufdauer</translation>
    </message>
    <message>
        <source>Length of the run; 0 runs until stopped.</source>
        <translation>Dauer des Laufs; 0: bis er gestoppt wird.</translation>
    </message>
    <message>
        <source>Number of entries</source>
        <translation>Zahl der Einträge</translation>
    </message>
    <message>
        <source>The run ends after so many entries; 0 sets no limit.</source>
        <translation>Der Lauf endet nach so vielen Einträgen; 0: keine Grenze.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>How many different messages are made before the run.</source>
        <translation>Wie viele verschiedene Meldungen vor dem Lauf erzeugt werden.</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The same seed makes the same entries; absent: drawn and printed.</source>
        <translation>Gleicher Seed, gleiche Einträge; ohne Angabe: gezogen und ausgegeben.</translation>
    </message>
    <message>
        <source>Rate factor</source>
        <translation>Ratenfaktor</translation>
    </message>
    <message>
        <source>Multiplies every planned rate.</source>
        <translation>Vervielfacht jede geplante Rate.</translation>
    </message>
    <message>
        <source>Largest lag</source>
        <translation>Größter Verzug</translation>
    </message>
    <message>
        <source>Entries later than this are skipped and counted, not sent late.</source>
        <translation>Einträge, die später wären, werden ausgelassen und gezählt, nicht verspätet gesendet.</translation>
    </message>
    <message>
        <source>Drain time</source>
        <translation>Abschlusszeit</translation>
    </message>
    <message>
        <source>How long the end of a run waits for the sinks; a closed loop that came to its end waits on while a sink takes something.</source>
        <translation>Wie lange das Ende eines Laufs auf die Senken wartet; eine geschlossene Schleife, die an ihr Ende kam, wartet weiter, solange eine Senke etwas annimmt.</translation>
    </message>
    <message>
        <source>openai|hash|none</source>
        <translation>OpenAI|Hash|keiner</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Who makes vectors: a server, this program (hash), or nobody.</source>
        <translation>Wer Vektoren erzeugt: ein Server, dieses Programm (hash) oder niemand.</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Key of the server, as a variable: ${NAME}. Without it OpenAI gets $OPENAI_API_KEY.</source>
        <translation>Schlüssel des Servers, als Variable: ${NAME}. Ohne ihn erhält OpenAI $OPENAI_API_KEY.</translation>
    </message>
    <message>
        <source>API key file</source>
        <translation>API-Schlüsseldatei</translation>
    </message>
    <message>
        <source>A file that holds the key, instead of api_key.</source>
        <translation>Eine Datei, die den Schlüssel enthält, anstelle von api_key.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Any server that speaks the OpenAI embeddings API.</source>
        <translation>Ein Server, der die Embeddings-API von OpenAI spricht.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Name of the embedding model.</source>
        <translation>Name des Embedding-Modells.</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>Length of each vector.</source>
        <translation>Länge jedes Vektors.</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Spread added to each entry&apos;s vector, so that no two are equal.</source>
        <translation>Streuung auf dem Vektor jedes Eintrags, damit keine zwei gleich sind.</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Keep fetched vectors for the next run.</source>
        <translation>Bewahrt geholte Vektoren für den nächsten Lauf auf.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the service; unique.</source>
        <translation>Name des Dienstes; eindeutig.</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Entries per second; `max`: as fast as the sinks accept.</source>
        <translation>Einträge je Sekunde; `max`: so schnell die Senken annehmen.</translation>
    </message>
    <message>
        <source>entries/s</source>
        <translation>Einträge/s</translation>
    </message>
    <message>
        <source>poisson|uniform|fixed</source>
        <translation>Poisson|gleichverteilt|fest</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>Ankunft</translation>
    </message>
    <message>
        <source>How entries follow each other at that rate.</source>
        <translation>Wie Einträge bei dieser Rate aufeinander folgen.</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Share of each level: {debug: 0.1, info: 0.7, warn: 0.15, error: 0.05}.</source>
        <translation>Anteil jedes Levels: {debug: 0.1, info: 0.7, warn: 0.15, error: 0.05}.</translation>
    </message>
    <message>
        <source>DEBUG</source>
        <translation>DEBUG</translation>
    </message>
    <message>
        <source>Share of DEBUG entries.</source>
        <translation>Anteil der DEBUG-Einträge.</translation>
    </message>
    <message>
        <source>INFO</source>
        <translation>INFO</translation>
    </message>
    <message>
        <source>Share of INFO entries.</source>
        <translation>Anteil der INFO-Einträge.</translation>
    </message>
    <message>
        <source>WARN</source>
        <translation>WARN</translation>
    </message>
    <message>
        <source>Share of WARN entries.</source>
        <translation>Anteil der WARN-Einträge.</translation>
    </message>
    <message>
        <source>ERROR</source>
        <translation>ERROR</translation>
    </message>
    <message>
        <source>Share of ERROR entries.</source>
        <translation>Anteil der ERROR-Einträge.</translation>
    </message>
    <message>
        <source>CRITICAL</source>
        <translation>CRITICAL</translation>
    </message>
    <message>
        <source>Share of CRITICAL entries.</source>
        <translation>Anteil der CRITICAL-Einträge.</translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation>Präfix</translation>
    </message>
    <message>
        <source>The emitters are called prefix-1, prefix-2 ...; unique.</source>
        <translation>Die Emitter heißen Präfix-1, Präfix-2 …; eindeutig.</translation>
    </message>
    <message>
        <source>Emitters</source>
        <translation>Emitter</translation>
    </message>
    <message>
        <source>How many emitters the pool has.</source>
        <translation>Wie viele Emitter der Pool hat.</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Intervall</translation>
    </message>
    <message>
        <source>Each emitter waits x ± y between entries; this is x.</source>
        <translation>Jeder Emitter wartet x ± y zwischen zwei Einträgen; dies ist x.</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>The y of x ± y.</source>
        <translation>Das y in x ± y.</translation>
    </message>
    <message>
        <source>Smallest interval</source>
        <translation>Kleinstes Intervall</translation>
    </message>
    <message>
        <source>No wait is shorter than this.</source>
        <translation>Keine Wartezeit ist kürzer.</translation>
    </message>
    <message>
        <source>Distributor</source>
        <translation>Distributor</translation>
    </message>
    <message>
        <source>Adds an http sink to this address, named after the pool.</source>
        <translation>Fügt eine http-Senke mit dieser Adresse hinzu, die wie der Pool heißt.</translation>
    </message>
    <message>
        <source>constant|ramp|steps|spike|wave|stages</source>
        <translation>konstant|Rampe|Stufen|Spitze|Welle|Abschnitte</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>How the rate changes over the run; 100 % is the planned rate.</source>
        <translation>Wie sich die Rate im Lauf ändert; 100 % ist die geplante Rate.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>ramp, steps: where it starts (0 %, and the first step). spike: the rate around it (100 %). wave: its lowest rate (50 %).</source>
        <translation>ramp, steps: wo es beginnt (0 % bzw. die erste Stufe). spike: die Rate ringsum (100 %). wave: die niedrigste Rate (50 %).</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>ramp, steps: where it ends and stays (100 %). spike: its peak (500 %). wave: its highest rate (150 %).</source>
        <translation>ramp, steps: wo es endet und bleibt (100 %). spike: der Gipfel (500 %). wave: die höchste Rate (150 %).</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Length of the ramp, of all steps, of the spike, of one wave; required for these.</source>
        <translation>Dauer der Rampe, aller Stufen, der Spitze oder einer Welle; für diese erforderlich.</translation>
    </message>
    <message>
        <source>Begins after</source>
        <translation>Beginnt nach</translation>
    </message>
    <message>
        <source>spike: when it begins; required for it.</source>
        <translation>spike: wann sie beginnt; dafür erforderlich.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>steps: how many (4).</source>
        <translation>steps: wie viele (4).</translation>
    </message>
    <message>
        <source>Length of the stage.</source>
        <translation>Dauer des Abschnitts.</translation>
    </message>
    <message>
        <source>100 % holds; 0 -&gt; 100 % moves evenly. The last stage&apos;s end stays.</source>
        <translation>100 % hält; 0 -&gt; 100 % ändert gleichmäßig. Das Ende des letzten Abschnitts bleibt bestehen.</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Which kind of sink; `emitter --list-sinks` names them.</source>
        <translation>Art der Senke; `emitter --list-sinks` nennt sie.</translation>
    </message>
    <message>
        <source>Unique name; by itself the type, then type-2 and so on.</source>
        <translation>Eindeutiger Name; von selbst der Typ, dann Typ-2 und so weiter.</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>false: the sink is left out, and its variables are not needed.</source>
        <translation>false: Die Senke bleibt außen vor, und ihre Variablen werden nicht gebraucht.</translation>
    </message>
    <message>
        <source>Entries per batch; absent: the profile&apos;s.</source>
        <translation>Einträge je Batch; ohne Angabe: der Wert des Profils.</translation>
    </message>
    <message>
        <source>Longest wait for a full batch; absent: the profile&apos;s.</source>
        <translation>Längstes Warten auf einen vollen Batch; ohne Angabe: der Wert des Profils.</translation>
    </message>
    <message>
        <source>Largest batch</source>
        <translation>Größter Batch</translation>
    </message>
    <message>
        <source>A batch is sent before it grows beyond this; absent: 8MiB.</source>
        <translation>Ein Batch wird gesendet, bevor er größer wird; ohne Angabe: 8MiB.</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Byte</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Entries that may wait for this sink; absent: 1000000, in a closed loop 20000 or two batches.</source>
        <translation>Einträge, die auf diese Senke warten dürfen; ohne Angabe: 1000000, in einer geschlossenen Schleife 20000 oder zwei Batches.</translation>
    </message>
    <message>
        <source>drop_newest|block</source>
        <translation>verwerfen|anhalten</translation>
    </message>
    <message>
        <source>When full</source>
        <translation>Wenn voll</translation>
    </message>
    <message>
        <source>drop_newest (the default) counts the loss; block slows the whole run.</source>
        <translation>drop_newest (Vorgabe) zählt den Verlust; block bremst den ganzen Lauf.</translation>
    </message>
    <message>
        <source>Connect timeout</source>
        <translation>Verbindungs-Timeout</translation>
    </message>
    <message>
        <source>Longest wait for a connection.</source>
        <translation>Längstes Warten auf eine Verbindung.</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Timeout</translation>
    </message>
    <message>
        <source>Longest wait for the answer to one request.</source>
        <translation>Längstes Warten auf die Antwort zu einer Anfrage.</translation>
    </message>
    <message>
        <source>Insecure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>true: TLS certificates are not verified.</source>
        <translation>true: TLS-Zertifikate werden nicht geprüft.</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Extra sends after the first; absent: 5.</source>
        <translation>Weitere Sendeversuche nach dem ersten; ohne Angabe: 5.</translation>
    </message>
    <message>
        <source>First wait</source>
        <translation>Erste Wartezeit</translation>
    </message>
    <message>
        <source>Upper end of the first random wait, doubled each time; absent: 100ms.</source>
        <translation>Obergrenze der ersten zufälligen Wartezeit, jedes Mal verdoppelt; ohne Angabe: 100ms.</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Längste Wartezeit</translation>
    </message>
    <message>
        <source>No wait is longer than this; absent: 30s.</source>
        <translation>Keine Wartezeit ist länger; ohne Angabe: 30s.</translation>
    </message>
    <message>
        <source>auto|fast|qnam</source>
        <translation>automatisch|schnell|Qt</translation>
    </message>
    <message>
        <source>HTTP client</source>
        <translation>HTTP-Client</translation>
    </message>
    <message>
        <source>fast: our own, for http:// alone. qnam: Qt&apos;s, with TLS, 6 connections at most. auto: fast for http://, qnam for https://.</source>
        <translation>fast: der eigene, nur für http://. qnam: der von Qt, mit TLS, höchstens 6 Verbindungen. auto: fast für http://, qnam für https://.</translation>
    </message>
    <message>
        <source>auto|base64|numbers|off</source>
        <translation>automatisch|Base64|Zahlen|aus</translation>
    </message>
    <message>
        <source>create|index</source>
        <translation>anlegen|überschreiben</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>json|text</source>
        <translation>JSON|Text</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>single|array|ndjson|envelope</source>
        <translation>einzeln|Array|NDJSON|Umschlag</translation>
    </message>
    <message>
        <source>rfc3339|rfc3339_no_zone|unix_s|unix_ms|unix_ns</source>
        <translation>RFC 3339|ohne Zone|Sekunden|Millisekunden|Nanosekunden</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>disable|prefer|require|verify-ca|verify-full</source>
        <translation>aus|bevorzugt|Pflicht|CA geprüft|voll geprüft</translation>
    </message>
    <message>
        <source>after|start|none</source>
        <translation>danach|vorher|keine</translation>
    </message>
    <message>
        <source>client|server|off</source>
        <translation>hier|Server|aus</translation>
    </message>
    <message>
        <source>words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>full|normal|off</source>
        <translation>vollständig|normal|aus</translation>
    </message>
    <message>
        <source>text|json</source>
        <translation>Text|JSON</translation>
    </message>
    <message>
        <source>Length of the run with its unit, 90s or 5m; 0 runs until stopped. Not beside run_duration_secs.</source>
        <translation>Dauer des Laufs mit Einheit, 90s oder 5m; 0: bis er gestoppt wird. Nicht zusammen mit run_duration_secs.</translation>
    </message>
</context>
<context>
    <name>qdrant</name>
    <message>
        <source>Server URL</source>
        <translation>Server-URL</translation>
    </message>
    <message>
        <source>REST address; its port is 6333 as a rule.</source>
        <translation>REST-Adresse; der Port ist in der Regel 6333.</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Sent as the header api-key.</source>
        <translation>Gesendet als Header api-key.</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Collection</translation>
    </message>
    <message>
        <source>Created when it is missing, else verified.</source>
        <translation>Wird angelegt, wenn sie fehlt, sonst geprüft.</translation>
    </message>
    <message>
        <source>Store embeddings</source>
        <translation>Embeddings speichern</translation>
    </message>
    <message>
        <source>Store each entry&apos;s embedding as a dense vector.</source>
        <translation>Speichert das Embedding jedes Eintrags als dichten Vektor.</translation>
    </message>
    <message>
        <source>Dense vector&apos;s name</source>
        <translation>Name: dichter Vektor</translation>
    </message>
    <message>
        <source>The name of the dense vector.</source>
        <translation>Der Name des dichten Vektors.</translation>
    </message>
    <message>
        <source>BM25</source>
        <translation>BM25</translation>
    </message>
    <message>
        <source>client: sparse vectors are computed here, as fastembed does. server: Qdrant 1.15 and later computes them from the text, with a tokenizer of its own; do not mix the two in one collection.</source>
        <translation>client: Dünne Vektoren werden hier berechnet, wie fastembed es tut. server: Qdrant ab 1.15 berechnet sie aus dem Text, mit eigenem Tokenizer; beides gehört nicht in dieselbe Collection.</translation>
    </message>
    <message>
        <source>Sparse vector&apos;s name</source>
        <translation>Name: dünner Vektor</translation>
    </message>
    <message>
        <source>The name of the sparse vector.</source>
        <translation>Der Name des dünnen Vektors.</translation>
    </message>
    <message>
        <source>Average length</source>
        <translation>Mittlere Länge</translation>
    </message>
    <message>
        <source>Words of an average message, stop words not counted, for BM25; 256 is what fastembed and Qdrant assume.</source>
        <translation>Wörter einer mittleren Meldung ohne Stoppwörter, für BM25; fastembed und Qdrant nehmen 256 an.</translation>
    </message>
    <message>
        <source>Wait until applied</source>
        <translation>Warten bis angewandt</translation>
    </message>
    <message>
        <source>true: an answer means that the points are applied; slower. false: that they are in the write-ahead log; the first batches are waited for all the same.</source>
        <translation>true: Eine Antwort heißt, dass die Punkte angewandt sind; langsamer. false: dass sie im Write-Ahead-Log stehen; auf die ersten Batches wird trotzdem gewartet.</translation>
    </message>
    <message>
        <source>Index after the load</source>
        <translation>Nach dem Laden indizieren</translation>
    </message>
    <message>
        <source>Switches the indexing of dense vectors off during the run (indexing_threshold 0), restores the old value at its end and waits for the index.</source>
        <translation>Schaltet das Indizieren dichter Vektoren während des Laufs ab (indexing_threshold 0), stellt am Ende den alten Wert wieder her und wartet auf den Index.</translation>
    </message>
    <message>
        <source>Level names</source>
        <translation>Levelnamen</translation>
    </message>
    <message>
        <source>INFO, info or Info.</source>
        <translation>INFO, info oder Info.</translation>
    </message>
    <message>
        <source>Requests in flight</source>
        <translation>Anfragen unterwegs</translation>
    </message>
    <message>
        <source>At most this many at a time, on as many connections; over https never more than 6.</source>
        <translation>Höchstens so viele zugleich, auf ebenso vielen Verbindungen; über https nie mehr als 6.</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>stopped by SIGTERM before its end</source>
        <translation>vor dem Ende durch SIGTERM gestoppt</translation>
    </message>
    <message>
        <source>stopped by you before its end</source>
        <translation>vor dem Ende von Hand gestoppt</translation>
    </message>
    <message>
        <source>all sinks were lost during the run</source>
        <translation>alle Senken gingen während des Laufs verloren</translation>
    </message>
    <message>
        <source>stdout was lost: closed by its reader, or full</source>
        <translation>stdout ging verloren: vom Leser geschlossen oder voll</translation>
    </message>
    <message>
        <source>a sink could not finish, as the warnings say</source>
        <translation>eine Senke konnte nicht abschließen, siehe Warnungen</translation>
    </message>
    <message>
        <source>the drain was incomplete: entries were given up at its deadline</source>
        <translation>der Abschluss war unvollständig: zur Frist wurden Einträge aufgegeben</translation>
    </message>
    <message>
        <source>a target was missed and --abort-on-fail ended the run</source>
        <translation>ein Ziel wurde verfehlt, und --abort-on-fail beendete den Lauf</translation>
    </message>
    <message>
        <source>the drain was cut off: entries were given up</source>
        <translation>der Abschluss wurde abgebrochen: Einträge wurden aufgegeben</translation>
    </message>
    <message>
        <source>a target was missed</source>
        <translation>ein Ziel wurde verfehlt</translation>
    </message>
    <message>
        <source>nothing was sent</source>
        <translation>nichts wurde gesendet</translation>
    </message>
    <message>
        <source>a target was missed, but --no-fail was given</source>
        <translation>ein Ziel wurde verfehlt, aber --no-fail war angegeben</translation>
    </message>
    <message>
        <source>stopped by you</source>
        <translation>von Hand gestoppt</translation>
    </message>
    <message>
        <source>ended as planned</source>
        <translation>wie geplant beendet</translation>
    </message>
</context>
<context>
    <name>sinks</name>
    <message>
        <source>counts flushes for the run&apos;s web page</source>
        <translation>zählt Flushes für die Webseite des Laufs</translation>
    </message>
    <message>
        <source>documents of an Elasticsearch index, with vectors and full text</source>
        <translation>Dokumente eines Elasticsearch-Index, mit Vektoren und Volltext</translation>
    </message>
    <message>
        <source>writes entries to a file, with rotation and gzip</source>
        <translation>schreibt Einträge in eine Datei, mit Rotation und gzip</translation>
    </message>
    <message>
        <source>POSTs entries to a log distributor or any other HTTP endpoint</source>
        <translation>sendet Einträge per POST an einen Log-Distributor oder eine andere HTTP-Adresse</translation>
    </message>
    <message>
        <source>accepts every entry and keeps none; measures the generator alone</source>
        <translation>nimmt jeden Eintrag an und behält keinen; misst nur den Generator</translation>
    </message>
    <message>
        <source>inserts entries and their vectors into PostgreSQL with pgvector</source>
        <translation>fügt Einträge und ihre Vektoren in PostgreSQL mit pgvector ein</translation>
    </message>
    <message>
        <source>points of a Qdrant collection, with dense and BM25 vectors</source>
        <translation>Punkte einer Qdrant-Collection, mit dichten und BM25-Vektoren</translation>
    </message>
    <message>
        <source>writes entries to an SQLite file, with full-text search</source>
        <translation>schreibt Einträge in eine SQLite-Datei, mit Volltextsuche</translation>
    </message>
    <message>
        <source>writes entries to standard output, one per line</source>
        <translation>schreibt Einträge auf die Standardausgabe, einen je Zeile</translation>
    </message>
</context>
<context>
    <name>sqlite</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Made when it is not there, continued when it is. Its folder must exist.</source>
        <translation>Wird angelegt, wenn sie fehlt, sonst fortgesetzt. Der Ordner muss vorhanden sein.</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Letters, digits and _. Its search index is called &lt;table_name&gt;_fts.</source>
        <translation>Buchstaben, Ziffern und _. Der Suchindex heißt &lt;table_name&gt;_fts.</translation>
    </message>
    <message>
        <source>Full-text search</source>
        <translation>Volltextsuche</translation>
    </message>
    <message>
        <source>Index the messages (FTS5), for MATCH queries.</source>
        <translation>Indiziert die Meldungen (FTS5), für MATCH-Abfragen.</translation>
    </message>
    <message>
        <source>With vectors</source>
        <translation>Mit Vektoren</translation>
    </message>
    <message>
        <source>Store each entry&apos;s vector: float32, little-endian, as sqlite-vec reads it.</source>
        <translation>Speichert den Vektor jedes Eintrags: float32, Little-Endian, wie sqlite-vec ihn liest.</translation>
    </message>
    <message>
        <source>Level names</source>
        <translation>Levelnamen</translation>
    </message>
    <message>
        <source>INFO, info or Info.</source>
        <translation>INFO, info oder Info.</translation>
    </message>
    <message>
        <source>Wait for the disk</source>
        <translation>Auf die Platte warten</translation>
    </message>
    <message>
        <source>normal: batches survive a crash of the program; full: also a power cut; off: &quot;delivered&quot; is only accepted.</source>
        <translation>normal: Batches überstehen einen Absturz des Programms; full: auch einen Stromausfall; off: „zugestellt“ heißt nur angenommen.</translation>
    </message>
</context>
<context>
    <name>stdout</name>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>text: time, level, service, message; json: one object per line.</source>
        <translation>text: Zeit, Level, Dienst, Meldung; json: ein Objekt je Zeile.</translation>
    </message>
</context>
<context>
    <name>steps</name>
    <message>
        <source>Connecting sinks</source>
        <translation>Senken werden verbunden</translation>
    </message>
    <message>
        <source>Making messages</source>
        <translation>Meldungen werden erzeugt</translation>
    </message>
    <message>
        <source>Embedding messages</source>
        <translation>Embeddings werden geholt</translation>
    </message>
</context>
</TS>
