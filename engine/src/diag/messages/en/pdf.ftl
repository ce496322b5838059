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
