# layout
# Mistakes in layouts, fragments and parameters (L001–L109), and lint (L110–)

L001 = TOML syntax error: { $message }
    .hint = look for a missing quote, bracket or comma; Japanese values stand in quotes
    .explain =
        The file is no valid TOML. Usual causes: a missing quote, bracket or comma, Japanese without quotes, a key written twice.
        Example: name = 住民票 → name = "住民票"

L002 = the file is too large (at most { $limit } KB)
    .explain =
        A layout, fragment or parameter file may have at most 1 MiB. Check that it is the right file.

L003 = there is no file `{ $path }`
    .hint = pictures of a city file stand in the folder of that file
    .explain =
        The layout folder has no file of that name. Nothing outside of it (../, absolute paths) is read.

L004 = unknown key `{ $key }` in { $table }
    .hint = did you mean `{ $suggestion }`?
    .explain =
        The key is not known here: a slip of spelling, a length without its unit (width → width_mm), or a key of another kind of item.
        The known keys are in docs/layout-reference.md.

L005 = key `{ $key }` is missing in { $table }
    .hint = add `{ $key } = …`
    .explain =
        A key that cannot be left out is missing.

L006 = wrong type: expected { $expected }, found { $found }
    .explain =
        The value has another type. Text stands in quotes, numbers and true / false do not.
        Example: size_pt = "9" → size_pt = 9

L007 = the value is not allowed (expected { $expected })
    .explain =
        The value is outside the allowed range or has another form.

L008 = unknown word `{ $word }` (one of { $words })
    .hint = did you mean `{ $suggestion }`?
    .explain =
        The value must be one of a few words.

L009 = { $kind } `{ $name }` is there twice
    .explain =
        A name is used twice. Rename or remove the second one.

L010 = `{ $first }` and `{ $second }` exclude each other
    .hint = remove one of them
    .explain =
        The two keys cancel each other. An item has one kind (label, title, para, box …).

L011 = the item has no kind (one of { $kinds })
    .hint = did you mean `{ $suggestion }`?
    .explain =
        An item needs one key that says its kind.
        Example: { "{" } at = "r1 c1-6", label = "住所" { "}" }

L012 = the private-use character { $code_point } of plane 15 cannot stand here
    .hint = write a glyph without a code by its name, as {"{"}mj('MJ014004'){"}"}
    .explain =
        U+F0000–U+FFFFD are the program's own codes for glyphs without a code. No file may hold them.

L020 = the number has { $digits } digits
    .explain =
        A 帳票ID has seven ASCII digits (業務ID of three and four more), a 業務ID three.

L021 = the id does not begin with the business { $business }
    .explain =
        The first three digits of a 帳票ID are the 業務ID.

L022 = the path `{ $path }` does not agree with the header
    .hint = move the file to `{ $expected }` or correct the header
    .explain =
        A layout stands at <業務ID>-…/<帳票ID>/<edition>.toml.

L023 = a provisional id is 業務ID + 9xxx
    .hint = for example `{ $example }`
    .explain =
        With id_status = "provisional" the fourth digit is 9, so that the id never meets a real one.

L024 = the dates of force need a source
    .hint = add `effective_source = "…"` or remove the date
    .explain =
        from and to are written only where a source gives them.

L025 = `to` is before `from`
    .explain =
        The last day is not before the first.

