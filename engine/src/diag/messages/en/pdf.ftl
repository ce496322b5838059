# P: reading pictures, writing PDF and PNG

P001 = item `{ $field }` on page { $page } has a character the face cannot draw (glyph 0)
    .hint = check the characters of this item against its face
    .explain =
        The last check before writing found glyph number 0 (.notdef, an empty box), so no PDF was made.
        Characters are checked against the face when a page is set, so this should not happen.
        If it does, report it with the form and the version of the fonts.
P002 = item `{ $field }` on page { $page } has a glyph number beyond the face
    .hint = set and write pages with the same version of the fonts
    .explain =
        A glyph number is higher than the number of glyphs in the face. This happens when pages are set with one font file and written with another.
        Use one set of fonts from setting to writing.
P003 = item `{ $field }` on page { $page } contradicts itself
    .explain =
        The size or the horizontal scale is zero, or characters and glyphs together do not cover the whole text.
        Stopped so that no PDF with wrong text is made. Report it with the form.
P004 = the face `{ $face }` cannot be embedded in a PDF
    .hint = compare the font file with its publisher's original
    .explain =
        No subset (the glyphs in use only) could be made. The tables of the font file may be damaged.
        `chohyo fonts verify` compares the hashes of the font files.
P005 = the face `{ $face }` is CFF with too many glyphs to be embedded in a PDF
    .hint = use a TrueType (glyf) face
    .explain =
        CFF faces are embedded whole to keep their glyph numbers. Those with more than 1,000 glyphs are refused.
P009 = the PDF cannot be written ({ $kind })
    .hint = check free space and write permission at the destination
    .explain =
        The destination did not accept the bytes. A file written in part is unusable.
P010 = the picture is not a PNG file
    .hint = save the picture as PNG
    .explain =
        Seals are read from PNG files only. Lossy formats such as JPEG blur them.
P011 = the picture is too large
    .hint = keep within 4,000 pixels a side and 8 MiB
    .explain =
        A picture has at most 4,000 pixels across and down, its file at most 8 MiB. 4,000 pixels are about 170 mm at 600 dpi.
P012 = the picture is damaged
    .hint = make the PNG anew from its source
    .explain =
        The file is cut off, a checksum is wrong, bytes follow its end, or it is against the PNG format.
        Refused so that no seal is printed that was read in part.
P013 = an animated picture (APNG) cannot be used
    .hint = use a still PNG
    .explain =
        What an animation shows depends on the device, so it cannot be a seal.
P020 = the PNG cannot be written
    .explain =
        Pixels and stated size do not match. This should not happen. Report it with the form.
P030 = the PDF cannot be read back
    .explain =
        A part of the PDF could not be read when it was checked. The file is damaged or has more parts (20,000) than a check takes.
P031 = this cannot be read as a PDF
    .explain =
        It is no PDF, or damaged beyond its cross references and objects. If a viewer opens it, report it with the file.
P032 = the PDF needs a password
    .hint = give a PDF without a password
    .explain =
        A PDF that opens with the empty password is read; one with a user password is not.
P033 = the PDF is beyond a limit of reading ({ $what })
    .explain =
        One file is read up to 512 MiB and 200,000 pages. Split it.
P034 = page { $page }: the file does not say what { $count } glyphs mean
    .explain =
        The font has no map to characters (ToUnicode), and neither its encoding nor the tables of an embedded program tell. Places and sizes are read, the text is missing. It is never guessed.
P035 = page { $page }: a font cannot be read ({ $count } times), and what it writes is missing
    .explain =
        The dictionary of the font is damaged, or it uses an encoding (CMap) that is not known. Text in that font is not in the result. Do not take the page as complete.
P036 = page { $page } is beyond a limit and was read in part
    .explain =
        Of one page 200,000 glyphs, lines and images are read. Do not take the page as complete.
P037 = the PDF asks for more memory than a reading takes ({ $what })
    .hint = if the file is yours, write it anew without compression tricks, or split it
    .explain =
        A few kilobytes can be made to stand for many gigabytes. Before a file is opened, its streams are weighed without keeping them: one may hold 256 MiB
        without its compression, all together 1 GiB (pictures apart), a table or a stream of objects 16 MiB; there may be 4 million objects, eight filters a stream, and
        64 versions of an object. What cannot be weighed (filters told in a hidden place, damaged data that may hold anything) counts as too heavy.
P038 = page { $page } asks for too much work and was not read
    .explain =
        With every form as often as it is drawn, a page may ask for 32 MiB of content. Forms that draw each other, or double themselves in many steps, ask for work without end.
        Nothing of the page was read. Do not take the file as complete.
P039 = the reader fails in this file
    .hint = report the file, or a file like it without personal data
    .explain =
        The file breaks a rule in a way that the reader does not know. It was stopped, and what it read of that page is not used.
P040 = item `{ $field }` on page { $page }: cluster { $number } is not drawn as its font draws it
    .explain =
        Before a page is drawn, every cluster is asked of the original font anew: its cmap, its variation sequences and its forms.
        Here the glyphs are others, one is missing (.notdef), or a variation selector was ignored. Nothing was published. Report it with the form.
