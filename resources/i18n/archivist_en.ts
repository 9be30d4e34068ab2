<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>ArchiveLogRoom</name>
        <message numerus="yes">
            <source>%Ln file(s)</source>
            <translation>
                <numerusform>%Ln file</numerusform>
                <numerusform>%Ln files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln chosen</source>
            <translation>
                <numerusform>%Ln chosen</numerusform>
                <numerusform>%Ln chosen</numerusform>
            </translation>
        </message>
    </context>
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
        <name>CloserView</name>
        <message numerus="yes">
            <source>Split all %n</source>
            <translation>
                <numerusform>Split all %n</numerusform>
                <numerusform>Split all %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Crop all %n</source>
            <translation>
                <numerusform>Crop all %n</numerusform>
                <numerusform>Crop all %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CompareTexts</name>
        <message numerus="yes">
            <source>They differ at %Ln place(s).</source>
            <translation>
                <numerusform>They differ at %Ln place.</numerusform>
                <numerusform>They differ at %Ln places.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ConcordanceView</name>
        <message numerus="yes">
            <source>%Ln line(s) so far</source>
            <translation>
                <numerusform>%Ln line so far</numerusform>
                <numerusform>%Ln lines so far</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln page(s)</source>
            <translation>
                <numerusform>%1 of %Ln page</numerusform>
                <numerusform>%1 of %Ln pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln line(s)</source>
            <translation>
                <numerusform>%Ln line</numerusform>
                <numerusform>%Ln lines</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln page(s)</source>
            <translation>
                <numerusform>%Ln page</numerusform>
                <numerusform>%Ln pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln source(s)</source>
            <translation>
                <numerusform>%Ln source</numerusform>
                <numerusform>%Ln sources</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>the first %Ln shown</source>
            <translation>
                <numerusform>the first %Ln shown</numerusform>
                <numerusform>the first %Ln shown</numerusform>
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
        <name>DoublesDialog</name>
        <message numerus="yes">
            <source>%Ln pair(s). Nothing goes by itself.</source>
            <translation>
                <numerusform>%Ln pair. Nothing goes by itself.</numerusform>
                <numerusform>%Ln pairs. Nothing goes by itself.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln pair(s) chosen. What you press is done with all.</source>
            <translation>
                <numerusform>%Ln pair chosen. What you press is done with all.</numerusform>
                <numerusform>%Ln pairs chosen. What you press is done with all.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EditManyDialog</name>
        <message numerus="yes">
            <source>%Ln source(s) selected</source>
            <translation>
                <numerusform>%Ln source selected</numerusform>
                <numerusform>%Ln sources selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Write to %Ln source(s)</source>
            <translation>
                <numerusform>Write to %Ln source</numerusform>
                <numerusform>Write to %Ln sources</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln source(s) will change</source>
            <translation>
                <numerusform>%Ln source will change</numerusform>
                <numerusform>%Ln sources will change</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln unchanged</source>
            <translation>
                <numerusform>%Ln unchanged</numerusform>
                <numerusform>%Ln unchanged</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>the first %Ln are shown</source>
            <translation>
                <numerusform>the first %Ln are shown</numerusform>
                <numerusform>the first %Ln are shown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln source(s) edited. Undo takes that back.</source>
            <translation>
                <numerusform>%Ln source edited. Undo takes that back.</numerusform>
                <numerusform>%Ln sources edited. Undo takes that back.</numerusform>
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
        <name>ExportTableDialog</name>
        <message numerus="yes">
            <source>The %n selected source(s)</source>
            <translation>
                <numerusform>The %n selected source</numerusform>
                <numerusform>The %n selected sources</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln source(s) written to “%1”.</source>
            <translation>
                <numerusform>%Ln source written to “%1”.</numerusform>
                <numerusform>%Ln sources written to “%1”.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilesCard</name>
        <message numerus="yes">
            <source>and %n more file(s)</source>
            <translation>
                <numerusform>and %n more file</numerusform>
                <numerusform>and %n more files</numerusform>
            </translation>
        </message>
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
        <name>FolderDialog</name>
        <message numerus="yes">
            <source>%Ln file(s) found…</source>
            <translation>
                <numerusform>%Ln file found…</numerusform>
                <numerusform>%Ln files found…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Import %Ln file(s)</source>
            <translation>
                <numerusform>Import %Ln file</numerusform>
                <numerusform>Import %Ln files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln source(s)</source>
            <translation>
                <numerusform>%Ln source</numerusform>
                <numerusform>%Ln sources</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln do not fit</source>
            <translation>
                <numerusform>%Ln do not fit</numerusform>
                <numerusform>%Ln do not fit</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln cannot be opened</source>
            <translation>
                <numerusform>%Ln cannot be opened</numerusform>
                <numerusform>%Ln cannot be opened</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Foot</name>
        <message numerus="yes">
            <source>%Ln new</source>
            <translation>
                <numerusform>%Ln new</numerusform>
                <numerusform>%Ln new</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln changed</source>
            <translation>
                <numerusform>%Ln changed</numerusform>
                <numerusform>%Ln changed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln as they are</source>
            <translation>
                <numerusform>%Ln as they are</numerusform>
                <numerusform>%Ln as they are</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln where yours differs and stays</source>
            <translation>
                <numerusform>%Ln where yours differs and stays</numerusform>
                <numerusform>%Ln where yours differs and stays</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln line(s) left out</source>
            <translation>
                <numerusform>%Ln line left out</numerusform>
                <numerusform>%Ln lines left out</numerusform>
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
            <source>%Ln hit(s)</source>
            <translation>
                <numerusform>%Ln hit</numerusform>
                <numerusform>%Ln hits</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln source(s)</source>
            <translation>
                <numerusform>%Ln source</numerusform>
                <numerusform>%Ln sources</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln page(s) still to be read into the index.</source>
            <translation>
                <numerusform>%Ln page still to be read into the index.</numerusform>
                <numerusform>%Ln pages still to be read into the index.</numerusform>
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
            <source>building the index anew, %Ln left</source>
            <translation>
                <numerusform>building the index anew, %Ln left</numerusform>
                <numerusform>building the index anew, %Ln left</numerusform>
            </translation>
        </message>
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
        <name>InventoryDialog</name>
        <message numerus="yes">
            <source>%Ln place(s) added</source>
            <translation>
                <numerusform>%Ln place added</numerusform>
                <numerusform>%Ln places added</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln brought up to date</source>
            <translation>
                <numerusform>%Ln brought up to date</numerusform>
                <numerusform>%Ln brought up to date</numerusform>
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
        <name>MissingFiles</name>
        <message numerus="yes">
            <source>%Ln file(s) found again</source>
            <translation>
                <numerusform>%Ln file found again</numerusform>
                <numerusform>%Ln files found again</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln still missing</source>
            <translation>
                <numerusform>%Ln still missing</numerusform>
                <numerusform>%Ln still missing</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NumberingBar</name>
        <message numerus="yes">
            <source>Number %n page(s)</source>
            <translation>
                <numerusform>Number %n page</numerusform>
                <numerusform>Number %n pages</numerusform>
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
        <name>OwnFieldsDialog</name>
        <message numerus="yes">
            <source>with its values in %n source(s)</source>
            <translation>
                <numerusform>with its values in %n source</numerusform>
                <numerusform>with its values in %n sources</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
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
        <name>PlanTree</name>
        <message numerus="yes">
            <source>… and %Ln more</source>
            <translation>
                <numerusform>… and %Ln more</numerusform>
                <numerusform>… and %Ln more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RecogniseForm</name>
        <message numerus="yes">
            <source>All pages of %n source(s) without a sound text</source>
            <translation>
                <numerusform>All pages of %n source without a sound text</numerusform>
                <numerusform>All pages of %n sources without a sound text</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RecogniseWork</name>
        <message numerus="yes">
            <source>No text was found on %n page(s).</source>
            <translation>
                <numerusform>No text was found on %n page.</numerusform>
                <numerusform>No text was found on %n pages.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) recognised</source>
            <translation>
                <numerusform>%n page recognised</numerusform>
                <numerusform>%n pages recognised</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them doubtful</source>
            <translation>
                <numerusform>%n of them doubtful</numerusform>
                <numerusform>%n of them doubtful</numerusform>
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
        <name>RemarkList</name>
        <message numerus="yes">
            <source>%n page(s) without a number</source>
            <translation>
                <numerusform>%n page without a number</numerusform>
                <numerusform>%n pages without a number</numerusform>
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
        <name>RunsPane</name>
        <message numerus="yes">
            <source>%n could not be read</source>
            <translation>
                <numerusform>%n could not be read</numerusform>
                <numerusform>%n could not be read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cancelled</source>
            <translation>
                <numerusform>%n cancelled</numerusform>
                <numerusform>%n cancelled</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>text of %n to be recognised</source>
            <translation>
                <numerusform>text of %n to be recognised</numerusform>
                <numerusform>text of %n to be recognised</numerusform>
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
        <name>SheetGrid</name>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n page</numerusform>
                <numerusform>%n pages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SheetWork</name>
        <message numerus="yes">
            <source>%n page(s) numbered. Undo takes that back.</source>
            <translation>
                <numerusform>%n page numbered. Undo takes that back.</numerusform>
                <numerusform>%n pages numbered. Undo takes that back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) straightened. Undo takes that back.</source>
            <translation>
                <numerusform>%n page straightened. Undo takes that back.</numerusform>
                <numerusform>%n pages straightened. Undo takes that back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n source(s) are one now. Undo parts them again.</source>
            <translation>
                <numerusform>%n source are one now. Undo parts them again.</numerusform>
                <numerusform>%n sources are one now. Undo parts them again.</numerusform>
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
        <name>SideView</name>
        <message numerus="yes">
            <source>%n mark(s)</source>
            <translation>
                <numerusform>%n mark</numerusform>
                <numerusform>%n marks</numerusform>
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
        <name>SourceTable</name>
        <message numerus="yes">
            <source>the text of %n page(s) is doubtful</source>
            <translation>
                <numerusform>the text of %n page is doubtful</numerusform>
                <numerusform>the text of %n pages is doubtful</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SourceWork</name>
        <message numerus="yes">
            <source>%n source(s) are one now. Undo parts them again.</source>
            <translation>
                <numerusform>%n source are one now. Undo parts them again.</numerusform>
                <numerusform>%n sources are one now. Undo parts them again.</numerusform>
            </translation>
        </message>
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
        <name>StepForm</name>
        <message numerus="yes">
            <source>%Ln file(s)</source>
            <translation>
                <numerusform>%Ln file</numerusform>
                <numerusform>%Ln files</numerusform>
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
        <name>ToolRow</name>
        <message numerus="yes">
            <source>%Ln page(s)</source>
            <translation>
                <numerusform>%Ln page</numerusform>
                <numerusform>%Ln pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln selected</source>
            <translation>
                <numerusform>%Ln selected</numerusform>
                <numerusform>%Ln selected</numerusform>
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
        <name>WatchedDialog</name>
        <message numerus="yes">
            <source>%Ln file(s)</source>
            <translation>
                <numerusform>%Ln file</numerusform>
                <numerusform>%Ln files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>YearChart</name>
        <message numerus="yes">
            <source>%1: %Ln hit(s)</source>
            <translation>
                <numerusform>%1: %Ln hit</numerusform>
                <numerusform>%1: %Ln hits</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1: %Ln time(s), %2 per 1,000 words</source>
            <translation>
                <numerusform>%1: %Ln time, %2 per 1,000 words</numerusform>
                <numerusform>%1: %Ln times, %2 per 1,000 words</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_LineDelegate</name>
        <message numerus="yes">
            <source>%Ln time(s), %1 per 1,000 words</source>
            <translation>
                <numerusform>%Ln time, %1 per 1,000 words</numerusform>
                <numerusform>%Ln times, %1 per 1,000 words</numerusform>
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
            <source>%Ln more</source>
            <translation>
                <numerusform>%Ln more</numerusform>
                <numerusform>%Ln more</numerusform>
            </translation>
        </message>
    </context>
</TS>