L026 = there is no family `{ $name }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        There is no families/<name>/family.toml. family takes the name of a folder of families/.
        Example: family = "letter"

L030 = `at` cannot be read
    .hint = `r3 c1-6 | c7-40` or `x15 y16 w180 h30 mm`
    .explain =
        A place is written in cells (r row, c column, from 1) or in mm (x y w h). A second box may leave out what is the same.
        Example: at = "r3 c1-6 | c7-40"
        Example: at = "x115 y54 w25 h6 mm | x140 w55"

L031 = outside the grid ({ $rows } rows, { $columns } columns)
    .explain =
        Rows and columns count from 1 to the size of the grid. Inside repeat and group they count from the block's corner.

L032 = it reaches to { $right } mm, { $bottom } mm in a block of { $width } × { $height } mm
    .explain =
        An item lies inside the paper or the block around it (group, repeat, fragment).

L033 = there is no grid here
    .hint = write mm, or add grid = { "{" } columns, rows { "}" }
    .explain =
        r and c need a part, group or repeat with a grid.

L034 = the box has no size
    .explain =
        w and h are larger than 0 (a rule may have one of them 0).

L035 = wrong number of boxes (`{ $expected }`)
    .explain =
        With label and field, and in slots, `at` has a label box and a value box: "A | B". Otherwise one.

L036 = one place only, or places of one size
    .explain =
        repeat, table and flow have one place. Several places of a group or fragment have one size.

L037 = unknown paper `{ $paper }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        Paper is A3–A6, B4, B5, postcard or card with portrait or landscape, or "w210 h99 mm".

L038 = the place of a seal is a square of at most { $limit } mm
    .explain =
        The seal is drawn at its own size in the middle of its place.

L039 = the blocks overlap (pitch at least { $least } mm)
    .explain =
        pitch_mm is at least the height of a block, pitch_across_mm its width.

L040 = unknown style `{ $name }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        Neither [style] nor common/styles.toml has it. Common styles are written common.x.

L041 = unknown pen `{ $name }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        Neither [pen] nor common/styles.toml has it.

L042 = unknown fit `{ $name }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        Neither [fit] nor common/styles.toml has it.

L043 = unknown fragment `{ $name }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        There is no common/<name>.toml.

L044 = unknown record schema `{ $name }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        There is no records/<name>.toml.

L045 = `${ $name }` is not declared
    .hint = did you mean `${ $suggestion }`?
    .explain =
        A name with $ is an argument of the fragment, a [text] of the form, or a variation point (common/variation.toml, vary). A [text] cannot use another one.

L046 = `from` has one level only (`{ $name }`)
    .explain =
        from names common.x or a style of this file that has no from. Styles of common/styles.toml have none.

L047 = the ladder does not fall
    .explain =
        Each attempt of a fit must hold more than the one before (smaller type, more lines, more condensed). Pairs are [largest, smallest].

L048 = a fit ends with limit, blank, refuse or $name
    .hint = for example [{ "{" } size_pt = [9, 7] { "}" }, "refuse"]
    .explain =
        The last word says what happens when no attempt fits.

L049 = font size { $size } is out of range (4–200 pt)
    .explain =
        A font size is a plain decimal number from 4 pt to 200 pt.

L050 = no field has the id `{ $name }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        `in` of end_mark and `spill` name the id of a field of the same block.

L051 = the record schema { $schema } lacks the items of { $group }
    .hint = add "{ $group }" to `include` of its root group
    .explain =
        The record schema of this form lacks items that the fragment needs.

L052 = `${ $name }` has another type (expected { $expected })
    .explain =
        A seal is an image variation point; an envelope and the last word of a fit are words.

L053 = unknown envelope `{ $name }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        common/envelopes.toml does not have it.

L054 = a fragment uses itself: { $chain }
    .explain =
        A fragment inside itself has no end.

L055 = fragments are nested too deep (at most { $limit })
    .explain =
        Fragments in fragments go { "8" } levels deep at most.

L056 = argument `{ $name }` is missing
    .hint = with = { "{" } { $name } = "…" { "}" }
    .explain =
        The arguments that a fragment asks for are given by `with`.

L057 = the fragment has no argument `{ $name }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        `args` of the fragment does not have it.

L058 = a fragment has one [[part]]
    .explain =
        A fragment has exactly one [[part]] with its items.

L059 = the fragment cannot be used here
    .explain =
        A fragment with flow = true goes into a flow; one without a size needs a place.

L060 = there is no room for { $blocks } blocks
    .explain =
        The blocks of down and across reach out of the grid or the paper.

