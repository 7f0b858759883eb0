<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>**Qt** and **PySide6** are used under the GNU LGPL, version 3. They are installed beside flowersort as packages of their own, so that you can put other versions in their place.</source>
        <translation>**Qt** und **PySide6** werden unter der GNU LGPL, Version 3, verwendet. Sie sind neben flowersort als eigene Pakete installiert, sodass Sie andere Versionen an ihre Stelle setzen können.</translation>
    </message>
    <message>
        <source>**flowersort** is free software under the MIT licence: use, change and pass it on as you like, with its copyright notice. It comes without any warranty.</source>
        <translation>**flowersort** ist freie Software unter der MIT-Lizenz: Sie dürfen es verwenden, ändern und weitergeben, zusammen mit seinem Urheberrechtsvermerk. Es kommt ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>About flowersort</source>
        <translation>Über flowersort</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Everything happens on this computer; no photo leaves it.</source>
        <translation>Alles geschieht auf diesem Computer; kein Foto verlässt ihn.</translation>
    </message>
    <message>
        <source>Labels a folder of flower photos, and says which labels to doubt.</source>
        <translation>Ordnet den Fotos eines Ordners Blumen zu und sagt, welche Zuordnung zweifelhaft ist.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>NumPy, Pillow, LiteRT and the other libraries keep their own licences, which come with their packages.</source>
        <translation>NumPy, Pillow, LiteRT und die anderen Bibliotheken behalten ihre eigenen Lizenzen, die ihren Paketen beiliegen.</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;About flowersort</source>
        <translation>Ü&amp;ber flowersort</translation>
    </message>
    <message>
        <source>&amp;Add a folder…</source>
        <translation>Ordner &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Back to the original model</source>
        <translation>Zurück zum &amp;ursprünglichen Modell</translation>
    </message>
    <message>
        <source>&amp;Clear filters</source>
        <translation>Filter &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Close folder</source>
        <translation>Ordner &amp;schließen</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>&amp;Descending</source>
        <translation>&amp;Absteigend</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Details</translation>
    </message>
    <message>
        <source>&amp;Export CSV…</source>
        <translation>CSV &amp;exportieren…</translation>
    </message>
    <message>
        <source>&amp;Filters</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>&amp;Group unknown photos</source>
        <translation>Unbekannte Fotos &amp;gruppieren</translation>
    </message>
    <message>
        <source>&amp;Import an edited CSV…</source>
        <translation>Bearbeitete CSV &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;Label again</source>
        <translation>&amp;Neu zuordnen</translation>
    </message>
    <message>
        <source>&amp;Larger thumbnails</source>
        <translation>&amp;Größere Vorschaubilder</translation>
    </message>
    <message>
        <source>&amp;Learn from my reviews…</source>
        <translation>Aus meinen Prüfungen &amp;lernen…</translation>
    </message>
    <message>
        <source>&amp;Models that were learnt…</source>
        <translation>&amp;Gelernte Modelle…</translation>
    </message>
    <message>
        <source>&amp;Open folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Redo review</source>
        <translation>Prüfung &amp;wiederholen</translation>
    </message>
    <message>
        <source>&amp;Search names</source>
        <translation>&amp;Namen suchen</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>E&amp;instellungen…</translation>
    </message>
    <message>
        <source>&amp;Smaller thumbnails</source>
        <translation>&amp;Kleinere Vorschaubilder</translation>
    </message>
    <message>
        <source>&amp;Sort into folders…</source>
        <translation>In Ordner &amp;sortieren…</translation>
    </message>
    <message>
        <source>&amp;Undo review</source>
        <translation>Prüfung &amp;rückgängig machen</translation>
    </message>
    <message>
        <source>Check &amp;labels…</source>
        <translation>Zuordnungen ü&amp;berprüfen…</translation>
    </message>
    <message>
        <source>Export &amp;JSON…</source>
        <translation>&amp;JSON exportieren…</translation>
    </message>
    <message>
        <source>Export &amp;reviews…</source>
        <translation>&amp;Prüfungen exportieren…</translation>
    </message>
    <message>
        <source>Export E&amp;xcel…</source>
        <translation>E&amp;xcel exportieren…</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Find si&amp;milar photos</source>
        <translation>Ähnliche Fotos &amp;finden</translation>
    </message>
    <message>
        <source>How &amp;right is this?</source>
        <translation>Wie &amp;richtig ist das?</translation>
    </message>
    <message>
        <source>Import re&amp;views…</source>
        <translation>Pr&amp;üfungen importieren…</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Next &amp;pane</source>
        <translation>Nächster &amp;Bereich</translation>
    </message>
    <message>
        <source>One photo</source>
        <translation>Ein Foto</translation>
    </message>
    <message>
        <source>Open &amp;photos…</source>
        <translation>Fo&amp;tos öffnen…</translation>
    </message>
    <message>
        <source>Open in the &amp;viewer of the system</source>
        <translation>Im &amp;Bildbetrachter des Systems öffnen</translation>
    </message>
    <message>
        <source>Past s&amp;orts, undo…</source>
        <translation>&amp;Frühere Sortierungen, rückgängig machen…</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Put &amp;back where it came from…</source>
        <translation>&amp;Zurück an den alten Ort…</translation>
    </message>
    <message>
        <source>Reviewing</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alle auswählen</translation>
    </message>
    <message>
        <source>Show in the &amp;file manager</source>
        <translation>Im &amp;Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Show the &amp;log file</source>
        <translation>&amp;Protokolldatei zeigen</translation>
    </message>
    <message>
        <source>Try the &amp;demo photos</source>
        <translation>&amp;Demofotos ausprobieren</translation>
    </message>
    <message>
        <source>What &amp;went wrong</source>
        <translation>Was &amp;schiefging</translation>
    </message>
    <message>
        <source>XMP &amp;files beside the photos (photo.jpg.xmp)…</source>
        <translation>XMP-&amp;Dateien neben den Fotos (foto.jpg.xmp)…</translation>
    </message>
    <message>
        <source>XMP files &amp;beside the photos (photo.xmp)…</source>
        <translation>XMP-Dateien &amp;neben den Fotos (foto.xmp)…</translation>
    </message>
</context>
<context>
    <name>AskDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>AuditRemarks</name>
    <message>
        <source>1 folder was left out: flowersort sorted into it. Audit such a folder by itself.</source>
        <translation>1 Ordner wurde ausgelassen: flowersort hat in ihn sortiert. Überprüfen Sie einen solchen Ordner für sich.</translation>
    </message>
    <message>
        <source>1 label was judged by a head fitted on the folder&apos;s other photos (5 folds), on features that never learnt them.</source>
        <translation>1 Zuordnung wurde nach den anderen Fotos des Ordners beurteilt (in 5 Teilen), anhand von Merkmalen, die sie nie gelernt haben.</translation>
    </message>
    <message>
        <source>1 label was judged by a head fitted on the folder&apos;s other photos (5 folds), since the classes are not the model&apos;s.</source>
        <translation>1 Zuordnung wurde nach den anderen Fotos des Ordners beurteilt (in 5 Teilen), da die Klassen nicht die des Modells sind.</translation>
    </message>
    <message>
        <source>1 label was judged by the model&apos;s calibrated probabilities, and by a head fitted on the folder&apos;s other photos (5 folds) where these can teach one.</source>
        <translation>1 Zuordnung wurde nach den kalibrierten Wahrscheinlichkeiten des Modells beurteilt und, wo sie dazu taugen, nach den anderen Fotos des Ordners (in 5 Teilen).</translation>
    </message>
    <message>
        <source>1 label was settled by your reviews.</source>
        <translation>1 Zuordnung ist durch Ihre Angaben geklärt.</translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation>1 Foto</translation>
    </message>
    <message>
        <source>Labels of {names} could not be judged: too few different photos stand there.</source>
        <translation>Zuordnungen zu {names} konnten nicht beurteilt werden: Dort stehen zu wenige verschiedene Fotos.</translation>
    </message>
    <message>
        <source>No photo stands in a class folder, so there are no labels to check.</source>
        <translation>Kein Foto steht in einem Klassenordner; es gibt also keine Zuordnungen zu überprüfen.</translation>
    </message>
    <message>
        <source>No photo stands in {names}.</source>
        <translation>Kein Foto steht in {names}.</translation>
    </message>
    <message>
        <source>The model does not say which photos it was trained on; on the labels of those it is no help.</source>
        <translation>Das Modell sagt nicht, mit welchen Fotos es trainiert wurde; bei deren Zuordnungen hilft es nicht.</translation>
    </message>
    <message>
        <source>{count} folders were left out: flowersort sorted into it. Audit such a folder by itself.</source>
        <translation>{count} Ordner wurden ausgelassen: flowersort hat in sie sortiert. Überprüfen Sie solche Ordner für sich.</translation>
    </message>
    <message>
        <source>{count} labels were judged by a head fitted on the folder&apos;s other photos (5 folds), on features that never learnt them.</source>
        <translation>{count} Zuordnungen wurden nach den anderen Fotos des Ordners beurteilt (in 5 Teilen), anhand von Merkmalen, die sie nie gelernt haben.</translation>
    </message>
    <message>
        <source>{count} labels were judged by a head fitted on the folder&apos;s other photos (5 folds), since the classes are not the model&apos;s.</source>
        <translation>{count} Zuordnungen wurden nach den anderen Fotos des Ordners beurteilt (in 5 Teilen), da die Klassen nicht die des Modells sind.</translation>
    </message>
    <message>
        <source>{count} labels were judged by the model&apos;s calibrated probabilities, and by a head fitted on the folder&apos;s other photos (5 folds) where these can teach one.</source>
        <translation>{count} Zuordnungen wurden nach den kalibrierten Wahrscheinlichkeiten des Modells beurteilt und, wo sie dazu taugen, nach den anderen Fotos des Ordners (in 5 Teilen).</translation>
    </message>
    <message>
        <source>{count} labels were settled by your reviews.</source>
        <translation>{count} Zuordnungen sind durch Ihre Angaben geklärt.</translation>
    </message>
    <message>
        <source>{count} photos</source>
        <translation>{count} Fotos</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} und {count} weitere</translation>
    </message>
    <message>
        <source>{names} can&apos;t be judged: there are too few classes or photos to compare with.</source>
        <translation>{names} kann nicht beurteilt werden: Es gibt zu wenige Klassen oder Fotos zum Vergleichen.</translation>
    </message>
    <message>
        <source>{photos} helped to train the model, so its own word on their labels was not asked.</source>
        <translation>Mit {photos} aus diesem Ordner wurde das Modell trainiert; zu deren Zuordnungen wurde es deshalb nicht gefragt.</translation>
    </message>
    <message>
        <source>{photos} helped to train the model, which has learnt their labels, and it brings no other features.</source>
        <translation>Mit {photos} aus diesem Ordner wurde das Modell trainiert; es hat deren Zuordnungen gelernt und bringt keine anderen Merkmale mit.</translation>
    </message>
    <message>
        <source>{photos} helped to train the model, whose word on their labels is worth little.</source>
        <translation>Mit {photos} aus diesem Ordner wurde das Modell trainiert; was es zu deren Zuordnungen sagt, ist wenig wert.</translation>
    </message>
    <message>
        <source>{photos} in no class folder, so without a label to check.</source>
        <translation>{photos} in keinem Klassenordner, also ohne Zuordnung, die sich überprüfen ließe.</translation>
    </message>
    <message>
        <source>{wrong} of {count} labels look wrong: perhaps the folders are named otherwise than their photos, or the classes can&apos;t be told apart.</source>
        <translation>{wrong} von {count} Zuordnungen sehen falsch aus: Vielleicht heißen die Ordner anders als ihre Fotos, oder die Klassen lassen sich nicht unterscheiden.</translation>
    </message>
