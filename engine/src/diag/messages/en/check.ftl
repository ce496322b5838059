# K: compliance with a form

K001 = page { $page }: paper is { $measured }, not { $expected }
    .hint = set the paper of the form
    .explain =
        The size of the page (crop box, rotation applied) is not that of the form's paper. The tolerance is `paper` of `chohyo check --tolerances`.
K002 = page { $page }: paper is turned ({ $measured }, not { $expected })
    .hint = check portrait and landscape
    .explain =
        The size is right but width and height are exchanged. A rotation by /Rotate counts.
K003 = the file has { $measured } pages, not { $expected }
    .hint = check records and continuation sheets
    .explain =
        The number of pages is not what the form gives for the records. A file holds all pages of one record, or of all records of their file in order.
K004 = page { $page } holds what belongs on page { $measured }
    .hint = check the order of pages
    .explain =
        The words of this page are those of another page of the form and not its own: pages were exchanged, or a page of someone else got in.
K005 = page { $page } could not be read to its end and is not judged
    .explain =
        The page is beyond a limit of the reader, or its content cannot be interpreted. It counts as not judged.
K006 = page { $page } is one picture: what its words say is not judged
    .hint = hand over a PDF that holds its text
    .explain =
        In a scan (PDF or PNG), or a page turned into a picture, what the words say, fonts, shapes of characters and weights of lines cannot be judged. Paper, places and ink (K080 to K097) are; what could not be judged is listed.
K007 = page { $page }: { $item } stands outside the printable area ({ $measured })
    .explain =
        Ink stands in the margin of the sheet that printers cannot print.
K010 = page { $page }: fixed words are missing: { $expected } ({ $item })
    .hint = print the words of the form
    .explain =
        Words that every copy of the form has were not found. Text that nobody sees (white, invisible, covered) is no print. Words drawn as outlines or as a picture are not judged.
K011 = page { $page }: fixed words differ: { $measured }, not { $expected } ({ $item })
    .hint = compare the words with the form, one by one
    .explain =
        `n: U+XXXX` is the code of the nth character without spaces. Two codes on one glyph (Kangxi radicals, U+301C and U+FF5E …) are the same by a declared list; nothing is normalised in general.
K012 = page { $page }: fixed words are out of place by { $measured } ({ $item })
    .hint = place them as drawn
    .explain =
        Along the line the nearest of start, middle and end is measured, across it the base line. Only items whose place is the standard's own (basis `spec`) fail; others are information.
K013 = page { $page }: fixed words have another size: { $measured }, not { $expected } ({ $item })
    .explain =
        The size of type is not that of the form. Only items whose place is the standard's own fail.
K014 = page { $page } has words that belong on the last page only
    .hint = certify on the last page only
    .explain =
        A sentence that the form prints on its last page only, as that of certification, stands on an earlier page.
K020 = page { $page }: the value of { $item } is missing ({ $measured })
    .hint = print the value
    .explain =
        What the form prints for the record's value was not found. The value itself is never shown.
K021 = page { $page }: the value of { $item } differs: { $measured }, not { $expected }
    .hint = check editing rules and character codes
    .explain =
        `n: U+XXXX` is the code of the nth character without spaces; `-` means no character there. U+3000 may be a gap of 0.15 em or more. Where the file writes no variation selector, the shape decides (K060).
K022 = page { $page }: { $item } stands in the place of { $measured }
    .hint = check which value goes where
    .explain =
        The words are right but stand where another item belongs. Two items that are exchanged fail whatever the drawing rests on.
K023 = page { $page }: the value of { $item } is out of place by { $measured }
    .hint = place and align it as drawn
    .explain =
        Measured as K012. `line breaks` is information: the text breaks its lines elsewhere.
K024 = page { $page }: a part of { $item } is cut away or painted over ({ $measured })
    .hint = check clip paths, the sheet's edge, and fills and thick lines that are painted after the text
    .explain =
        A part of the glyphs lies outside a clip path or the sheet, or under something that is
        painted later, and is not seen on paper.
K025 = page { $page }: { $item } runs into its neighbour
    .hint = print it so that it fits
    .explain =
        Words overlap that stand apart in the form.
K026 = page { $page }: { $item } stands out of its box by { $measured }
    .hint = follow the form's list for text that does not fit
    .explain =
        Ink stands outside the box of the item. Only items whose place is the standard's own fail.
K027 = page { $page }: size or scale of { $item } is not in the form's list ({ $measured }, not { $expected })
    .hint = shrink by the form's steps
    .explain =
        A value that fits at the form's size is printed at it. One that does not may be shrunk to the sizes and scales of the form's list.