L061 = too many { $what } (at most { $limit })
    .explain =
        A bound against broken files.

L062 = `{ $kind }` cannot stand in a block
    .explain =
        repeat and table inside a repeat, or inside a group of a flow, are not available in this version.

L063 = the flow `{ $name }` has no beginning
    .explain =
        A flow with on = "rest" and without items continues the flow of the same name that has items.

L065 = the continuation of flow `{ $name }` has another width
    .explain =
        The regions of a flow have one width.

L066 = the columns are { $sum } mm wide, the table { $width } mm
    .explain =
        The w_mm of the columns add up to the width of the table.

L067 = { $key } needs { $expected } entries (found { $found })
    .explain =
        A row of a table (foot, page_foot, carry_head, …) has an entry for every column; "" leaves one empty.
        One text instead of an array is one cell across all columns: break_head = "{"{"}区分{"}"}"

L068 = `{ $kind }` cannot stand here
    .explain =
        flow stands directly in a part; its children are para, group, table, use, each, and rows of label and field. each is a child of a flow only. `record` of a fragment names a group of records/common.toml.

L069 = `{ $key }` needs { $needs }
    .explain =
        The key has no meaning here.

L070 = the expression cannot be read here (`{ $found }`)
    .hint = expected `{ $expected }`
    .explain =
        Record names begin with a letter that is not ASCII (others stand in back-quotes). Text is '…', comparison = <> < <= > >= and in [ … ], then and or not; & joins texts. There is no division.

L071 = there is no function `{ $name }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        The functions are if has count sum join wareki seireki money mask postal wide narrow kansuji address default mj. A record name that begins with an ASCII letter stands in back-quotes.

L072 = wrong number of arguments for `{ $name }` ({ $found })
    .hint = { $usage }
    .explain =
        The function takes another number of arguments.

L073 = wrong type: expected { $expected }, found { $found }
    .explain =
        Nothing is converted silently. wareki() and seireki() make text of dates, if() of conditions. Numbers and text do not compare.

L074 = the record schema { $schema } has no item `{ $name }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        Names are those of records/<schema>.toml. Inside repeat and table the element's items are looked up first, then those outside.

L075 = an item of a list (`{ $path }`) stands in sum() only
    .hint = print it per element by repeat or table, or use sum(…), count(…)
    .explain =
        A list has many elements.

L076 = there is no value `{ $word }` (one of { $words })
    .hint = did you mean `{ $suggestion }`?
    .explain =
        A code item is compared with its words, not with its codes.

L077 = { $found } cannot be printed as it is
    .hint = make text of it: if(…, 'yes', 'no'), join(', ', …), count(…)
    .explain =
        Conditions, lists and images are no text.

L078 = `#{ $name }` cannot be used here
    .explain =
        The number of pages is known only after flows are set: not in a flow, in [text], or in `when` of a part, repeat, table or flow.

L079 = #no needs a repeat or table
    .explain =
        #no is the number of the element.

L080 = the expression is too large (at most { $limit })
    .explain =
        Limits: 32 levels of brackets, 500 operators and names, 5,000 after arguments are put in.

L082 = there is no `#{ $name }`
    .hint = did you mean `#{ $suggestion }`?
    .explain =
        There are #page #pages #part_page #part_pages #copy #no.

L083 = `{ $open }` is not closed
    .hint = a brace itself is { "{{" } or { "}}" }
    .explain =
        A bracket or quote has no partner.

L084 = there is no glyph named `{ $name }`
    .hint = write MJ and six digits, GJ and six digits, or GJH and five digits, in half-width capitals
    .explain =
        The argument of mj() is a name of the tables of MJ or 変体仮名, or the name of an added character (GJ).
        Example: {"{"}mj('MJ014004'){"}"}

L085 = { $cells } rows or columns do not divide into places of { $each }
    .hint = change the range, or the number after /
    .explain =
        `c1..36/3` is 12 places of three columns each, from column 1 to 36. The number after / divides the range.
        Example: at = "r4 c1..36/3"

