<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>ArchiveQuestion</name>
        <message numerus="yes">
            <source>One answer counts for all %n reference(s) that name it.</source>
            <translation>
                <numerusform>One answer counts for all %n reference that name it.</numerusform>
                <numerusform>One answer counts for all %n references that name it.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CitationCard</name>
        <message numerus="yes">
            <source>%n citation(s) copied</source>
            <translation>
                <numerusform>%n citation copied</numerusform>
                <numerusform>%n citations copied</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ConcordanceView</name>
        <message numerus="yes">
            <source>%n line(s) so far</source>
            <translation>
                <numerusform>%n line so far</numerusform>
                <numerusform>%n lines so far</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %n page(s)</source>
            <translation>
                <numerusform>%1 of %n page</numerusform>
                <numerusform>%1 of %n pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s)</source>
            <translation>
                <numerusform>%n line</numerusform>
                <numerusform>%n lines</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n page</numerusform>
                <numerusform>%n pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n source(s)</source>
            <translation>
                <numerusform>%n source</numerusform>
                <numerusform>%n sources</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>the first %n shown</source>
            <translation>
                <numerusform>the first %n shown</numerusform>
                <numerusform>the first %n shown</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Doors</name>
        <message numerus="yes">
            <source>%n fault(s) found.</source>
            <translation>
                <numerusform>%n fault found.</numerusform>
                <numerusform>%n faults found.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExportReferencesDialog</name>
        <message numerus="yes">
            <source>The %n selected source(s)</source>
            <translation>
                <numerusform>The %n selected source</numerusform>
                <numerusform>The %n selected sources</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n reference(s)</source>
            <translation>
                <numerusform>%n reference</numerusform>
                <numerusform>%n references</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilesCard</name>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n page</numerusform>
                <numerusform>%n pages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message numerus="yes">
            <source>Only these %Ln source(s)</source>
            <translation>
                <numerusform>Only these %Ln source</numerusform>
                <numerusform>Only these %Ln sources</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FindBar</name>
        <message numerus="yes">
            <source>%n hit(s)</source>
            <translation>
                <numerusform>%n hit</numerusform>
                <numerusform>%n hits</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FindingsPane</name>
        <message numerus="yes">
            <source>%Ln finding(s)</source>
            <translation>
                <numerusform>%Ln finding</numerusform>
                <numerusform>%Ln findings</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln finding(s) copied</source>
            <translation>
                <numerusform>%Ln finding copied</numerusform>
                <numerusform>%Ln findings copied</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FormCard</name>
        <message numerus="yes">
            <source>%n word(s) apart</source>
            <translation>
                <numerusform>%n word apart</numerusform>
                <numerusform>%n words apart</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message numerus="yes">
            <source>%Ln finding(s)</source>
            <translation>
                <numerusform>%Ln finding</numerusform>
                <numerusform>%Ln findings</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Heading</name>
        <message numerus="yes">
            <source>%n hit(s)</source>
            <translation>
                <numerusform>%n hit</numerusform>
                <numerusform>%n hits</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n source(s)</source>
            <translation>
                <numerusform>%n source</numerusform>
                <numerusform>%n sources</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) still to be read into the index.</source>
            <translation>
                <numerusform>%n page still to be read into the index.</numerusform>
                <numerusform>%n pages still to be read into the index.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportBar</name>
        <message numerus="yes">
            <source>Add %n file(s) to</source>
            <translation>
                <numerusform>Add %n file to</numerusform>
                <numerusform>Add %n files to</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportFoot</name>
        <message numerus="yes">
            <source>Import %n reference(s)</source>
            <translation>
                <numerusform>Import %n reference</numerusform>
                <numerusform>Import %n references</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n in the library already</source>
            <translation>
                <numerusform>%n in the library already</numerusform>
                <numerusform>%n in the library already</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n left out</source>
            <translation>
                <numerusform>%n left out</numerusform>
                <numerusform>%n left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not understood</source>
            <translation>
                <numerusform>%n not understood</numerusform>
                <numerusform>%n not understood</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Importing</name>
        <message numerus="yes">
            <source>%n file(s) added</source>
            <translation>
                <numerusform>%n file added</numerusform>
                <numerusform>%n files added</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them could not be read</source>
            <translation>
                <numerusform>%n of them could not be read</numerusform>
                <numerusform>%n of them could not be read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) in the library already</source>
            <translation>
                <numerusform>%n file in the library already</numerusform>
                <numerusform>%n files in the library already</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Indexing</name>
        <message numerus="yes">
            <source>%Ln page(s) a second</source>
            <translation>
                <numerusform>%Ln page a second</numerusform>
                <numerusform>%Ln pages a second</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln text(s) to be indexed</source>
            <translation>
                <numerusform>%Ln text to be indexed</numerusform>
                <numerusform>%Ln texts to be indexed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>indexing, %Ln left</source>
            <translation>
                <numerusform>indexing, %Ln left</numerusform>
                <numerusform>indexing, %Ln left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LibraryRoom</name>
        <message numerus="yes">
            <source>%Ln source(s)</source>
            <translation>
                <numerusform>%Ln source</numerusform>
                <numerusform>%Ln sources</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OpenedLibrary</name>
        <message numerus="yes">
            <source>%Ln source(s)</source>
            <translation>
                <numerusform>%Ln source</numerusform>
                <numerusform>%Ln sources</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln page(s)</source>
            <translation>
                <numerusform>%Ln page</numerusform>
                <numerusform>%Ln pages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PastingDialog</name>
        <message numerus="yes">
            <source>%n source(s) added</source>
            <translation>
                <numerusform>%n source added</numerusform>
                <numerusform>%n sources added</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n in the library already</source>
            <translation>
                <numerusform>%n in the library already</numerusform>
                <numerusform>%n in the library already</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlaceForm</name>
        <message numerus="yes">
            <source>and %n more file(s), as the preview shows</source>
            <translation>
                <numerusform>and %n more file, as the preview shows</numerusform>
                <numerusform>and %n more files, as the preview shows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReferencesPane</name>
        <message numerus="yes">
            <source>%n reference(s) copied</source>
            <translation>
                <numerusform>%n reference copied</numerusform>
                <numerusform>%n references copied</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ResultDelegate</name>
        <message numerus="yes">
            <source>%n more in this source</source>
            <translation>
                <numerusform>%n more in this source</numerusform>
                <numerusform>%n more in this source</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SameQuestion</name>
        <message numerus="yes">
            <source>Looks the same as %n source(s) of your library.</source>
            <translation>
                <numerusform>Looks the same as %n source of your library.</numerusform>
                <numerusform>Looks the same as %n sources of your library.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SeveralForm</name>
        <message numerus="yes">
            <source>%Ln source(s) selected</source>
            <translation>
                <numerusform>%Ln source selected</numerusform>
                <numerusform>%Ln sources selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Shelf</name>
        <message numerus="yes">
            <source>%n word(s) in all</source>
            <translation>
                <numerusform>%n word in all</numerusform>
                <numerusform>%n words in all</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SidebarMenu</name>
        <message numerus="yes">
            <source>%n source(s) put under “%1”</source>
            <translation>
                <numerusform>%n source put under “%1”</numerusform>
                <numerusform>%n sources put under “%1”</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SourceWork</name>
        <message numerus="yes">
            <source>%n source(s) moved to the bin. Undo takes that back.</source>
            <translation>
                <numerusform>%n source moved to the bin. Undo takes that back.</numerusform>
                <numerusform>%n sources moved to the bin. Undo takes that back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Erase %n source(s) for ever?</source>
            <translation>
                <numerusform>Erase %n source for ever?</numerusform>
                <numerusform>Erase %n sources for ever?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StylesDialog</name>
        <message numerus="yes">
            <source>%n style(s)</source>
            <translation>
                <numerusform>%n style</numerusform>
                <numerusform>%n styles</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>UnderWay</name>
        <message numerus="yes">
            <source>Searching… %n s</source>
            <translation>
                <numerusform>Searching… %n s</numerusform>
                <numerusform>Searching… %n s</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>YearChart</name>
        <message numerus="yes">
            <source>%1: %n hit(s)</source>
            <translation>
                <numerusform>%1: %n hit</numerusform>
                <numerusform>%1: %n hits</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1: %n time(s), %2 per 1,000 words</source>
            <translation>
                <numerusform>%1: %n time, %2 per 1,000 words</numerusform>
                <numerusform>%1: %n times, %2 per 1,000 words</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_LineDelegate</name>
        <message numerus="yes">
            <source>%n time(s), %1 per 1,000 words</source>
            <translation>
                <numerusform>%n time, %1 per 1,000 words</numerusform>
                <numerusform>%n times, %1 per 1,000 words</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_Places</name>
        <message numerus="yes">
            <source>%Ln source(s)</source>
            <translation>
                <numerusform>%Ln source</numerusform>
                <numerusform>%Ln sources</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_Values</name>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n more</numerusform>
                <numerusform>%n more</numerusform>
            </translation>
        </message>
    </context>
</TS>