</context>
<context>
    <name>Bars</name>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Expor&amp;t</source>
        <translation>Expor&amp;t</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Zu&amp;letzt geöffnet</translation>
    </message>
    <message numerus="yes">
        <source>Show all %Ln classes</source>
        <translation>
            <numerusform>%Ln Klasse zeigen</numerusform>
            <numerusform>Alle %Ln Klassen zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
</context>
<context>
    <name>CheatSheetDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>CheckCard</name>
    <message>
        <source>Accept {label}</source>
        <translation>{label} annehmen</translation>
    </message>
    <message>
        <source>Keep {label}</source>
        <translation>{label} behalten</translation>
    </message>
    <message>
        <source>The same picture</source>
        <translation>Dasselbe Bild</translation>
    </message>
    <message>
        <source>These speak for {label}</source>
        <translation>Diese sprechen für {label}</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message numerus="yes">
        <source>%Ln labels are in doubt</source>
        <translation>
            <numerusform>%Ln Zuordnung ist zweifelhaft</numerusform>
            <numerusform>%Ln Zuordnungen sind zweifelhaft</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking labels</source>
        <translation>Überprüfung</translation>
    </message>
    <message>
        <source>Done checking</source>
        <translation>Überprüfung beenden</translation>
    </message>
    <message>
        <source>Folder against look</source>
        <translation>Ordner und Aussehen</translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photos…</source>
        <translation>
            <numerusform>%Ln Foto verschieben…</numerusform>
            <numerusform>%Ln Fotos verschieben…</numerusform>
        </translation>
    </message>
    <message>
        <source>No label is in doubt.</source>
        <translation>Keine Zuordnung ist zweifelhaft.</translation>
    </message>
    <message>
        <source>Nothing to doubt was found.</source>
        <translation>Es wurde nichts Zweifelhaftes gefunden.</translation>
    </message>
    <message>
        <source>What the check found</source>
        <translation>Was die Überprüfung ergab</translation>
    </message>
    <message numerus="yes">
        <source>about %Ln of them are expected to be wrong</source>
        <translation>
            <numerusform>davon ist etwa %Ln wohl wirklich falsch</numerusform>
            <numerusform>davon sind etwa %Ln wohl wirklich falsch</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Checking</name>
    <message>
        <source>Blurry</source>
        <translation>Unscharf</translation>
    </message>
    <message>
        <source>Check labels</source>
        <translation>Zuordnungen überprüfen</translation>
    </message>
    <message>
        <source>Copy in another class</source>
        <translation>Kopie in anderer Klasse</translation>
    </message>
    <message>
        <source>Every reviewed photo stands in the folder of its class.</source>
        <translation>Jedes geprüfte Foto steht im Ordner seiner Klasse.</translation>
    </message>
    <message>
        <source>Exact copy</source>
        <translation>Exakte Kopie</translation>
    </message>
    <message>
        <source>In no class folder</source>
        <translation>In keinem Klassenordner</translation>
    </message>
    <message>
        <source>In {given}</source>
        <translation>In {given}</translation>
    </message>
    <message>
        <source>In {given}, rather {suggested}</source>
        <translation>In {given}, eher {suggested}</translation>
    </message>
    <message>
        <source>Judging labels…</source>
        <translation>Zuordnungen werden beurteilt…</translation>
    </message>
    <message>
        <source>Labels are being checked already.</source>
        <translation>Die Zuordnungen werden schon überprüft.</translation>
    </message>
    <message>
        <source>Labels are checked as soon as the photos are labelled.</source>
        <translation>Die Zuordnungen werden überprüft, sobald alle Fotos an der Reihe waren.</translation>
    </message>
    <message>
        <source>Labels are checked one folder at a time: open a folder of class folders.</source>
        <translation>Zuordnungen werden für einen Ordner auf einmal überprüft: Öffnen Sie einen Ordner mit Klassenordnern.</translation>
    </message>
    <message>
        <source>Looking closely…</source>
        <translation>Es wird genau hingesehen…</translation>
    </message>
    <message>
        <source>Looking for copies…</source>
        <translation>Kopien werden gesucht…</translation>
    </message>
    <message>
        <source>Move photos to the folders of their classes</source>
        <translation>Fotos in die Ordner ihrer Klassen verschieben</translation>
    </message>
    <message>
        <source>Nearly a copy</source>
        <translation>Fast eine Kopie</translation>
    </message>
    <message>
        <source>No flower</source>
        <translation>Keine Blume</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Nothing is suggested here; K keeps the label.</source>
        <translation>Hier wird nichts vorgeschlagen; K behält die Zuordnung bei.</translation>
    </message>
    <message>
        <source>Other flower</source>
        <translation>Andere Blume</translation>
    </message>
    <message>
        <source>Something is being done with these photos still.</source>
        <translation>Mit diesen Fotos geschieht noch etwas.</translation>
    </message>
    <message>
        <source>Stopped checking; nothing was changed.</source>
        <translation>Überprüfung abgebrochen; nichts wurde verändert.</translation>
    </message>
    <message>
        <source>There are no class folders here whose labels could be checked.</source>
        <translation>Hier gibt es keine Klassenordner, deren Zuordnungen sich überprüfen ließen.</translation>
    </message>
    <message>
        <source>These photos are sorted into class folders already. Wrong labels, copies and poor photos among them can be looked for.</source>
        <translation>Diese Fotos sind schon in Klassenordner sortiert. Falsche Zuordnungen, Kopien und schlechte Fotos darunter lassen sich suchen.</translation>
    </message>
    <message>
        <source>These photos stand in no class folder.</source>
        <translation>Diese Fotos stehen in keinem Klassenordner.</translation>
    </message>
    <message>
        <source>Tiny</source>
        <translation>Winzig</translation>
    </message>
    <message>
        <source>Too bright</source>
        <translation>Zu hell</translation>
    </message>
    <message>
        <source>Too dark</source>
        <translation>Zu dunkel</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbar</translation>
    </message>
    <message>
        <source>Unsure class</source>
        <translation>Unsichere Klasse</translation>
    </message>
    <message>
        <source>Wrong class</source>
        <translation>Falsche Klasse</translation>
    </message>
    <message>
        <source>{given} → {suggested}</source>
        <translation>{given} → {suggested}</translation>
    </message>
    <message>
        <source>→ {suggested}</source>
        <translation>→ {suggested}</translation>
    </message>
</context>
<context>
    <name>ChoiceList</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>ChoiceModel</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Show the photos of every label and state</source>
        <translation>Die Fotos aller Zuordnungen und Zustände zeigen</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>{name}: click for these alone, Ctrl+click for these as well</source>
        <translation>{name}: Klick für diese allein, Strg+Klick für diese dazu</translation>
    </message>
    <message>
        <source>{name}: {count}</source>
        <translation>{name}: {count}</translation>
    </message>
</context>
<context>
    <name>ClassChooser</name>
    <message>
        <source>Choose a class</source>
        <translation>Klasse wählen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>No class has this name.</source>
        <translation>Keine Klasse heißt so.</translation>
    </message>
    <message>
        <source>Part of a name</source>
        <translation>Teil eines Namens</translation>
    </message>
    <message>
        <source>Part of the class&apos;s name</source>
        <translation>Teil des Namens der Klasse</translation>
    </message>
</context>
<context>
    <name>ClassList</name>
    <message>
        <source>As above</source>
        <translation>Wie oben</translation>
    </message>
    <message>
        <source>Thresholds of the classes</source>
        <translation>Schwellen der Klassen</translation>
    </message>
</context>
<context>
    <name>ClassModel</name>
    <message>
        <source>as above</source>
        <translation>wie oben</translation>
    </message>
    <message>
        <source>{name}: accepted from {threshold}</source>
        <translation>{name}: angenommen ab {threshold}</translation>
    </message>
    <message>
        <source>{name}: accepted from {threshold}; about {share} of these labels wrong</source>
        <translation>{name}: angenommen ab {threshold}; etwa {share} dieser Zuordnungen falsch</translation>
    </message>
    <message>
        <source>{name}: accepted from {threshold}; how many are wrong then was not measured</source>
        <translation>{name}: angenommen ab {threshold}; wie viele dann falsch sind, wurde nicht gemessen</translation>
    </message>