L086 = { $first } places in the first box, { $second } in the second
    .hint = leave out of the second box what is the same as in the first
    .explain =
        A range with `..` puts one item in several places. The label's box and the value's box need as many places, in one order. What is left out is the
        first box's same place.
        Example: at = "r4..15 c1-6 | c7-20"

L090 = `{ $name }` is no declared variation point
    .hint = did you mean `{ $suggestion }`?
    .explain =
        Parameters set the names of common/variation.toml and of the form's vary, and nothing else.

L091 = the value does not fit its declaration (expected { $expected })
    .explain =
        The value has another type, length, number of digits or word than declared.

L092 = no usable picture ({ $cause })
    .explain =
        Give a PNG picture. See also chohyo explain of the code named here.

L094 = the picture is too large (at most { $limit } mm)
    .explain =
        size_mm is at most max_mm of the declaration.

L100 = there is no form { $id } (chohyo forms lists them)
    .hint = did you mean { $suggestion }?
    .explain =
        chohyo forms lists them.

L101 = form { $id } has no edition in force on { $day }
    .explain =
        The day is in none of the periods of the editions shown.

L102 = editions of form { $id } overlap
    .explain =
        Two editions are in force on one day. Of several editions, every one but the first needs from, and every one but the last to (without them it is in force
        for ever). Correct from / to, or name the layout file itself.

L103 = form { $id } has days without an edition (after { $to }, before { $from })
    .hint = let the old edition end on the day before the new one begins
    .explain =
        Of several editions exactly one is in force on every day: the day after the old edition's to is the new one's from.
        Example: to = 2026-03-31 (edition 6.1), from = 2026-04-01 (edition 6.2)

L110 = boxes of text overlap
    .explain =
        Two boxes of text of one page share an area. Move one; two items that both have a `when` are not reported.

L111 = in the margin that printers cannot print ({ $margin } mm)
    .explain =
        Place it inside printable_mm.

L112 = the label “{ $words }” does not fit its box
    .explain =
        Even the smallest attempt is too wide. Widen the box or add to its fit.

L113 = outside the window of envelope { $envelope }
    .explain =
        The values of the address must show in the window however the sheet slips.

L114 = shows in the window of envelope { $envelope }
    .explain =
        A value that is not part of the address lies in the window.

L115 = the required item `{ $name }` is bound nowhere
    .explain =
        An item that the record schema requires is used nowhere in the form.

L116 = `limit` on a name or address
    .explain =
        limit prints what fits. For names and addresses (items with charset mj) use refuse.

L117 = { $kind } `{ $name }` is not used
    .explain =
        A definition that nothing uses.

L118 = the item name `{ $name }` is there twice
    .explain =
        Two items of one page have one name; proofs and differences cannot tell them apart. Change `name`.

L119 = fit `{ $fit }` has an attempt larger than the base size { $base } pt
    .explain =
        Attempts are tried when the base size does not fit; larger type on one line cannot.

L120 = the secret item `{ $name }` prints whatever the record asks for
    .hint = give a condition that looks at the record, such as "not 省略.個人番号"
    .explain =
        Items that the schema marks as secret (個人番号, 住民票コード) print only if [form] reveal and the request (the record) both ask for them; else as ＊, one for each character.
        A condition that does not look at the record prints them unasked.

L121 = punctuation that hangs outside the line stands on the frame
    .hint = let pad_mm be at least half the size of the type
    .explain =
        With overhang = true a full stop or comma that finds no room stands outside the line; its ink is half an em wide.
        If the space inside the box (pad_mm) is less, it stands on the frame or in the next box.

L122 = words hold characters that no font has: { $code_points }
    .hint = write them with characters that there are, such as （１）
    .explain =
        Every record that prints these words is refused (G001). Nothing is put in the place of a character, and none is left out in silence.
        Example: write （１） for ⑴ (U+2474).

