# Characters and fonts
# Arguments: code_points (as U+845B U+E0100, never the character itself), font (name of the font), role, file, part

G001 = no glyph for { $code_points } in font { $font }
    .hint = check the source data for a wrong code; names and addresses of residents must use the characters of MJ (文字情報基盤)
    .explain =
        The font cannot draw the character, or cannot combine it with its marks (sound marks, accents).
        Nothing is replaced by a similar character, by 〓 or by a blank: the record is not printed.

        Example: no font has U+1F600.
        Example: e + U+0302 + U+0303 has no single glyph; the marks would stand beside the letter, so it is refused.

        If the code is right, the character is outside the product's fonts. What BIZ UD and other faces lack was looked up in IPAmj Mincho first.

G002 = no such variation sequence in font { $font }: { $code_points } ({ $collection ->
        [none] registered in no collection
       *[other] { $collection }
    })
    .hint = MJ has { $count } glyphs of this character: { $candidates }; compare them with `chohyo chars show`
    .explain =
        The font has the base character, but not this base with this variation selector (IVS or SVS).
        Dropping the selector could print a name in another form, so the text is refused.

        Example: 葛 (U+845B) + U+E0100 is an Adobe-Japan1 sequence; IPAmj Mincho has only Moji_Joho ones.
        Example: 葛 (U+845B) + U+E0102 is in IPAmj Mincho.

        See whether the source system sends Adobe-Japan1 sequences, and convert them to those of MJ.
        The forms of the two collections do not correspond one to one, so nothing is converted automatically.

G003 = { $code_points } cannot stand on paper
    .hint = look for control characters and zero-width characters in the source data
    .explain =
        The code has no form on paper. It is not removed silently.

        - controls (tab and line ends included), bidi controls, zero-width and tag characters
        - a variation selector without a base character
        - a character of private use (外字) with a mark or a variation selector
        - noncharacters, U+FFFC and U+FFFD (the mark of a lost character)

        Remove the code from the source data.

G004 = no font is given that draws the private-use character { $code_points }
    .hint = add the font of the 外字 to the city's parameters, or identify the character with one of MJ
    .explain =
        Characters of private use (外字) and names of glyphs such as `{"{"}GJ000001{"}"}` are drawn only by the font that owns them. No font given has this one, or the city's `profile` does not allow it.

        - U+E000–U+F8FF: only fonts with `slot = "eudc"`
        - plane 16 (U+100000–U+10FFFD) and names of GJ: only fonts with `slot = "gj"` or `slot = "toyo"`, and only if `profile` is `mj-plus` or `mixed`

        A font of one kind never draws a character of the other: the same code is another character there.

        Example: a name has U+E000, and the city has given no EUDC font.

        Add the font as a `[[characters.font]]` of the city's parameters, or identify the 外字 of the source data with a character of MJ.

G010 = font { $font } is broken ({ $part })
    .hint = put the distributor's file in its place
    .explain =
        The file is cut short or lacks a table that it needs. Nothing is printed.

        A failed transfer, or a file that is no font, is the usual cause. `chohyo fonts verify` checks all files.

G011 = font { $font } is not the file whose SHA-256 is on record
    .hint = put the distributor's file in its place; another version under the same name will not do
    .explain =
        The SHA-256 of the file differs from the one in `fonts.toml` (for fonts of a city: sha256 of its [[characters.font]]).
        Another file may draw other forms, and the same data would no longer give the same form; so it is not used.

        `chohyo fonts verify` checks all files. Replace those that differ by the files of the `package` named there.

G012 = not exactly one font file for the role { $role }
    .hint = give one file each for mincho, ud-mincho, gothic, gothic-bold and ocr-b
    .explain =
        Each of the five roles (mincho, ud-mincho, gothic, gothic-bold, ocr-b) needs one file.
        No other face and no font of the system takes its place.

        Correct the missing or doubled `role` in `fonts.toml`.

G013 = too many fonts are given (at { $font })
    .hint = give at most 16 `[[characters.font]]` in the city's parameters
    .explain =
        A city may add at most 16 fonts (GJ, 当用明朝, EUDC) altogether.

        Example: there are 17 `[[characters.font]]`.

        Remove fonts that are not used, or merge the EUDC fonts.