</context>
<context>
    <name>Conductor</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to review</source>
        <translation>
            <numerusform>%Ln zu prüfen</numerusform>
            <numerusform>%Ln zu prüfen</numerusform>
        </translation>
    </message>
    <message>
        <source>No photos here</source>
        <translation>Hier sind keine Fotos</translation>
    </message>
    <message>
        <source>Stopped. What is labelled is kept; Resume goes on from there.</source>
        <translation>Angehalten. Was zugeordnet ist, bleibt; „Fortsetzen“ macht dort weiter.</translation>
    </message>
    <message>
        <source>nothing to review</source>
        <translation>nichts zu prüfen</translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message numerus="yes">
        <source>%Ln photos in {given} look like {seen}</source>
        <translation>
            <numerusform>%Ln Foto in {given} sieht aus wie {seen}</numerusform>
            <numerusform>%Ln Fotos in {given} sehen aus wie {seen}</numerusform>
        </translation>
    </message>
    <message>
        <source>Folders against what their photos look like</source>
        <translation>Ordner und wonach ihre Fotos aussehen</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>A fault in flowersort</source>
        <translation>Ein Fehler in flowersort</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the details, to report the fault with them</source>
        <translation>Die Einzelheiten kopieren, um den Fehler damit zu melden</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Details of the fault</source>
        <translation>Einzelheiten des Fehlers</translation>
    </message>
    <message>
        <source>Log file: {path}</source>
        <translation>Protokolldatei: {path}</translation>
    </message>
    <message>
        <source>Something went wrong in flowersort</source>
        <translation>In flowersort ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>Your results are kept. You can go on; if it happens again, start flowersort anew.</source>
        <translation>Ihre Ergebnisse sind gespeichert. Sie können weiterarbeiten; wenn es wieder geschieht, starten Sie flowersort neu.</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more faults, in the log file.</source>
        <translation>
            <numerusform>… und %n weiterer Fehler, in der Protokolldatei.</numerusform>
            <numerusform>… und %n weitere Fehler, in der Protokolldatei.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeskKeeper</name>
    <message>
        <source>{reason} The original model is used instead of the one that was learnt.</source>
        <translation>{reason} Statt des gelernten Modells wird das ursprüngliche benutzt.</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message numerus="yes">
        <source>%Ln photos selected</source>
        <translation>
            <numerusform>%Ln Foto ausgewählt</numerusform>
            <numerusform>%Ln Fotos ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>No photo selected</source>
        <translation>Kein Foto ausgewählt</translation>
    </message>
    <message>
        <source>Photo in detail</source>
        <translation>Foto im Einzelnen</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message>
        <source>A web link holds no photo to label. Save the photo on this computer first, then drop it here.</source>
        <translation>Ein Weblink enthält kein Foto. Speichern Sie das Foto zuerst auf diesem Computer und ziehen Sie es dann hierher.</translation>
    </message>
    <message>
        <source>Only photos and folders can be dropped here.</source>
        <translation>Hierher können nur Fotos und Ordner gezogen werden.</translation>
    </message>
</context>
<context>
    <name>EntryTree</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message numerus="yes">
        <source>%Ln reviews imported</source>
        <translation>
            <numerusform>%Ln Prüfung importiert</numerusform>
            <numerusform>%Ln Prüfungen importiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reviews written to {file}</source>
        <translation>
            <numerusform>%Ln Prüfung in {file} geschrieben</numerusform>
            <numerusform>%Ln Prüfungen in {file} geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows written to {file}</source>
        <translation>
            <numerusform>%Ln Zeile in {file} geschrieben</numerusform>
            <numerusform>%Ln Zeilen in {file} geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at XMP files…</source>
        <translation>XMP-Dateien werden angesehen…</translation>
    </message>
    <message>
        <source>Not exported. {reason}</source>
        <translation>Nicht exportiert. {reason}</translation>
    </message>
    <message>
        <source>Not imported. {reason}</source>
        <translation>Nicht importiert. {reason}</translation>
    </message>
    <message>
        <source>Something is being written still.</source>
        <translation>Es wird noch etwas geschrieben.</translation>
    </message>
    <message>
        <source>There is nothing to export yet.</source>
        <translation>Es gibt noch nichts zu exportieren.</translation>
    </message>
    <message>
        <source>Without the store there are no reviews to change.</source>
        <translation>Ohne den Speicher gibt es keine Prüfungen, die sich ändern ließen.</translation>
    </message>
    <message>
        <source>Writing XMP files…</source>
        <translation>XMP-Dateien werden geschrieben…</translation>
    </message>
    <message>
        <source>Writing {file}…</source>
        <translation>{file} wird geschrieben…</translation>
    </message>
</context>
<context>
    <name>FactList</name>
    <message>
        <source>About this photo</source>
        <translation>Über dieses Foto</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>ISO {number}</source>
        <translation>ISO {number}</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>{width} × {height}</source>
        <translation>{width} × {height}</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <translation>d. MMMM yyyy, HH:mm</translation>
    </message>
</context>
<context>
    <name>FaultList</name>
    <message numerus="yes">
        <source>%Ln other things went wrong</source>
        <translation>
            <numerusform>%Ln anderes ging schief</numerusform>
            <numerusform>%Ln andere Dinge gingen schief</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be read</source>
        <translation>
            <numerusform>%Ln Foto konnte nicht gelesen werden</numerusform>
            <numerusform>%Ln Fotos konnten nicht gelesen werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things went wrong</source>
        <translation>
            <numerusform>%Ln Sache ging schief</numerusform>
            <numerusform>%Ln Dinge gingen schief</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Nothing went wrong</source>
        <translation>Nichts ging schief</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>{photos}, and {others}</source>
        <translation>{photos}, und {others}</translation>
    </message>
</context>
<context>
    <name>FaultModel</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
</context>
<context>
    <name>FaultTable</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
</context>
<context>
    <name>FileCommands</name>
    <message numerus="yes">
        <source>%Ln photos stand in the folder of another label now.</source>
        <translation>
            <numerusform>%Ln Foto steht jetzt im Ordner einer anderen Zuordnung.</numerusform>
            <numerusform>%Ln Fotos stehen jetzt im Ordner einer anderen Zuordnung.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln photos</source>
        <translation>
            <numerusform>Das eine Foto (%Ln)</numerusform>
            <numerusform>Alle %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Move reviewed photos to their folders</source>
        <translation>Geprüfte Fotos in ihre Ordner verschieben</translation>
    </message>
    <message>
        <source>Move them…</source>
        <translation>Verschieben…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Photos are being labelled still; sort them when that is done.</source>
        <translation>Es werden noch Fotos zugeordnet; sortieren Sie danach.</translation>
    </message>
    <message>
        <source>Something is being sorted still.</source>
        <translation>Es wird noch sortiert.</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln photos that are selected</source>
        <translation>
            <numerusform>Das ausgewählte Foto (%Ln)</numerusform>
            <numerusform>Die %Ln ausgewählten Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln photos that are shown</source>
        <translation>
            <numerusform>Das angezeigte Foto (%Ln)</numerusform>
            <numerusform>Die %Ln angezeigten Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to sort yet.</source>
        <translation>Es gibt noch nichts zu sortieren.</translation>
    </message>
</context>
<context>
    <name>Headline</name>
    <message>
        <source>Waiting for its label</source>
        <translation>Wartet auf seine Zuordnung</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Finish</source>
        <translation>Fertigstellen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Nothing was sorted yet.</source>
        <translation>Es wurde noch nichts sortiert.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Past sorts</source>
        <translation>Frühere Sortierungen</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurückrollen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>Rückgängig machen…</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count} misslungen</translation>
    </message>
    <message>
        <source>{count} put back</source>
        <translation>{count} zurückgebracht</translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %Ln reviews</source>
        <translation>
            <numerusform>%Ln Prüfung ändern</numerusform>
            <numerusform>%Ln Prüfungen ändern</numerusform>
        </translation>
    </message>
    <message>
        <source>Import an edited CSV</source>
        <translation>Bearbeitete CSV importieren</translation>
    </message>
    <message>
        <source>Import reviews</source>
        <translation>Prüfungen importieren</translation>
    </message>
    <message>
        <source>Line {line}: {name}</source>
        <translation>Zeile {line}: {name}</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Reviews: {sum}</source>
        <translation>Prüfungen: {sum}</translation>
    </message>
    <message>
        <source>Rows: {sum}</source>
        <translation>Zeilen: {sum}</translation>
    </message>
    <message>
        <source>Some reviews have changed meanwhile, and were left as they are.</source>
        <translation>Einige Prüfungen haben sich inzwischen geändert und blieben, wie sie sind.</translation>
    </message>
    <message>
        <source>The model has no class {names}; these reviews are kept all the same.</source>
        <translation>Das Modell hat keine Klasse {names}; diese Prüfungen bleiben trotzdem.</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>kept as here, because they are newer</source>
        <translation>wie hier gelassen, weil neuer</translation>
    </message>
    <message>
        <source>no review</source>
        <translation>keine Prüfung</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>taken in</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>{label} as before, said at another time</source>
        <translation>{label} wie vorher, zu anderer Zeit gesagt</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… und {count} weitere</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>{name}: key {cap}</source>
        <translation>{name}: Taste {cap}</translation>
    </message>
    <message>
        <source>{name}: key {digit} or {letter}</source>
        <translation>{name}: Taste {digit} oder {letter}</translation>
    </message>
</context>
<context>
    <name>KeyLegend</name>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Accept: {label}</source>
        <translation>Annehmen: {label}</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>Ausschließen</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>Mehr…</translation>
    </message>
    <message>
        <source>No flower</source>
        <translation>Keine Blume</translation>
    </message>
    <message>
        <source>Other flower</source>
        <translation>Andere Blume</translation>
    </message>
</context>
<context>
    <name>LearnControl</name>
    <message numerus="yes">
        <source>%Ln labels of the model were corrected. It can learn from that.</source>
        <translation>
            <numerusform>%Ln Zuordnung des Modells wurde berichtigt. Daraus kann es lernen.</numerusform>
            <numerusform>%Ln Zuordnungen des Modells wurden berichtigt. Daraus kann es lernen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to the original</source>
        <translation>Zurück zum ursprünglichen</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Learn from my reviews</source>
        <translation>Aus meinen Prüfungen lernen</translation>
    </message>
    <message>
        <source>Learning from your reviews…</source>
        <translation>Aus Ihren Prüfungen wird gelernt…</translation>
    </message>
    <message>
        <source>Photos are being labelled still; learn when that is done.</source>
        <translation>Es werden noch Fotos zugeordnet; lernen Sie danach.</translation>
    </message>
    <message>
        <source>Saved as {name}; the settings open it on any computer.</source>
        <translation>Gespeichert als {name}; die Einstellungen öffnen es auf jedem Computer.</translation>
    </message>
    <message>
        <source>There are enough examples of {name} to learn it.</source>
        <translation>Es gibt genug Beispiele, um {name} zu lernen.</translation>
    </message>
    <message>
        <source>What was learnt is in use: {name}.</source>
        <translation>Das Gelernte ist in Gebrauch: {name}.</translation>
    </message>
</context>
<context>
    <name>LearntDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Learnt from your reviews</source>
        <translation>Aus Ihren Prüfungen gelernt</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>Save as a pack…</source>
        <translation>Als Paket speichern…</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Benutzen</translation>
    </message>