L130 = the name of a font has ASCII letters, digits, - and _ only, at most 32
    .explain =
        The name stands in messages, audits and the PDF's font names; for eudc it is the name of the set of 外字.
        Example: name = "mihon-gaiji"

L131 = the file is named by its name in the folder of the parameter file
    .explain =
        Files of other folders (/ or ..) are not read. Put fonts and maps beside the parameter file.
        Example: file = "acgjm.ttf"

L132 = sha256 has 64 hexadecimal digits
    .hint = take the SHA-256 of the font file with sha256sum or the like
    .explain =
        It proves that the file is the one that was registered: another font draws other forms.

L133 = profile = "mj" uses no font of gj or toyo
    .hint = set profile to "mj-plus" or "mixed", or remove this font
    .explain =
        The added characters (GJ) of 行政事務標準文字 are printed only if profile is mj-plus or mixed. mj uses eudc alone.

L134 = too many files (at most { $limit })
    .explain =
        A city may register so many fonts and so many maps. Remove those that are not used, or merge them.

L150 = the values of same_size `{ $name }` need one size, line height and fit
    .explain =
        The values of a group go down one ladder from one size. Give them the same size_pt, line_pct and fit, or another
        group name.

L151 = a paragraph of a flow cannot be in same_size `{ $name }`
    .hint = write same_size = "none" in the look of the paragraph
    .explain =
        The lines of a flow's paragraphs are known before pages are counted; groups are of one page.

L152 = annex cannot stand here
    .explain =
        The texts of the annex sheet stand in one item of the form, directly among the items of a part, without on and
        when. That part is printed only if a value goes there.

L153 = fit `{ $fit }` uses annex, but the form has no annex sheet
    .hint = add a part with an annex item, or take "annex" out of the fit
    .explain =
        "annex" in a fit moves a value that does not fit to an annex sheet (別紙): a part with an item such as
        { "{" } at = "x20 y30 w170 h240 mm", annex = "別紙" { "}" }

L160 = a vertical paragraph cannot be a child of a flow
    .hint = put it at a place of a fixed height (items of the part, or in a group)
    .explain =
        A flow stacks its children from the top, and a paragraph is as high as its lines ask. Vertical lines fill the height of their place, so there is nothing to set them in.
        Example: { "{" } at = "x20 y30 w120 h150 mm", writing = "vertical", para = "…" { "}" }

L161 = 縦中横 (tcy) belongs to vertical styles only
    .hint = write writing = "vertical" in the same style, or remove tcy
    .explain =
        tcy = 2 sets up to two digits side by side on one em of a vertical line. In horizontal lines it would do nothing.
        Example: honbun = { "{" } writing = "vertical", tcy = 2 { "}" }