K028 = page { $page }: { $item } has another colour: { $measured }, not { $expected }
    .explain =
        The colour of the words is not that of the form. Dark grey is black. Patterns and half clear colours are not judged.
K029 = page { $page }: { $item } is tilted by { $measured }
    .explain =
        The direction of the line is not that of the form.
K030 = page { $page }: a rule is missing or broken ({ $measured } of it is there)
    .hint = draw the rules of the form
    .explain =
        The share of the form's rule that is drawn in place, within the tolerance.
K031 = page { $page }: a rule is out of place by { $measured }
    .explain =
        A line as long stands within 3 mm, but not in place.
K032 = page { $page }: a rule has another weight: { $measured }, not { $expected }
    .explain =
        Of lines drawn over each other the thickest counts. A thin filled rectangle is a line.
K033 = page { $page }: a figure (fill, ellipse, slanted line, code) is missing or differs
    .explain =
        A fill is compared by its colour at 81 points. Of a code only whether something is drawn there is judged.
K034 = page { $page }: a line is { $measured }, not { $expected }
    .explain =
        Solid and dashed lines are told apart.
K035 = page { $page }: a line that the form does not have ({ $measured })
    .explain =
        A line, or the part of one, that is no rule of the form.
K040 = page { $page }: text that the form does not have ({ $measured })
    .hint = remove what the form does not print
    .explain =
        Characters that are of no word and no value of the form; only code points are told. 見本 of a test print is information.
K041 = page { $page }: a picture that the form does not have
    .explain =
        A picture stands where the form has none. One in the place of a code is not judged.
K042 = page { $page }: a fill that the form does not have ({ $measured })
    .explain =
        A place is filled that the form leaves white.
K043 = page { $page }: text that nobody sees ({ $measured })
    .hint = remove hidden text
    .explain =
        Invisible, white, covered, clipped or tiny text is not on paper, but whoever copies, searches or listens to the page gets it. Annotations are not judged.
K050 = page { $page }: the seal or picture { $item } is missing
    .hint = check with --live and --params
    .explain =
        No picture stands where the form has a seal or 印影. Without `--live` no seal is expected, and a picture in its place is not judged.
K051 = page { $page }: the seal or picture { $item } is { $measured }, not { $expected }
    .explain =
        Measured by the box of the picture.
K052 = page { $page }: the seal or picture { $item } is out of place by { $measured }
    .explain =
        Measured by the middle of the picture.
K053 = page { $page }: the seal has another colour: { $measured }, not { $expected }
    .explain =
        An electronic seal is black. The dark pixels of the picture decide.
K054 = page { $page }: the seal or picture { $item } is turned or mirrored
    .explain =
        A picture must stand upright.
K055 = page { $page }: the picture of the seal or picture { $item } is not the registered one (likeness { $measured }; from { $expected } on it is the same)
    .explain =
        The seal of the form and the picture of the file are brought to one raster and laid on each other; the part that is least alike decides.
        Black for white, another seal, a mirrored one and one character that differs fail. Resolution, margins, darkness and JPEG do not matter.
        In between (between seal-like and seal-other of `chohyo check --tolerances`), as of a blurred copy, and of a picture that cannot be read it is not judged.
K060 = page { $page }: { $item } has not the registered shape: { $measured }, not { $expected }
    .hint = use a font and an engine that follow variation sequences
    .explain =
        The outline in the file was compared with all registered shapes of the same base. If another one is nearest it fails; if they are too close to tell it is not judged. Details that differ by release of a font do not count.
K061 = page { $page }: the shape of { $item } cannot be judged ({ $measured })
    .explain =
        The outline cannot be read (Type 3, not embedded), or the shapes are too close to tell.
K062 = page { $page }: { $item } draws another character than its text says (apart by { $measured })
    .hint = check fonts and /ToUnicode
    .explain =
        The text is right, but the outline is far from that character's, while other glyphs of the same font are near: it is not a matter of style.
K070 = page { $page }: a font is not embedded ({ $measured })
    .hint = embed all fonts
    .explain =
        A font that is not in the file becomes another one on another machine.
K071 = page { $page }: { $measured } glyphs do not say what they mean
    .hint = write /ToUnicode
    .explain =
        There is no map to text and the font does not say it either. Words and values there are not judged.