</context>
<context>
    <name>LearntWords</name>
    <message>
        <source>Known classes: learnt.</source>
        <translation>Bekannte Klassen: gelernt.</translation>
    </message>
    <message>
        <source>Known classes: refused, since it is not surely better.</source>
        <translation>Bekannte Klassen: abgelehnt, da nicht sicher besser.</translation>
    </message>
    <message>
        <source>Nothing was learnt that is better than the model as it is, so it stays.</source>
        <translation>Es wurde nichts gelernt, was besser wäre als das Modell, wie es ist; also bleibt es.</translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln examples, left out in turn, {found} are found;</source>
        <translation>
            <numerusform>Von %Ln Beispiel, das ausgelassen wurde, sind {found} gefunden;</numerusform>
            <numerusform>Von %Ln Beispielen, die reihum ausgelassen wurden, sind {found} gefunden;</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln reviews held out, {before} are right without it and {after} with it.</source>
        <translation>
            <numerusform>Von %Ln zurückgehaltenen Prüfung sind {before} ohne das Gelernte richtig und {after} damit.</numerusform>
            <numerusform>Von %Ln zurückgehaltenen Prüfungen sind {before} ohne das Gelernte richtig und {after} damit.</numerusform>
        </translation>
    </message>
    <message>
        <source>Used from now on, it labels the photos without a review anew; reviews stay. The original model is not changed, and one click leads back to it.</source>
        <translation>Von jetzt an benutzt, ordnet es die Fotos ohne Prüfung neu zu; Prüfungen bleiben. Das ursprüngliche Modell wird nicht verändert, und ein Klick führt zu ihm zurück.</translation>
    </message>
    <message>
        <source>{name}: learnt.</source>
        <translation>{name}: gelernt.</translation>
    </message>
    <message>
        <source>{name}: refused, not sure enough yet.</source>
        <translation>{name}: abgelehnt, noch nicht sicher genug.</translation>
    </message>
    <message>
        <source>{share} of all else is taken for it.</source>
        <translation>{share} von allem anderen wird dafür gehalten.</translation>
    </message>
</context>
<context>
    <name>LookUp</name>
    <message numerus="yes">
        <source>%Ln unknown photos</source>
        <translation>
            <numerusform>%Ln unbekanntes Foto</numerusform>
            <numerusform>%Ln unbekannte Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to a photo first; then those that look like it can be found.</source>
        <translation>Gehen Sie zuerst zu einem Foto; dann lassen sich die ähnlichen finden.</translation>
    </message>
    <message>
        <source>Most like {name}, the likest first</source>
        <translation>Am ähnlichsten zu {name}, die ähnlichsten zuerst</translation>
    </message>
    <message>
        <source>No photo is unknown: all are sure or reviewed.</source>
        <translation>Kein Foto ist unbekannt: Alle sind sicher oder geprüft.</translation>
    </message>
    <message>
        <source>Which photos look alike is not known yet.</source>
        <translation>Welche Fotos sich ähneln, ist noch nicht bekannt.</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln groups; an answer is for a whole group</source>
        <translation>
            <numerusform>in %Ln Gruppe; eine Antwort gilt für die ganze Gruppe</numerusform>
            <numerusform>in %Ln Gruppen; eine Antwort gilt für eine ganze Gruppe</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Added; it is labelled after what is running.</source>
        <translation>Hinzugefügt; es kommt nach dem an die Reihe, was gerade läuft.</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Das Modell wird geladen…</translation>
    </message>
    <message>
        <source>flowersort – {name}</source>
        <translation>flowersort – {name}</translation>
    </message>
</context>
<context>
    <name>ModelsDialog</name>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln Klasse</numerusform>
            <numerusform>%Ln Klassen</numerusform>
        </translation>
    </message>
    <message>
        <source>A model that somebody else has learnt is opened in the settings: Model › Choose a folder.</source>
        <translation>Ein Modell, das jemand anderes gelernt hat, wird in den Einstellungen geöffnet: Modell › Ordner wählen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Models that were learnt</source>
        <translation>Gelernte Modelle</translation>
    </message>
    <message>
        <source>None yet. Review › Learn from my reviews makes one.</source>
        <translation>Noch keine. Prüfen › Aus meinen Prüfungen lernen macht eines.</translation>
    </message>
    <message>
        <source>The original</source>
        <translation>Das ursprüngliche</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Benutzen</translation>
    </message>
    <message>
        <source>What the settings name; nothing that is learnt changes it.</source>
        <translation>Was die Einstellungen nennen; nichts Gelerntes ändert es.</translation>
    </message>
    <message numerus="yes">
        <source>from %Ln reviews</source>
        <translation>
            <numerusform>aus %Ln Prüfung</numerusform>
            <numerusform>aus %Ln Prüfungen</numerusform>
        </translation>
    </message>
    <message>
        <source>knows {names} as well</source>
        <translation>kennt auch {names}</translation>
    </message>
    <message>
        <source>{after} instead of {before} of {reviews} held-out reviews right</source>
        <translation>{after} statt {before} von {reviews} zurückgehaltenen Prüfungen richtig</translation>
    </message>
</context>
<context>
    <name>NeighbourRow</name>
    <message>
        <source>Looks like</source>
        <translation>Ähnlich sind</translation>
    </message>
</context>
<context>
    <name>NeighbourTile</name>
    <message>
        <source>{label}, {share} alike</source>
        <translation>{label}, zu {share} ähnlich</translation>
    </message>
</context>
<context>
    <name>NewClassBox</name>
    <message>
        <source>+ Class</source>
        <translation>+ Klasse</translation>
    </message>
    <message>
        <source>A flower that the model does not know: show it some examples</source>
        <translation>Eine Blume, die das Modell nicht kennt: Zeigen Sie ihm Beispiele</translation>
    </message>
    <message>
        <source>Add a class that the model does not know</source>
        <translation>Eine Klasse hinzufügen, die das Modell nicht kennt</translation>
    </message>
    <message>
        <source>Enough examples: Review › Learn from my reviews</source>
        <translation>Genug Beispiele: Prüfen › Aus meinen Prüfungen lernen</translation>
    </message>
    <message>
        <source>Show the photos that are reviewed as {name}</source>
        <translation>Die als {name} geprüften Fotos zeigen</translation>
    </message>
    <message>
        <source>{done} of {total} examples</source>
        <translation>{done} von {total} Beispielen</translation>
    </message>
    <message>
        <source>{done} of {total} examples that it takes to learn this class</source>
        <translation>{done} von {total} Beispielen, die es braucht, um diese Klasse zu lernen</translation>
    </message>
    <message>
        <source>{name} ({keys})</source>
        <translation>{name} ({keys})</translation>
    </message>
</context>
<context>
    <name>NewClassDialog</name>
    <message numerus="yes">
        <source>%Ln selected photos become its first examples.</source>
        <translation>
            <numerusform>%Ln ausgewähltes Foto wird ihr erstes Beispiel.</numerusform>
            <numerusform>%Ln ausgewählte Fotos werden ihre ersten Beispiele.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Name of the flower</source>
        <translation>&amp;Name der Blume</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>Eine Klasse braucht einen Namen.</translation>
    </message>
    <message>
        <source>A new class</source>
        <translation>Eine neue Klasse</translation>
    </message>
    <message>
        <source>Add the class</source>
        <translation>Klasse hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>From {count} examples on, it can be learnt.</source>
        <translation>Ab {count} Beispielen kann sie gelernt werden.</translation>
    </message>
    <message>
        <source>Then select photos and press its key.</source>
        <translation>Wählen Sie dann Fotos aus und drücken Sie ihre Taste.</translation>
    </message>
    <message>
        <source>“{name}” can&apos;t be a class: it {problem}.</source>
        <translation>„{name}“ kann keine Klasse sein ({problem}).</translation>
    </message>
    <message>
        <source>“{name}” is there already; its key labels the photos.</source>
        <translation>„{name}“ gibt es schon; ihre Taste ordnet die Fotos zu.</translation>
    </message>
</context>
<context>
    <name>NewClasses</name>
    <message>
        <source>Add a &amp;class…</source>
        <translation>&amp;Klasse hinzufügen…</translation>
    </message>
    <message>
        <source>No photo is reviewed as {name} yet.</source>
        <translation>Noch kein Foto ist als {name} geprüft.</translation>
    </message>
    <message>
        <source>Reviewed as {name}</source>
        <translation>Als {name} geprüft</translation>
    </message>
</context>
<context>
    <name>NothingPasses</name>
    <message>
        <source>Clear the filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>No photo passes this filter.</source>
        <translation>Kein Foto kommt durch diesen Filter.</translation>
    </message>
</context>
<context>
    <name>OptionsPage</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Link</source>
        <translation>Ver&amp;linken</translation>
    </message>
    <message>
        <source>&amp;Move</source>
        <translation>&amp;Verschieben</translation>
    </message>
    <message>
        <source>A second name for the same file, on the same drive; no space</source>
        <translation>Ein zweiter Name für dieselbe Datei, auf demselben Laufwerk; braucht keinen Platz</translation>
    </message>
    <message>
        <source>Choose the folder to sort into</source>
        <translation>Zielordner wählen</translation>
    </message>
    <message>
        <source>Choose the folder to sort into.</source>
        <translation>Wählen Sie den Zielordner.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Folder to sort into</source>
        <translation>Zielordner</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Keep subfolders below each class</source>
        <translation>Unterordner in jeder Klasse beibehalten</translation>
    </message>
    <message>
        <source>Leave them where they are</source>
        <translation>Bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>Names stay as they are</source>
        <translation>Namen bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>New names</source>
        <translation>Neue Namen</translation>
    </message>
    <message>
        <source>New names may hold {fields}; the suffix is kept.</source>
        <translation>Neue Namen können {fields} enthalten; die Endung bleibt.</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>The photos leave their old place; undo brings them back</source>
        <translation>Die Fotos verlassen ihren alten Ort; Rückgängigmachen bringt sie wieder</translation>
    </message>
    <message>
        <source>The photos stay where they are, too</source>
        <translation>Die Fotos bleiben auch, wo sie sind</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>Which photos</source>
        <translation>Welche Fotos</translation>
    </message>
</context>
<context>
    <name>OwnModels</name>
    <message>
        <source>The original model is in use.</source>
        <translation>Das ursprüngliche Modell ist in Gebrauch.</translation>
    </message>