L162 = next_page of fit `{ $fit }` cannot be used here
    .hint = make it a field or para without on (it stands on every sheet), or take another word than "next_page"
    .explain =
        next_page sends what does not fit to the same box on the next sheet. That box must stand on every sheet, and sheets
        are counted before there are page numbers. So it is for a field or para of a part or group that is on all sheets
        (no on), with no page number (#page …) in its words or conditions, and in no same_size group; not for labels,
        tables, flows, repeats, slots, cells, checkboxes, choices and the annex sheet.
        Example: { "{" } at = "x20 y200 w170 h40 mm", field = "{ "{" }備考{ "}" }", fit = "biko" { "}" }
            biko = [{ "{" } lines = 8, size_pt = 9 { "}" }, "next_page", "refuse"]

L170 = `{ $name }` works in the rows { $rows } only
    .hint = the sum of the whole list is sum(list.item)
    .explain =
        page_sum, carried_sum and sum_to_page depend on which rows a page holds. They stand in page_foot, carry_head and carry_foot of a table.
        group_sum is the sum of one group of rows. It stands in break_head and break_foot.
        Example: page_foot = ["頁計", "{"{"}page_sum(明細.金額){"}"}"]

L171 = `{ $name }` adds up items of this table's list `{ $list }`
    .explain =
        Sums of a page or of a group add up the rows of their own table. The sum of another list is sum(list.item).
        Example: with table = "明細", page_sum(明細.金額)

L180 = cells are aligned left or right
    .hint = write align = "left" or align = "right"
    .explain =
        In a cell grid every character has a cell of its own. They are filled from the left (left), or up to the right end as numbers are (right).
        Centred or spread, the cell of a character would depend on the length of the value.

L181 = the characters ({ $size } mm) are higher than the cells ({ $height } mm)
    .hint = make the place higher or size_pt smaller
    .explain =
        Characters never leave their cells. Make the cells at least as high as the characters.

L182 = a choice has two alternatives or more
    .hint = choice = [{"{"} text = "男", when = "性別 = '男'" {"}"}, {"{"} text = "女", when = "性別 = '女'" {"}"}]
    .explain =
        A choice prints alternatives side by side and circles the one that holds. For a single one use check (□ and ☑).

L183 = `{ $kind }` cannot have `{ $key }`
    .hint = write same_size = "none" and writing = "horizontal" on this item
    .explain =
        Cells, checkboxes and choices are horizontal and have sizes of their own: they do not shrink together with others.

L184 = the place of the mark is too small: it needs { $width } mm across and { $height } mm down
    .hint = make `at` larger
    .explain =
        A mark for inserters is not printed smaller than machines read it. Its quiet zone is inside its place.
        A code39 needs narrow bars of 0.19 mm and a height of 5 mm, a qr a square with modules of 0.38 mm, omr a width of 6 mm and the height of all its bars.
        Example: at = "x110 y284 w92 h8 mm", mark = "code39"

L185 = `{ $kind }` stands in a part or a group
    .explain =
        A sheet has one mark. It cannot stand in a repeat or a flow.

L186 = bars that machines read stand in the margin that printers do not reach ({ $margin } mm)
    .hint = move `at` inward
    .explain =
        Bars beyond the reach of the printer come out cut and cannot be read. An item with mark or bars, its quiet zones among it, stands inside printable_mm.
        Example: with printable_mm = 5, at = "x110 y284 w92 h8 mm" is 5 mm or more from the edges of A4.

L190 = the ruby has { $parts } parts, `{ $key }` has { $count } characters
    .hint = write a part for every character, divided by `|`, or no `|`
    .explain =
        Ruby is divided over its base by `|`, a part for every character that is no space. A character without ruby has an empty part.
        Example: ruby = "み|ほん" (見本), ruby = "わこうど" (若人: over the whole word)
        Nothing is checked where either comes from the record: if the numbers differ, the ruby stands over the whole base.

L191 = decimals stands in a style with align = "decimal"
    .explain =
        decimals is the number of places after the point for alignment at the point. No other alignment uses it.
        Example: align = "decimal", decimals = 2

L200 = item `{ $name }` is neither printed anywhere nor among unused
    .hint = print it, or add it to unused of [form]
    .explain =
        In a form whose [form] has unused, every item of the record is printed or stands in unused. Items of conditions, numbers by which rows are joined (世帯番号),
        不詳表記 and 不詳フラグ of dates count as used.

            {"["}form]
            unused = ["世帯員.個人履歴番号"]

L201 = `{ $name }` of unused is used by this form, or is not in the record
    .hint = did you mean `{ $suggestion }`?
    .explain =
        unused of [form] takes items that the record has and this form does not use, by their names from the root of the record (世帯員.氏名).

L202 = `{ $name }` may have { $max } characters, but the box holds { $room } at its smallest size
    .hint = make the box larger, or give its fit an attempt with more lines, annex or next_page
    .explain =
        The box holds less than half of the item's length. What does not fit is cut or refuses the record, as the last word of the fit says. Characters are
        counted as full-width ones. Boxes with several items, and those whose overflow the city decides, are not looked at.