G014 = font { $font } is no OpenType font file ({ $part })
    .hint = give a TrueType (.ttf, .tte) or OpenType (.otf) file of one face
    .explain =
        Empty files, pictures, web fonts (WOFF, WOFF2), collections (TTC) and variable fonts are not used.

        Put the distributor's .ttf in the place of a WOFF or WOFF2, and a .ttf of one face in the place of a TTC. Nothing is converted.

G015 = the table directory of font { $font } is broken ({ $part })
    .hint = put the distributor's file in its place
    .explain =
        Tables are missing, overlap or leave the file. A file that is cut short looks like this too.

        A failed transfer is the usual cause. Compare size and SHA-256 with the distributor's.

G016 = a header of font { $font } holds an impossible value ({ $part })
    .hint = put the distributor's file in its place
    .explain =
        `head`, `maxp`, `hhea`, `vhea` or `OS/2` holds a value that cannot be.

        Example: an em has 16 to 16,384 units (OpenType specification).

G017 = tables of font { $font } disagree on the number of glyphs ({ $part })
    .hint = put the distributor's file in its place
    .explain =
        Widths, places, names or outlines are missing for some of the glyphs that `maxp` counts.

        This is usual when one table of a font was made anew. Ask the maker for a font with all tables of one making.

G018 = places of outlines in font { $font } are wrong ({ $part })
    .hint = put the distributor's file in its place
    .explain =
        Offsets of the `loca` table go back or leave the `glyf` table.

        With such a font the outline of another character might be drawn.

G019 = a composite glyph of font { $font } is wrong ({ $part })
    .hint = put the distributor's file in its place
    .explain =
        A glyph made of other glyphs contains itself, nests more than 8 deep, has more than 1,024 parts, or names a glyph that does not exist.

G020 = an outline of font { $font } cannot be drawn ({ $part })
    .hint = put the distributor's file in its place
    .explain =
        The data of a glyph's outline is cut short, makes no sense, or would take endless time to draw.

        A font with a single such glyph is not used.

G021 = the character map of font { $font } is wrong ({ $part })
    .hint = put the distributor's file in its place
    .explain =
        Unicode ranges of the `cmap` table run backwards, overlap or name glyphs that do not exist. Formats 4 and 12 are read.

        With such a font a character might be printed in the form of another.

G022 = the variation sequences of font { $font } are wrong ({ $part })
    .hint = put the distributor's file in its place
    .explain =
        Format 14 of the `cmap` table is out of order, overlaps, leaves the table or names glyphs that do not exist.

        If one sequence has two forms, nobody can tell which one is right; so the font is not used.

G023 = glyph names of font { $font } are wrong ({ $part })
    .hint = put the distributor's file in its place
    .explain =
        The list of names in the `post` table is broken, or two glyphs have the same name `mj…`, `gj…` or `gjh…`.

        Characters without a code are chosen by name, so a name must mean one glyph.

G024 = font { $font } has no Unicode character map
    .hint = give a font with a Unicode `cmap`
    .explain =
        Fonts with an old encoding only, such as Shift_JIS, and symbol fonts are not used.

G025 = the CFF of font { $font } is broken ({ $part })
    .hint = put the distributor's file in its place
    .explain =
        The structure of the `CFF ` table (Adobe Technical Note 5176) cannot be read.

G026 = font { $font } is too large ({ $part })
    .hint = check the font file
    .explain =
        A file has at most 192 MiB, and all outlines together at most 64 million points: more than three times the largest municipal font.

G027 = font { $font } does not allow embedding ({ $part })
    .hint = check the licence, and get a file from the distributor that allows embedding and subsetting
    .explain =
        `fsType` of the `OS/2` table forbids embedding (restricted licence) or subsetting, or allows bitmaps only.

        The PDF of a form embeds the characters it uses, so it cannot be made with this font. Nor is the font used on the screen.

G028 = the names in font { $font } are wrong ({ $part })
    .hint = put the distributor's file in its place
    .explain =
        Records of the `name` table (the font's names, maker and licence) leave the table, or are too many.
        The PDF keeps this table, so a broken one is not used.