</context>
<context>
    <name>OwnThreshold</name>
    <message>
        <source>as above</source>
        <translation>wie oben</translation>
    </message>
</context>
<context>
    <name>PastSorts</name>
    <message>
        <source>Finish it</source>
        <translation>Fertigstellen</translation>
    </message>
    <message>
        <source>Finishing the sort</source>
        <translation>Die Sortierung wird fertiggestellt</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Roll it back</source>
        <translation>Zurückrollen</translation>
    </message>
    <message>
        <source>Rolling the sort back</source>
        <translation>Die Sortierung wird zurückgerollt</translation>
    </message>
    <message>
        <source>Something is being sorted still.</source>
        <translation>Es wird noch sortiert.</translation>
    </message>
    <message>
        <source>The sort into {folder} of {when} was cut off. No photo is lost.</source>
        <translation>Die Sortierung nach {folder} vom {when} wurde unterbrochen. Kein Foto ist verloren.</translation>
    </message>
</context>
<context>
    <name>PhotoCommands</name>
    <message numerus="yes">
        <source>%Ln paths copied</source>
        <translation>
            <numerusform>%Ln Pfad kopiert</numerusform>
            <numerusform>%Ln Pfade kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>The file is no longer there: {path}</source>
        <translation>Die Datei ist nicht mehr da: {path}</translation>
    </message>
</context>
<context>
    <name>PhotoFaults</name>
    <message>
        <source>Allow yourself to read the file in its properties, then open the folder again.</source>
        <translation>Erlauben Sie sich in den Eigenschaften der Datei, sie zu lesen, und öffnen Sie den Ordner noch einmal.</translation>
    </message>
    <message>
        <source>Close other programs, then open the folder again.</source>
        <translation>Schließen Sie andere Programme und öffnen Sie den Ordner noch einmal.</translation>
    </message>
    <message>
        <source>Copy it once more from the camera or a backup, or open it in another program and save it again.</source>
        <translation>Kopieren Sie es noch einmal von der Kamera oder aus einer Sicherung, oder öffnen Sie es in einem anderen Programm und speichern Sie es neu.</translation>
    </message>
    <message>
        <source>Delete the link, or put the photo itself in its place.</source>
        <translation>Löschen Sie die Verknüpfung, oder setzen Sie das Foto selbst an ihre Stelle.</translation>
    </message>
    <message>
        <source>Give it a simpler name, then open the folder again.</source>
        <translation>Geben Sie der Datei einen einfacheren Namen und öffnen Sie den Ordner noch einmal.</translation>
    </message>
    <message>
        <source>HEIC photos need the extra reader: pip install &apos;flowersort[heic]&apos;.</source>
        <translation>HEIC-Fotos brauchen eine Erweiterung: pip install &apos;flowersort[heic]&apos;.</translation>
    </message>
    <message>
        <source>Install the reader with that command and start flowersort again, or save the photo as JPEG.</source>
        <translation>Installieren Sie die Erweiterung mit diesem Befehl und starten Sie flowersort neu, oder speichern Sie das Foto als JPEG.</translation>
    </message>
    <message>
        <source>It was moved or deleted. Open its folder again to find what is there now.</source>
        <translation>Die Datei wurde verschoben oder gelöscht. Öffnen Sie ihren Ordner noch einmal, um zu finden, was jetzt dort ist.</translation>
    </message>
    <message>
        <source>Nothing is left of this photo here: copy it from the camera or a backup.</source>
        <translation>Von diesem Foto ist hier nichts übrig: Kopieren Sie es von der Kamera oder aus einer Sicherung.</translation>
    </message>
    <message>
        <source>Save it once more with another program. The log file has the details.</source>
        <translation>Speichern Sie es mit einem anderen Programm neu. Die Protokolldatei enthält die Einzelheiten.</translation>
    </message>
    <message>
        <source>Save it smaller with another program.</source>
        <translation>Speichern Sie es mit einem anderen Programm kleiner.</translation>
    </message>
    <message>
        <source>Save your photos to another disk soon, and have this one checked.</source>
        <translation>Sichern Sie Ihre Fotos bald auf einem anderen Datenträger und lassen Sie diesen prüfen.</translation>
    </message>
    <message>
        <source>See whether another program opens it; if so, save it from there as JPEG and open the folder again.</source>
        <translation>Sehen Sie nach, ob ein anderes Programm es öffnet; wenn ja, speichern Sie es von dort als JPEG und öffnen Sie den Ordner noch einmal.</translation>
    </message>
    <message>
        <source>The content is not a photo in a format that flowersort reads, or its beginning is damaged.</source>
        <translation>Der Inhalt ist kein Foto in einem Format, das flowersort liest, oder sein Anfang ist beschädigt.</translation>
    </message>
    <message>
        <source>The content is text, not a photo.</source>
        <translation>Der Inhalt ist Text, kein Foto.</translation>
    </message>
    <message>
        <source>The disk reported a fault while the file was read.</source>
        <translation>Der Datenträger hat beim Lesen der Datei einen Fehler gemeldet.</translation>
    </message>
    <message>
        <source>The file could not be read: {reason}.</source>
        <translation>Die Datei konnte nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>The file is a link that leads back to itself.</source>
        <translation>Die Datei ist eine Verknüpfung, die auf sich selbst zurückführt.</translation>
    </message>
    <message>
        <source>The file is empty (0 bytes).</source>
        <translation>Die Datei ist leer (0 Bytes).</translation>
    </message>
    <message>
        <source>The file is larger than the {size} MB that a photo may have.</source>
        <translation>Die Datei ist größer als die {size} MB, die ein Foto haben darf.</translation>
    </message>
    <message>
        <source>The file is no longer there, or is a link that leads nowhere.</source>
        <translation>Die Datei ist nicht mehr da, oder sie ist eine Verknüpfung, die nirgendwohin führt.</translation>
    </message>
    <message>
        <source>The file is no longer there.</source>
        <translation>Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The file may not be read with your permissions.</source>
        <translation>Mit Ihren Rechten darf die Datei nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file&apos;s name can&apos;t be opened on this computer.</source>
        <translation>Dateien mit diesem Namen lassen sich auf diesem Computer nicht öffnen.</translation>
    </message>
    <message>
        <source>The photo claims more than the {limit} pixels allowed.</source>
        <translation>Das Foto gibt mehr als die erlaubten {limit} Pixel an.</translation>
    </message>
    <message>
        <source>The photo could not be processed ({reason}).</source>
        <translation>Das Foto konnte nicht verarbeitet werden ({reason}).</translation>
    </message>
    <message>
        <source>The photo has {width} × {height} pixels, more than the {limit} allowed.</source>
        <translation>Das Foto hat {width} × {height} Pixel, mehr als die erlaubten {limit}.</translation>
    </message>
    <message>
        <source>The photo is damaged or cut short ({reason}).</source>
        <translation>Das Foto ist beschädigt oder abgeschnitten ({reason}).</translation>
    </message>
    <message>
        <source>There is not enough memory to decode this photo.</source>
        <translation>Der Speicher reicht für dieses Foto nicht aus.</translation>
    </message>
    <message>
        <source>There is nothing to do: it is no photo, only named like one.</source>
        <translation>Es ist nichts zu tun: Es ist kein Foto, es heißt nur so.</translation>
    </message>
    <message>
        <source>This is a folder that is named like a photo.</source>
        <translation>Das ist ein Ordner, der wie ein Foto heißt.</translation>
    </message>
    <message>
        <source>This is not a file with content.</source>
        <translation>Das ist keine Datei mit Inhalt.</translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
</context>
<context>
    <name>PhotoTile</name>
    <message>
        <source>Look-alikes · {count}</source>
        <translation>Ähnliche · {count}</translation>
    </message>
    <message>
        <source>Model: {prediction}</source>
        <translation>Modell: {prediction}</translation>
    </message>
    <message>
        <source>Waiting for its label</source>
        <translation>Wartet auf seine Zuordnung</translation>
    </message>
    <message>
        <source>Without a label</source>
        <translation>Ohne Zuordnung</translation>
    </message>
    <message>
        <source>{label} {share}</source>
        <translation>{label} {share}</translation>
    </message>
    <message>
        <source>{name} · {count}</source>
        <translation>{name} · {count}</translation>
    </message>
    <message>
        <source>{name}, waiting for its label</source>
        <translation>{name}, wartet auf seine Zuordnung</translation>
    </message>
    <message>
        <source>{name}, {label}, {share}, {state}</source>
        <translation>{name}, {label}, {share}, {state}</translation>
    </message>
    <message>
        <source>{name}, {state}</source>
        <translation>{name}, {state}</translation>
    </message>
</context>
<context>
    <name>PhotoViewer</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln photos</source>
        <translation>
            <numerusform>%Ln Foto kopieren</numerusform>
            <numerusform>%Ln Fotos kopieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Link %Ln photos</source>
        <translation>
            <numerusform>%Ln Foto verlinken</numerusform>
            <numerusform>%Ln Fotos verlinken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photos</source>
        <translation>
            <numerusform>%Ln Foto verschieben</numerusform>
            <numerusform>%Ln Fotos verschieben</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanEntries</name>
    <message numerus="yes">
        <source>%Ln companions that Hugging Face&apos;s imagefolder would take for photos</source>
        <translation>
            <numerusform>%Ln Begleitdatei, die imagefolder von Hugging Face für ein Foto hielte</numerusform>
            <numerusform>%Ln Begleitdateien, die imagefolder von Hugging Face für Fotos hielte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln companions with them</source>
        <translation>
            <numerusform>%Ln Begleitdatei dazu</numerusform>
            <numerusform>%Ln Begleitdateien dazu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos in formats that Keras passes over</source>
        <translation>
            <numerusform>%Ln Foto in einem Format, das Keras übergeht</numerusform>
            <numerusform>%Ln Fotos in Formaten, die Keras übergeht</numerusform>
        </translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>Schon dort</translation>
    </message>
    <message>
        <source>Another name than wanted</source>
        <translation>Ein anderer Name als gewünscht</translation>
    </message>
    <message>
        <source>Not possible</source>
        <translation>Nicht möglich</translation>
    </message>
    <message>
        <source>Stay where they are</source>
        <translation>Bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… und {count} weitere</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>Into {folder}</source>
        <translation>Nach {folder}</translation>
    </message>
    <message>
        <source>Space: {needed}, {free}.</source>
        <translation>Platz: {needed}, {free}.</translation>
    </message>
    <message>
        <source>There is not enough space: {size} are missing. Free some, or choose another folder.</source>
        <translation>Der Platz reicht nicht: Es fehlen {size}. Schaffen Sie Platz, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>To another drive: each file is copied, read again and compared.</source>
        <translation>Auf ein anderes Laufwerk: Jede Datei wird kopiert, wieder gelesen und verglichen.</translation>
    </message>
    <message>
        <source>To another drive: each file is copied, read again, compared, and only then taken away.</source>
        <translation>Auf ein anderes Laufwerk: Jede Datei wird kopiert, wieder gelesen, verglichen und erst dann am alten Ort entfernt.</translation>
    </message>
    <message>
        <source>What the sort would do</source>
        <translation>Was die Sortierung täte</translation>
    </message>
    <message>
        <source>how much is free can&apos;t be told</source>
        <translation>wie viel frei ist, ist nicht bekannt</translation>
    </message>
    <message>
        <source>{size} free</source>
        <translation>{size} frei</translation>
    </message>
    <message>
        <source>{size} needed</source>
        <translation>{size} nötig</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Next photo (→)</source>
        <translation>Nächstes Foto (→)</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Previous photo (←)</source>
        <translation>Voriges Foto (←)</translation>
    </message>
    <message>
        <source>{position} of {total}</source>
        <translation>{position} von {total}</translation>
    </message>