P041 = the file has { $found } pages, { $wanted } were meant
    .explain =
        The pages of all records together are not those in the finished file: one is missing, doubled or was added. Nothing was published.
P042 = page { $page } has another size or is turned
    .explain =
        The size of the sheet in the finished file is not that of the form, or a viewer would turn the page. Nothing was published.
P043 = item `{ $field }` on page { $page }: glyph { $number } is not in the file
    .explain =
        The finished file was read back, and a glyph that was meant is not on its page. Nothing was published.
P044 = page { $page } has a glyph that was not meant (glyph { $number })
    .explain =
        The finished file was read back, and a glyph stands on the page that is in no item. Nothing was published.
P045 = item `{ $field }` on page { $page }: glyph { $number } is another one
    .explain =
        At the place of a glyph that was meant the finished file has another one. Nothing was published.
P046 = item `{ $field }` on page { $page }: glyph { $number } stands elsewhere
    .explain =
        The glyph in the finished file is the one that was meant, but more than 0.01 mm away from its place. Nothing was published.
P047 = item `{ $field }` on page { $page }: size, condensing or direction of glyph { $number } differ
    .explain =
        The letters in the finished file are larger, smaller, narrower, wider or turned otherwise than was meant. Nothing was published.
P048 = item `{ $field }` on page { $page }: the text of glyph { $number } differs
    .explain =
        What a reader extracts (ToUnicode or ActualText) is not the text of the item, although it looks the same: copying, searching and reading aloud would give another text. Nothing was published.
P049 = item `{ $field }` on page { $page }: the outline of glyph { $number } is not that of its font
    .explain =
        The outline in the embedded font is not the one that the original font has for this glyph. Nothing was published.
P050 = item `{ $field }` on page { $page }: glyph { $number } is in another font, or its font is not embedded
    .explain =
        The glyph is drawn by a font that was not meant, or by one of the viewer's own. Nothing was published.
P051 = item `{ $field }` on page { $page }: glyph { $number } is invisible or has another colour
    .explain =
        The text is in the finished file but does not look as it was meant: another colour, an outline only, transparent or without ink. Nothing was published.
P052 = item `{ $field }` on page { $page }: line or fill { $number } is missing or differs
    .explain =
        A rule, frame, circle or fill that was meant is not in the finished file, or its place, width, dashes or colour differ. Nothing was published.
P053 = page { $page } has a line or fill that was not meant (number { $number })
    .explain =
        The finished file has a line or a fill on the page that is in no item. It could cover a text. Nothing was published.
P054 = item `{ $field }` on page { $page }: picture { $number } is missing or differs
    .explain =
        A seal or picture that was meant is not in the finished file, or its place or what it shows differ. Nothing was published.
P055 = page { $page } has a picture that was not meant (number { $number })
    .explain =
        The finished file has a picture on the page that is in no item. Nothing was published.
P056 = page { $page } is painted in another order
    .explain =
        All marks of the page are there, but one is painted before another that should lie under it. A fill could cover a text. Nothing was published.
P057 = something on page { $page } hides or covers what is on it
    .explain =
        The page has a clip path, a transparency group, an annotation or a layer that can be switched. The engine writes none of them. Nothing was published.
P058 = page { $page } has too many marks to be proved
    .explain =
        More than 200,000 glyphs, lines and pictures on one page are not read. Divide the page.
P059 = proved: what is in the file is what the records said (records: { $records }, pages: { $pages }, clusters: { $clusters }, glyphs: { $glyphs }, pages compared as pictures: { $pictures })
    .explain =
        Before drawing, every cluster was asked of the original fonts; the finished file was then read by a reader that shares nothing with the writer, and every glyph, outline, text, line and picture is the one that was meant.
        Then the pages were drawn by a rasterizer of other hands and looked as the engine's own pictures of them; where a run proves a sample, only the pages of the sample. With --diagnostics json the counts and the level are fields.
P060 = page { $page } looks otherwise than was meant near item `{ $field }`
    .explain =
        The page was drawn from the finished file by a rasterizer of other hands. At this place the picture differs from the engine's own by more than the edges of letters and lines ever do. Nothing was published.
P061 = item `{ $field }` on page { $page }: glyph { $number } has more or less ink than was meant
    .explain =
        The page was drawn from the finished file by a rasterizer of other hands. In the place of this glyph is more or less ink than in the engine's own picture: it is covered, cut, deformed or not drawn. Nothing was published.
P062 = page { $page } has ink where nothing was meant (near item `{ $field }`)
    .explain =
        The page was drawn from the finished file by a rasterizer of other hands. At this place something is drawn, and the engine's own picture has white paper. Nothing was published.
P063 = page { $page } cannot be drawn to compare its picture
    .explain =
        The page is too large to be drawn (2.7 m). Nothing was published.
P064 = page { $page } turns to a font that is not in the file or cannot be read
    .explain =
        What it writes with that font is not seen by the reader, so nothing can be said of it; a viewer may show it. The engine embeds every font that it names. Nothing was published.
