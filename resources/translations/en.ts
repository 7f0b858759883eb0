<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Bars</name>
    <message numerus="yes">
        <source>Show all %Ln classes</source>
        <translation>
            <numerusform>Show %Ln class</numerusform>
            <numerusform>Show all %Ln classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message numerus="yes">
        <source>%Ln labels are in doubt</source>
        <translation>
            <numerusform>%Ln label is in doubt</numerusform>
            <numerusform>%Ln labels are in doubt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photos…</source>
        <translation>
            <numerusform>Move %Ln photo…</numerusform>
            <numerusform>Move %Ln photos…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln of them are expected to be wrong</source>
        <translation>
            <numerusform>about %Ln of them is expected to be wrong</numerusform>
            <numerusform>about %Ln of them are expected to be wrong</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Conductor</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to review</source>
        <translation>
            <numerusform>%Ln to review</numerusform>
            <numerusform>%Ln to review</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfusionMatrix</name>
    <message numerus="yes">
        <source>%Ln photos in {given} look like {seen}</source>
        <translation>
            <numerusform>%Ln photo in {given} looks like {seen}</numerusform>
            <numerusform>%Ln photos in {given} look like {seen}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message numerus="yes">
        <source>… and %n more faults, in the log file.</source>
        <translation>
            <numerusform>… and %n more fault, in the log file.</numerusform>
            <numerusform>… and %n more faults, in the log file.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message numerus="yes">
        <source>%Ln photos selected</source>
        <translation>
            <numerusform>%Ln photo selected</numerusform>
            <numerusform>%Ln photos selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message numerus="yes">
        <source>%Ln reviews imported</source>
        <translation>
            <numerusform>%Ln review imported</numerusform>
            <numerusform>%Ln reviews imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reviews written to {file}</source>
        <translation>
            <numerusform>%Ln review written to {file}</numerusform>
            <numerusform>%Ln reviews written to {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows written to {file}</source>
        <translation>
            <numerusform>%Ln row written to {file}</numerusform>
            <numerusform>%Ln rows written to {file}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FaultList</name>
    <message numerus="yes">
        <source>%Ln other things went wrong</source>
        <translation>
            <numerusform>%Ln other thing went wrong</numerusform>
            <numerusform>%Ln other things went wrong</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be read</source>
        <translation>
            <numerusform>%Ln photo could not be read</numerusform>
            <numerusform>%Ln photos could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things went wrong</source>
        <translation>
            <numerusform>%Ln thing went wrong</numerusform>
            <numerusform>%Ln things went wrong</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileCommands</name>
    <message numerus="yes">
        <source>%Ln photos stand in the folder of another label now.</source>
        <translation>
            <numerusform>%Ln photo stands in the folder of another label now.</numerusform>
            <numerusform>%Ln photos stand in the folder of another label now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln photos</source>
        <translation>
            <numerusform>The one photo (%Ln)</numerusform>
            <numerusform>All %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln photos that are selected</source>
        <translation>
            <numerusform>The %Ln photo that is selected</numerusform>
            <numerusform>The %Ln photos that are selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln photos that are shown</source>
        <translation>
            <numerusform>The %Ln photo that is shown</numerusform>
            <numerusform>The %Ln photos that are shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %Ln reviews</source>
        <translation>
            <numerusform>Change %Ln review</numerusform>
            <numerusform>Change %Ln reviews</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LearnControl</name>
    <message numerus="yes">
        <source>%Ln labels of the model were corrected. It can learn from that.</source>
        <translation>
            <numerusform>%Ln label of the model was corrected. It can learn from that.</numerusform>
            <numerusform>%Ln labels of the model were corrected. It can learn from that.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LearntWords</name>
    <message numerus="yes">
        <source>Of %Ln examples, left out in turn, {found} are found;</source>
        <translation>
            <numerusform>Of %Ln example, left out, {found} is found;</numerusform>
            <numerusform>Of %Ln examples, left out in turn, {found} are found;</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln reviews held out, {before} are right without it and {after} with it.</source>
        <translation>
            <numerusform>Of %Ln review held out, {before} is right without it and {after} with it.</numerusform>
            <numerusform>Of %Ln reviews held out, {before} are right without it and {after} with it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LookUp</name>
    <message numerus="yes">
        <source>%Ln unknown photos</source>
        <translation>
            <numerusform>%Ln unknown photo</numerusform>
            <numerusform>%Ln unknown photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln groups; an answer is for a whole group</source>
        <translation>
            <numerusform>in %Ln group; an answer is for the whole group</numerusform>
            <numerusform>in %Ln groups; an answer is for a whole group</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelsDialog</name>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %Ln reviews</source>
        <translation>
            <numerusform>from %Ln review</numerusform>
            <numerusform>from %Ln reviews</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewClassDialog</name>
    <message numerus="yes">
        <source>%Ln selected photos become its first examples.</source>
        <translation>
            <numerusform>%Ln selected photo becomes its first example.</numerusform>
            <numerusform>%Ln selected photos become its first examples.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoCommands</name>
    <message numerus="yes">
        <source>%Ln paths copied</source>
        <translation>
            <numerusform>%Ln path copied</numerusform>
            <numerusform>%Ln paths copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message numerus="yes">
        <source>Copy %Ln photos</source>
        <translation>
            <numerusform>Copy %Ln photo</numerusform>
            <numerusform>Copy %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Link %Ln photos</source>
        <translation>
            <numerusform>Link %Ln photo</numerusform>
            <numerusform>Link %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photos</source>
        <translation>
            <numerusform>Move %Ln photo</numerusform>
            <numerusform>Move %Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanEntries</name>
    <message numerus="yes">
        <source>%Ln companions that Hugging Face&apos;s imagefolder would take for photos</source>
        <translation>
            <numerusform>%Ln companion that Hugging Face&apos;s imagefolder would take for a photo</numerusform>
            <numerusform>%Ln companions that Hugging Face&apos;s imagefolder would take for photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln companions with them</source>
        <translation>
            <numerusform>%Ln companion with it</numerusform>
            <numerusform>%Ln companions with them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos in formats that Keras passes over</source>
        <translation>
            <numerusform>%Ln photo in a format that Keras passes over</numerusform>
            <numerusform>%Ln photos in formats that Keras passes over</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RandomCheckMode</name>
    <message numerus="yes">
        <source>%Ln photos to review, and you may stop</source>
        <translation>
            <numerusform>%Ln photo to review, and you may stop</numerusform>
            <numerusform>%Ln photos to review, and you may stop</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln photos of the sample are checked.</source>
        <translation>
            <numerusform>The one photo (%Ln) of the sample is checked.</numerusform>
            <numerusform>All %Ln photos of the sample are checked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReasonRow</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message numerus="yes">
        <source>Not proven yet: at least %Ln more checks.</source>
        <translation>
            <numerusform>Not proven yet: at least %Ln more check.</numerusform>
            <numerusform>Not proven yet: at least %Ln more checks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Review the %Ln photos that are flagged or below {threshold}, and you may stop.</source>
        <translation>
            <numerusform>Review the %Ln photo that is flagged or below {threshold}, and you may stop.</numerusform>
            <numerusform>Review the %Ln photos that are flagged or below {threshold}, and you may stop.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show the %Ln photos</source>
        <translation>
            <numerusform>Show the %Ln photo</numerusform>
            <numerusform>Show the %Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultWords</name>
    <message numerus="yes">
        <source>%Ln companions went with their photos.</source>
        <translation>
            <numerusform>%Ln companion went with its photo.</numerusform>
            <numerusform>%Ln companions went with their photos.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message numerus="yes">
        <source>%Ln labels said to be wrong</source>
        <translation>
            <numerusform>%Ln label said to be wrong</numerusform>
            <numerusform>%Ln labels said to be wrong</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos accepted</source>
        <translation>
            <numerusform>%Ln photo accepted</numerusform>
            <numerusform>%Ln photos accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos excluded</source>
        <translation>
            <numerusform>%Ln photo excluded</numerusform>
            <numerusform>%Ln photos excluded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos labelled as another flower</source>
        <translation>
            <numerusform>%Ln photo labelled as another flower</numerusform>
            <numerusform>%Ln photos labelled as another flower</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos labelled as without a flower</source>
        <translation>
            <numerusform>%Ln photo labelled as without a flower</numerusform>
            <numerusform>%Ln photos labelled as without a flower</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos labelled as {name}</source>
        <translation>
            <numerusform>%Ln photo labelled as {name}</numerusform>
            <numerusform>%Ln photos labelled as {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reviews imported</source>
        <translation>
            <numerusform>%Ln review imported</numerusform>
            <numerusform>%Ln reviews imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reviews taken back</source>
        <translation>
            <numerusform>%Ln review taken back</numerusform>
            <numerusform>%Ln reviews taken back</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StartScreen</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%Ln more waiting</source>
        <translation>
            <numerusform>%Ln more waiting</numerusform>
            <numerusform>%Ln more waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos could not be read</source>
        <translation>
            <numerusform>%Ln photo could not be read</numerusform>
            <numerusform>%Ln photos could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things went wrong</source>
        <translation>
            <numerusform>%Ln thing went wrong</numerusform>
            <numerusform>%Ln things went wrong</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SystemDialogs</name>
    <message numerus="yes">
        <source>%Ln reviews could not be stored.</source>
        <translation>
            <numerusform>%Ln review could not be stored.</numerusform>
            <numerusform>%Ln reviews could not be stored.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ThresholdBox</name>
    <message numerus="yes">
        <source>%Ln unsure photos</source>
        <translation>
            <numerusform>%Ln unsure photo</numerusform>
            <numerusform>%Ln unsure photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>measured on %Ln photos</source>
        <translation>
            <numerusform>measured on %Ln photo</numerusform>
            <numerusform>measured on %Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>none of %Ln measured labels wrong</source>
        <translation>
            <numerusform>none of %Ln measured label wrong</numerusform>
            <numerusform>none of %Ln measured labels wrong</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoDialog</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>XmpWords</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Write %Ln XMP files</source>
        <translation>
            <numerusform>Write %Ln XMP file</numerusform>
            <numerusform>Write %Ln XMP files</numerusform>
        </translation>
    </message>
</context>
</TS>