</context>
<context>
    <name>RandomCheck</name>
    <message>
        <source>Can&apos;t be met: more than {target} are wrong at every threshold. Review on.</source>
        <translation>Nicht zu erreichen: Bei jeder Schwelle sind mehr als {target} falsch. Prüfen Sie weiter.</translation>
    </message>
    <message>
        <source>Not proven yet, and more checks of these photos can&apos;t prove it.</source>
        <translation>Noch nicht bewiesen, und mehr Stichproben dieser Fotos können es nicht beweisen.</translation>
    </message>
    <message>
        <source>There is nothing to check.</source>
        <translation>Es gibt nichts zu prüfen.</translation>
    </message>
    <message>
        <source>You may stop: at most {target} are wrong, with 95 % confidence.</source>
        <translation>Sie können aufhören: Höchstens {target} sind falsch, mit 95 % Sicherheit.</translation>
    </message>
    <message>
        <source>You may stop: every photo is reviewed.</source>
        <translation>Sie können aufhören: Jedes Foto ist geprüft.</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch unbekannt</translation>
    </message>
    <message>
        <source>{share} ({low} to {high})</source>
        <translation>{share} ({low} bis {high})</translation>
    </message>
</context>
<context>
    <name>RandomCheckMode</name>
    <message numerus="yes">
        <source>%Ln photos to review, and you may stop</source>
        <translation>
            <numerusform>%Ln Foto noch zu prüfen, dann können Sie aufhören</numerusform>
            <numerusform>%Ln Fotos noch zu prüfen, dann können Sie aufhören</numerusform>
        </translation>
    </message>
    <message>
        <source>A photo changed meanwhile; label it again (F5), or leave the check.</source>
        <translation>Ein Foto hat sich inzwischen geändert; ordnen Sie es neu zu (F5), oder verlassen Sie die Stichprobe.</translation>
    </message>
    <message numerus="yes">
        <source>All %Ln photos of the sample are checked.</source>
        <translation>
            <numerusform>Das eine Foto (%Ln) der Stichprobe ist geprüft.</numerusform>
            <numerusform>Alle %Ln Fotos der Stichprobe sind geprüft.</numerusform>
        </translation>
    </message>
    <message>
        <source>Drawing photos by chance…</source>
        <translation>Fotos werden ausgelost…</translation>
    </message>
    <message>
        <source>No photo here has a label that could be checked.</source>
        <translation>Kein Foto hier hat eine Zuordnung, die sich prüfen ließe.</translation>
    </message>
    <message>
        <source>The threshold is set; the other photos are to review.</source>
        <translation>Die Schwelle ist gesetzt; die übrigen Fotos sind zu prüfen.</translation>
    </message>
    <message>
        <source>There is no answer of the check to take back.</source>
        <translation>Es gibt keine Antwort der Stichprobe, die sich zurücknehmen ließe.</translation>
    </message>
</context>
<context>
    <name>RandomCheckPage</name>
    <message>
        <source>Leave the check (Esc)</source>
        <translation>Stichprobe verlassen (Esc)</translation>
    </message>
    <message>
        <source>Not {label}. What is it?</source>
        <translation>Nicht {label}. Was ist es?</translation>
    </message>
    <message>
        <source>Random check</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>Y or Enter Right   N Wrong   {classes}   O Other flower   X Exclude   Backspace Take back   Esc Leave</source>
        <translation>Y oder Eingabe richtig   N falsch   {classes}   O andere Blume   X ausschließen   Rücktaste zurücknehmen   Esc verlassen</translation>
    </message>
    <message>
        <source>flowersort says: {label}</source>
        <translation>flowersort sagt: {label}</translation>
    </message>
    <message>
        <source>{classes}   N No flower   O Other flower   Enter Don&apos;t know   Esc Back</source>
        <translation>{classes}   N keine Blume   O andere Blume   Eingabe weiß nicht   Esc zurück</translation>
    </message>
    <message>
        <source>{position} of {total}</source>
        <translation>{position} von {total}</translation>
    </message>
</context>
<context>
    <name>ReasonList</name>
    <message>
        <source>To look at</source>
        <translation>Anzusehen</translation>
    </message>
    <message>
        <source>{photos} when checked, about {expected} of them expected to be so in truth</source>
        <translation>{photos} bei der Überprüfung, davon etwa {expected} wohl wirklich so</translation>
    </message>
</context>
<context>
    <name>ReasonRow</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecoverDialog</name>
    <message>
        <source>A sort that was cut off</source>
        <translation>Eine unterbrochene Sortierung</translation>
    </message>
</context>
<context>
    <name>Remarks</name>
    <message>
        <source>A key or button below answers for all of them.</source>
        <translation>Eine Taste oder ein Knopf unten antwortet für alle.</translation>
    </message>
    <message>
        <source>Label it again</source>
        <translation>Neu zuordnen</translation>
    </message>
    <message>
        <source>This photo can be read now.</source>
        <translation>Dieses Foto lässt sich jetzt lesen.</translation>
    </message>
    <message>
        <source>This photo was changed since it was labelled.</source>
        <translation>Dieses Foto wurde seit seiner Zuordnung verändert.</translation>
    </message>
    <message>
        <source>Undo review</source>
        <translation>Prüfung rückgängig machen</translation>
    </message>
    <message>
        <source>You said {label}.</source>
        <translation>Sie sagten: {label}.</translation>
    </message>
    <message>
        <source>You said {label}. The model says {model} {share}.</source>
        <translation>Sie sagten: {label}. Das Modell sagt: {model}, {share}.</translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message>
        <source>About {count} labels are wrong ({low} to {high}).</source>
        <translation>Etwa {count} Zuordnungen sind falsch ({low} bis {high}).</translation>
    </message>
    <message>
        <source>About {count} of them are not set right yet ({low} to {high}).</source>
        <translation>Etwa {count} davon sind noch nicht berichtigt ({low} bis {high}).</translation>
    </message>
    <message>
        <source>Accept from {threshold}</source>
        <translation>Annehmen ab {threshold}</translation>
    </message>
    <message>
        <source>At most wrong</source>
        <translation>Höchstens falsch</translation>
    </message>
    <message>
        <source>Check 10 more</source>
        <translation>10 weitere prüfen</translation>
    </message>
    <message>
        <source>From {threshold}: {photos} photos, {wrong} of {checked} checked ones wrong; {sure} sure.</source>
        <translation>Ab {threshold}: {photos} Fotos, {wrong} von {checked} geprüften falsch; zu {sure} sicher.</translation>
    </message>
    <message>
        <source>Go on until proven</source>
        <translation>Weiter bis zum Beweis</translation>
    </message>
    <message>
        <source>How right the labels are</source>
        <translation>Wie richtig die Zuordnungen sind</translation>
    </message>
    <message>
        <source>Largest share of wrong labels</source>
        <translation>Größter Anteil falscher Zuordnungen</translation>
    </message>
    <message numerus="yes">
        <source>Not proven yet: at least %Ln more checks.</source>
        <translation>
            <numerusform>Noch nicht bewiesen: mindestens %Ln weitere Prüfung.</numerusform>
            <numerusform>Noch nicht bewiesen: mindestens %Ln weitere Prüfungen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Review the %Ln photos that are flagged or below {threshold}, and you may stop.</source>
        <translation>
            <numerusform>Prüfen Sie das eine Foto (%Ln), das markiert ist oder unter {threshold} liegt, dann können Sie aufhören.</numerusform>
            <numerusform>Prüfen Sie die %Ln Fotos, die markiert sind oder unter {threshold} liegen, dann können Sie aufhören.</numerusform>
        </translation>
    </message>
    <message>
        <source>Right: {share}</source>
        <translation>Richtig: {share}</translation>
    </message>
    <message numerus="yes">
        <source>Show the %Ln photos</source>
        <translation>
            <numerusform>Das Foto (%Ln) zeigen</numerusform>
            <numerusform>Die %Ln Fotos zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>no photo</source>
        <translation>kein Foto</translation>
    </message>
</context>
<context>
    <name>ResultWords</name>
    <message numerus="yes">
        <source>%Ln companions went with their photos.</source>
        <translation>
            <numerusform>%Ln Begleitdatei ging mit ihrem Foto.</numerusform>
            <numerusform>%Ln Begleitdateien gingen mit ihren Fotos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Everything is back</source>
        <translation>Alles ist zurück</translation>
    </message>
    <message>
        <source>Not everything could be done</source>
        <translation>Nicht alles war möglich</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Photos found: {sum}</source>
        <translation>Gefundene Fotos: {sum}</translation>
    </message>
    <message>
        <source>Photos to put back: {sum}</source>
        <translation>Zurückzubringende Fotos: {sum}</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>The photos are in {folder}.</source>
        <translation>Die Fotos sind in {folder}.</translation>
    </message>
    <message>
        <source>The rest is still in {folder}.</source>
        <translation>Der Rest ist noch in {folder}.</translation>
    </message>
    <message>
        <source>already back</source>
        <translation>schon zurück</translation>
    </message>
    <message>
        <source>left as they are</source>
        <translation>unverändert gelassen</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>nicht erledigt</translation>
    </message>
    <message>
        <source>put back</source>
        <translation>zurückgebracht</translation>
    </message>