K080 = page { $page }: the picture cannot be taken for the form's page ({ $measured })
    .hint = check the form and the order of pages; scan at 72 dpi or more, within 3° of skew, 15 mm of shift and 5 % of scale
    .explain =
        The picture could not be laid on our page. Measured is the part of squares or of fixed words that were found, or a resolution that is too low. Another form, a blank sheet, a scan far off.
        Where five to seven tenths of the fixed words are in place (a form of the same family, a drawing of one's own) what is seen is told as information or not judged.
        Sharpness is the ink at the middle of rules, in percent of ours (the median). In a soft picture what is not seen may be there, so it is taken in the same way.
        If nothing else fails, the file is not judged (exit code 1).
K081 = page { $page }: the picture is upside down
    .hint = scan it upright
    .explain =
        Turned by 180° it lies on the form's page.
K082 = page { $page }: the whole picture is shifted by { $measured }
    .explain =
        Shift (right, down) at the middle of the paper. Places within the page are measured without it. Only forms whose drawing is the standard's fail.
K083 = page { $page }: the whole picture has a scale of { $measured }
    .hint = print at actual size, without fit to page
    .explain =
        The scale across or down is beyond the tolerance. Places within the page are measured without it.
K084 = page { $page }: the picture is skewed by { $measured }
    .explain =
        Skew of the whole picture, clockwise.
K085 = page { $page }: there is no ink where fixed words stand: { $expected }
    .hint = print the words of the form
    .explain =
        With the picture laid on the form there is hardly any ink where the words stand, and nothing like them within 4 mm. It fails only if seven in ten of the other words are where the form has them; else it is not judged.
K086 = page { $page }: fixed words look otherwise: { $expected } (likeness { $measured })
    .hint = look at it
    .explain =
        There is ink, but blurred pictures of both are not alike. Another font, pale print or other words: a picture cannot tell, so it is information.
K087 = page { $page }: fixed words are out of place by { $measured }: { $expected }
    .hint = place them as drawn
    .explain =
        Place without shift, scale and skew of the whole picture. Only items whose place is the standard's own fail.
K088 = page { $page }: there is no ink where { $item } stands
    .hint = print the value
    .explain =
        The record has a value, but there is hardly any ink where it stands, and nothing like it within 4 mm. It fails only if seven in ten of the fixed words are where the form has them.
K089 = page { $page }: { $item } looks otherwise than the record's value (likeness { $measured })
    .hint = look at it
    .explain =
        There is ink, but it is not like the value as the form draws it. Another value, another font or pale print: a picture cannot tell, so it is information.
K090 = page { $page }: the value of { $item } is out of place by { $measured }
    .hint = place it as drawn
    .explain =
        Place without shift, scale and skew of the whole picture. Only items whose place is the standard's own fail.
K091 = page { $page }: characters of { $item } have no ink ({ $measured })
    .hint = check whether it is cut off or characters are missing
    .explain =
        The words as a whole lie on the form's, but there is no ink where some of their characters stand: cut off at the edge of a field, or not drawn.
K092 = page { $page }: there is ink in the field of { $item }, which has no value ({ $measured })
    .hint = print no value that the record does not have
    .explain =
        Ink that the form does not have, in the field of an item without a value.
K093 = page { $page }: a rule, frame or figure is missing or broken (ink along it { $measured })
    .hint = draw the rules of the form
    .explain =
        The part of the form's line along which there is ink. Only items whose place is the standard's own fail. Fine and pale lines may be lost in black and white: they are not judged then.
K094 = page { $page }: ink that the form does not have ({ $measured })
    .hint = see whether it is dirt or something printed
    .explain =
        Ink that hangs together, more than 0.9 mm from the form's. Within 5 mm of the sheet's edge, where scanners leave shadows, it is information.
K095 = page { $page }: there is no ink of the seal
    .hint = print the seal
    .explain =
        There is hardly any ink where the seal stands.
K096 = page { $page }: the seal has another colour ({ $measured }, expected { $expected })
    .explain =
        The colour of the dark pixels where the seal stands. In a picture without colours a coloured seal is not judged.
K097 = page { $page }: the seal looks otherwise (likeness { $measured })
    .hint = look at it
    .explain =
        There is ink where the seal stands, but it is not like the seal of the parameters. Compared as the seal of a PDF is (K055): the part that is least alike decides.
        Another seal, a mirrored one and one character that differs look so, and a badly blurred scan too: how a picture was taken matters, so this is information.
K098 = { $path } is no PNG that can be read ({ $cause })
    .hint = save it as PNG of 8 or 16 bits; put a JPEG into a PDF
    .explain =
        The picture of a page could not be read. Up to 10,000 pixels across and down, and 64 MiB. The cause is a code: `chohyo explain P012`.
K099 = too many pictures (at most { $count })
    .hint = check them in parts, or put them into one PDF
    .explain =
        PNG files are read at once, so their number is limited. A PDF of pictures has no such limit.