</context>
<context>
    <name>ReviewActions</name>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Annehmen</translation>
    </message>
    <message>
        <source>&amp;Go on to the next doubtful photo</source>
        <translation>&amp;Weiter zum nächsten zweifelhaften Foto</translation>
    </message>
    <message>
        <source>&amp;Keep the label</source>
        <translation>Zuordnung be&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Next doubtful photo</source>
        <translation>&amp;Nächstes zweifelhaftes Foto</translation>
    </message>
    <message>
        <source>&amp;Previous doubtful photo</source>
        <translation>&amp;Voriges zweifelhaftes Foto</translation>
    </message>
    <message>
        <source>&amp;Take the review back</source>
        <translation>Prüfung &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Accept the &amp;suggestion</source>
        <translation>&amp;Vorschlag annehmen</translation>
    </message>
    <message>
        <source>Another &amp;class…</source>
        <translation>Andere &amp;Klasse…</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Pfeile</translation>
    </message>
    <message>
        <source>Bac&amp;k to all photos</source>
        <translation>Zurück zu a&amp;llen Fotos</translation>
    </message>
    <message>
        <source>Checking labels</source>
        <translation>Zuordnungen überprüfen</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>Ausschließen</translation>
    </message>
    <message>
        <source>Go from photo to photo; with Shift, select</source>
        <translation>Von Foto zu Foto gehen; mit Umschalt auswählen</translation>
    </message>
    <message>
        <source>How right is this?</source>
        <translation>Wie richtig ist das?</translation>
    </message>
    <message>
        <source>It is wrong; then a class, N for no flower, or Enter for not known</source>
        <translation>Sie ist falsch; dann eine Klasse, N für keine Blume oder Eingabe für unbekannt</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>No flower</source>
        <translation>Keine Blume</translation>
    </message>
    <message>
        <source>Other flower</source>
        <translation>Andere Blume</translation>
    </message>
    <message>
        <source>P&amp;review</source>
        <translation>V&amp;orschau</translation>
    </message>
    <message>
        <source>Reviewing</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Select its loo&amp;k-alikes</source>
        <translation>Ä&amp;hnliche auswählen</translation>
    </message>
    <message>
        <source>The label is right</source>
        <translation>Die Zuordnung ist richtig</translation>
    </message>
</context>
<context>
    <name>ReviewControl</name>
    <message>
        <source>Nothing to review here yet: these photos have no label.</source>
        <translation>Hier gibt es noch nichts zu prüfen: Diese Fotos sind noch nicht zugeordnet.</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message numerus="yes">
        <source>%Ln labels said to be wrong</source>
        <translation>
            <numerusform>%Ln Zuordnung als falsch bezeichnet</numerusform>
            <numerusform>%Ln Zuordnungen als falsch bezeichnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos accepted</source>
        <translation>
            <numerusform>%Ln Foto angenommen</numerusform>
            <numerusform>%Ln Fotos angenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos excluded</source>
        <translation>
            <numerusform>%Ln Foto ausgeschlossen</numerusform>
            <numerusform>%Ln Fotos ausgeschlossen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos labelled as another flower</source>
        <translation>
            <numerusform>%Ln Foto als andere Blume bezeichnet</numerusform>
            <numerusform>%Ln Fotos als andere Blume bezeichnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos labelled as without a flower</source>
        <translation>
            <numerusform>%Ln Foto als ohne Blume bezeichnet</numerusform>
            <numerusform>%Ln Fotos als ohne Blume bezeichnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos labelled as {name}</source>
        <translation>
            <numerusform>%Ln Foto als {name} bezeichnet</numerusform>
            <numerusform>%Ln Fotos als {name} bezeichnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reviews imported</source>
        <translation>
            <numerusform>%Ln Prüfung importiert</numerusform>
            <numerusform>%Ln Prüfungen importiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reviews taken back</source>
        <translation>
            <numerusform>%Ln Prüfung zurückgenommen</numerusform>
            <numerusform>%Ln Prüfungen zurückgenommen</numerusform>
        </translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>Wiederholt: {what}</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Rückgängig gemacht: {what}</translation>
    </message>
</context>
<context>
    <name>RiskPlot</name>
    <message>
        <source>Share of wrong labels by threshold</source>
        <translation>Anteil falscher Zuordnungen nach Schwelle</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>{share} wrong</source>
        <translation>{share} falsch</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Reviews are stored again.</source>
        <translation>Prüfungen werden wieder gespeichert.</translation>
    </message>
    <message>
        <source>{reason} Labels are not remembered.</source>
        <translation>{reason} Zuordnungen werden nicht gemerkt.</translation>
    </message>
    <message>
        <source>{reason} What the random check asked is kept in this window meanwhile.</source>
        <translation>{reason} Was die Stichprobe gefragt hat, behält dieses Fenster so lange.</translation>
    </message>
    <message>
        <source>{reason} Your reviews are kept in this window meanwhile.</source>
        <translation>{reason} Ihre Prüfungen bleiben so lange in diesem Fenster.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>A sort</source>
        <translation>Ein Sortieren</translation>
    </message>
    <message>
        <source>After a review, go on to the next doubtful photo</source>
        <translation>Nach einer Prüfung weiter zum nächsten zweifelhaften Foto</translation>
    </message>
    <message>
        <source>As the model says</source>
        <translation>Wie das Modell sagt</translation>
    </message>
    <message>
        <source>As the model says ({threshold})</source>
        <translation>Wie das Modell sagt ({threshold})</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Automatic ({count})</source>
        <translation>Automatisch ({count})</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose the folder of a model</source>
        <translation>Den Ordner eines Modells wählen</translation>
    </message>
    <message>
        <source>Copies the photos</source>
        <translation>Kopiert die Fotos</translation>
    </message>
    <message>
        <source>Counts as sure</source>
        <translation>Gilt als sicher</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>From the next start on</source>
        <translation>Ab dem nächsten Start</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Links the photos</source>
        <translation>Verlinkt die Fotos</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Moves the photos</source>
        <translation>Verschiebt die Fotos</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Review and sort</source>
        <translation>Prüfen und sortieren</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Smallest confidence that counts as sure</source>
        <translation>Kleinste Sicherheit, die als sicher gilt</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Thumbnail size</source>
        <translation>Vorschaugröße</translation>
    </message>
    <message>
        <source>What a sort does</source>
        <translation>Was ein Sortieren tut</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Worker threads</source>
        <translation>Arbeitsstränge</translation>
    </message>
    <message>
        <source>{name} (included)</source>
        <translation>{name} (mitgeliefert)</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Clear filters</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Confidence from {range}</source>
        <translation>Sicherheit von {range}</translation>
    </message>
    <message>
        <source>Filters and threshold</source>
        <translation>Filter und Schwelle</translation>
    </message>
    <message>
        <source>Highest confidence</source>
        <translation>Größte Sicherheit</translation>
    </message>
    <message>
        <source>Lowest confidence</source>
        <translation>Kleinste Sicherheit</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Search in names</source>
        <translation>In Namen suchen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>{low} – {high}</source>
        <translation>{low} – {high}</translation>
    </message>
</context>
<context>
    <name>SortDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Show the plan</source>
        <translation>Plan zeigen</translation>
    </message>
    <message>
        <source>Sort photos into folders</source>
        <translation>Fotos in Ordner sortieren</translation>
    </message>
</context>
<context>
    <name>SortWords</name>
    <message>
        <source>At work now</source>
        <translation>Gerade bei der Arbeit</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Folder out of reach</source>
        <translation>Ordner nicht erreichbar</translation>
    </message>
    <message>
        <source>Partly undone</source>
        <translation>Teils rückgängig gemacht</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>already there</source>
        <translation>schon dort</translation>
    </message>
    <message>
        <source>at an unknown time</source>
        <translation>zu unbekannter Zeit</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>kopiert</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>misslungen</translation>
    </message>
    <message>
        <source>linked</source>
        <translation>verlinkt</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>not possible</source>
        <translation>nicht möglich</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übergangen</translation>
    </message>
    <message>
        <source>to copy</source>
        <translation>zu kopieren</translation>
    </message>
    <message>
        <source>to link</source>
        <translation>zu verlinken</translation>
    </message>
    <message>
        <source>to move</source>
        <translation>zu verschieben</translation>
    </message>
    <message>
        <source>to skip</source>
        <translation>zu übergehen</translation>
    </message>
</context>
<context>
    <name>StartScreen</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose photos…</source>
        <translation>Fotos wählen…</translation>
    </message>
    <message>
        <source>Drop photos or folders here</source>
        <translation>Fotos oder Ordner hierher ziehen</translation>
    </message>
    <message>
        <source>Open {text} again</source>
        <translation>{text} wieder öffnen</translation>
    </message>
    <message>
        <source>Photos never leave this computer. Nothing is moved or changed until you say so.</source>
        <translation>Fotos verlassen diesen Computer nie. Nichts wird verschoben oder verändert, bevor Sie es sagen.</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Try the demo photos</source>
        <translation>Demofotos ausprobieren</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>{count} to review</source>
        <translation>{count} zu prüfen</translation>
    </message>
    <message>
        <source>{name} · {photos} · {left}</source>
        <translation>{name} · {photos} · {left}</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%Ln more waiting</source>
        <translation>
            <numerusform>%Ln weiterer Lauf wartet</numerusform>
            <numerusform>%Ln weitere Läufe warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be read</source>
        <translation>
            <numerusform>%Ln Foto konnte nicht gelesen werden</numerusform>
            <numerusform>%Ln Fotos konnten nicht gelesen werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things went wrong</source>
        <translation>
            <numerusform>%Ln Sache ging schief</numerusform>
            <numerusform>%Ln Dinge gingen schief</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>Fotos werden gesucht…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Show what went wrong, and what to do</source>
        <translation>Zeigen, was schiefging und was zu tun ist</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{rate}/s</source>
        <translation>{rate}/s</translation>
    </message>
    <message>
        <source>{step} {done} of {total}</source>
        <translation>{step} {done} von {total}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
</context>
<context>
    <name>SystemDialogs</name>
    <message numerus="yes">
        <source>%Ln reviews could not be stored.</source>
        <translation>
            <numerusform>%Ln Prüfung konnte nicht gespeichert werden.</numerusform>
            <numerusform>%Ln Prüfungen konnten nicht gespeichert werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>CSV tables (*.csv)</source>
        <translation>CSV-Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Choose a folder of photos</source>
        <translation>Einen Ordner mit Fotos wählen</translation>
    </message>
    <message>
        <source>Choose photos</source>
        <translation>Fotos wählen</translation>
    </message>
    <message>
        <source>Choose the folder to sort into</source>
        <translation>Zielordner wählen</translation>
    </message>
    <message>
        <source>Choose where to save the model</source>
        <translation>Wählen, wo das Modell gespeichert wird</translation>
    </message>
    <message>
        <source>Close and lose them</source>
        <translation>Schließen und verlieren</translation>
    </message>
    <message>
        <source>Excel workbooks (*.xlsx)</source>
        <translation>Excel-Arbeitsmappen (*.xlsx)</translation>
    </message>
    <message>
        <source>Export labels</source>
        <translation>Zuordnungen exportieren</translation>
    </message>
    <message>
        <source>Export reviews</source>
        <translation>Prüfungen exportieren</translation>
    </message>
    <message>
        <source>Files of reviews (*.jsonl)</source>
        <translation>Prüfungsdateien (*.jsonl)</translation>
    </message>
    <message>
        <source>Import an edited CSV</source>
        <translation>Bearbeitete CSV importieren</translation>
    </message>
    <message>
        <source>Import reviews</source>
        <translation>Prüfungen importieren</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <source>Photos ({patterns})</source>
        <translation>Fotos ({patterns})</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>{reason} If you close now, they are lost; a CSV export would hold them.</source>
        <translation>{reason} Wenn Sie jetzt schließen, sind sie verloren; ein CSV-Export würde sie festhalten.</translation>
    </message>
</context>
<context>
    <name>ThresholdBox</name>
    <message numerus="yes">
        <source>%Ln unsure photos</source>
        <translation>
            <numerusform>%Ln unsicheres Foto</numerusform>
            <numerusform>%Ln unsichere Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept from</source>
        <translation>Annehmen ab</translation>
    </message>
    <message>
        <source>Accept from · share wrong</source>
        <translation>Annehmen ab · Anteil falsch</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Back to the thresholds that the model came with, for every class</source>
        <translation>Zurück zu den Schwellen des Modells, für jede Klasse</translation>
    </message>
    <message>
        <source>Labels with at least this confidence count as sure; the others are to review.</source>
        <translation>Zuordnungen mit mindestens dieser Sicherheit gelten als sicher; die anderen sind zu prüfen.</translation>
    </message>
    <message>
        <source>Model&apos;s own ({threshold})</source>
        <translation>Wie das Modell ({threshold})</translation>
    </message>
    <message>
        <source>about {share} of sure labels wrong</source>
        <translation>etwa {share} der sicheren Zuordnungen falsch</translation>
    </message>
    <message numerus="yes">
        <source>measured on %Ln photos</source>
        <translation>
            <numerusform>gemessen an %Ln Foto</numerusform>
            <numerusform>gemessen an %Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>none of %Ln measured labels wrong</source>
        <translation>
            <numerusform>keine von %Ln gemessenen Zuordnung falsch</numerusform>
            <numerusform>keine von %Ln gemessenen Zuordnungen falsch</numerusform>
        </translation>
    </message>
    <message>
        <source>share of wrong labels: not measured</source>
        <translation>Anteil falscher Zuordnungen: nicht gemessen</translation>
    </message>
</context>
<context>
    <name>Trail</name>
    <message>
        <source>Back (Esc)</source>
        <translation>Zurück (Esc)</translation>
    </message>
</context>
<context>
    <name>TrustDialog</name>
    <message>
        <source>A model from elsewhere</source>
        <translation>Ein Modell von anderswo</translation>
    </message>
    <message>
        <source>A model is a program: it runs on this computer with your permissions. Use only those of people or places that you trust. You are asked once for each model.</source>
        <translation>Ein Modell ist ein Programm: Es läuft auf diesem Computer mit Ihren Rechten. Verwenden Sie nur Modelle von Menschen oder Stellen, denen Sie vertrauen. Sie werden für jedes Modell einmal gefragt.</translation>
    </message>
    <message>
        <source>Do you trust where this model comes from?</source>
        <translation>Vertrauen Sie der Herkunft dieses Modells?</translation>
    </message>
    <message>
        <source>Don&apos;t use it</source>
        <translation>Nicht verwenden</translation>
    </message>
    <message>
        <source>I trust it, use it</source>
        <translation>Ich vertraue ihm, verwenden</translation>
    </message>
</context>
<context>
    <name>UndoDialog</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Photos go back with content, name, folder and time. What was edited since, or whose old place is taken, stays where it is and is named.</source>
        <translation>Fotos gehen mit Inhalt, Namen, Ordner und Zeit zurück. Was seither bearbeitet wurde oder wessen alter Ort belegt ist, bleibt, wo es ist, und wird genannt.</translation>
    </message>
    <message>
        <source>Put a photo back</source>
        <translation>Ein Foto zurückbringen</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurückbringen</translation>
    </message>
    <message>
        <source>Putting photos back</source>
        <translation>Fotos werden zurückgebracht</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Undo a sort</source>
        <translation>Eine Sortierung rückgängig machen</translation>
    </message>
    <message>
        <source>What to put back</source>
        <translation>Was zurückgebracht wird</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Date taken</source>
        <translation>Aufnahmedatum</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>Look-alikes</source>
        <translation>Ähnliche</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Daisy</source>
        <translation>Gänseblümchen</translation>
    </message>
    <message>
        <source>Dandelion</source>
        <translation>Löwenzahn</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>Ausgeschlossen</translation>
    </message>
    <message>
        <source>No flower</source>
        <translation>Keine Blume</translation>
    </message>
    <message>
        <source>No flower: it looks as if none were on the photo ({score}; flagged from {threshold}).</source>
        <translation>Keine Blume: Es sieht aus, als wäre keine auf dem Foto ({score}; gemeldet ab {threshold}).</translation>
    </message>
    <message>
        <source>Other flower</source>
        <translation>Andere Blume</translation>
    </message>
    <message>
        <source>Other flower: it looks like none of the kinds that the model knows ({score}; flagged from {threshold}); the closest is {label}.</source>
        <translation>Andere Blume: Sie sieht wie keine der Arten aus, die das Modell kennt ({score}; gemeldet ab {threshold}); am nächsten kommt {label}.</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Reviewed: {label}, as the model says ({share}).</source>
        <translation>Geprüft: {label}, wie das Modell sagt ({share}).</translation>
    </message>
    <message>
        <source>Reviewed: {label}.</source>
        <translation>Geprüft: {label}.</translation>
    </message>
    <message>
        <source>Reviewed: {label}; the model says {model} ({share}).</source>
        <translation>Geprüft: {label}; das Modell sagt {model} ({share}).</translation>
    </message>
    <message>
        <source>Roses</source>
        <translation>Rosen</translation>
    </message>
    <message>
        <source>Sunflowers</source>
        <translation>Sonnenblumen</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Sure: {label} has {share}, and {threshold} is enough to count as sure.</source>
        <translation>Sicher: {label} hat {share}, und {threshold} genügt, um als sicher zu gelten.</translation>
    </message>
    <message>
        <source>The photo could not be read.</source>
        <translation>Das Foto konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Tulips</source>
        <translation>Tulpen</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbar</translation>
    </message>
    <message>
        <source>Unreadable: {reason}</source>
        <translation>Unlesbar: {reason}</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Unsure: two classes are close ({label} {share}, {other} {other_share}).</source>
        <translation>Unsicher: Zwei Klassen liegen nahe beieinander ({label} {share}, {other} {other_share}).</translation>
    </message>
    <message>
        <source>Unsure: {label} has {share}, less than the {threshold} that count as sure.</source>
        <translation>Unsicher: {label} hat {share}, weniger als die {threshold}, die als sicher gelten.</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} Std. {minutes} Min.</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} Min.</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
</context>
<context>
    <name>WorkDialog</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Putting everything back</source>
        <translation>Alles wird zurückgebracht</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message>
        <source>What could not be done</source>
        <translation>Was nicht möglich war</translation>
    </message>
    <message>
        <source>You can stop at any time: what is done stays done, nothing is lost, and undo puts it back.</source>
        <translation>Sie können jederzeit anhalten: Was getan ist, bleibt getan, nichts geht verloren, und Rückgängigmachen bringt es wieder.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
</context>
<context>
    <name>XmpWords</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>A new file</source>
        <translation>Eine neue Datei</translation>
    </message>
    <message>
        <source>Keywords are added to what others wrote there</source>
        <translation>Stichwörter kommen zu dem hinzu, was andere dort schrieben</translation>
    </message>
    <message>
        <source>Labels into XMP files</source>
        <translation>Zuordnungen in XMP-Dateien</translation>
    </message>
    <message>
        <source>Refused; nothing is touched</source>
        <translation>Abgelehnt; nichts wird angerührt</translation>
    </message>
    <message>
        <source>Says all that already</source>
        <translation>Sagt das alles schon</translation>
    </message>
    <message>
        <source>Without a sure label, left</source>
        <translation>Ohne sichere Zuordnung, gelassen</translation>
    </message>
    <message numerus="yes">
        <source>Write %Ln XMP files</source>
        <translation>
            <numerusform>%Ln XMP-Datei schreiben</numerusform>
            <numerusform>%Ln XMP-Dateien schreiben</numerusform>
        </translation>
    </message>
    <message>
        <source>XMP files: {sum}</source>
        <translation>XMP-Dateien: {sum}</translation>
    </message>
    <message>
        <source>already so</source>
        <translation>schon so</translation>
    </message>
    <message>
        <source>left</source>
        <translation>gelassen</translation>
    </message>
    <message>
        <source>made</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>ergänzt</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>to be made</source>
        <translation>neu anzulegen</translation>
    </message>
    <message>
        <source>to be merged</source>
        <translation>zu ergänzen</translation>
    </message>
    <message>
        <source>{done}, {count} not done</source>
        <translation>{done}, {count} nicht erledigt</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… und {count} weitere</translation>
    </message>
</context>
<context>
    <name>_Lines</name>
    <message>
        <source>Labels by share</source>
        <translation>Zuordnungen nach Anteil</translation>
    </message>
    <message>
        <source>{name}: {figure}</source>
        <translation>{name}: {figure}</translation>
    </message>
</context>
</TS>
