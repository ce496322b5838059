# compose
C001 = the text of `{ $field }` does not fit its box (no attempt of fit `{ $fit }` holds it)
    .hint = add an attempt to fit `{ $fit }`, end it with `limit` or `blank`, or shorten the value in the record
    .explain =
        The text does not fit its box and the last word of the field's fit is refuse, so the record was not printed.
        First the style's own size is tried, then each attempt of the fit in order. Within an attempt sizes fall in steps
        of 0.1 pt and the horizontal scale in steps of 1 %.
        Example:  [fit]
                  name = [{"{"} size_pt = [18, 10] {"}"}, {"{"} lines = 2, size_pt = [11, 7] {"}"}, "refuse"]
        End with "limit" to print what fits, "blank" to print nothing, "$name" to let the city choose.
        Text is never cut in silence: what limit and blank lose is counted and reported.
C002 = `{ $field }` must be printed but is empty in the record
    .hint = give `{ $field }` a value in the record
    .explain =
        A field with required = true is empty, so the record was not printed.
        Example: a resident record whose name is empty.
        If the field may be empty, remove required or say what stands there: blank = "【空欄】".
C003 = `{ $field }` has { $count } elements but there is room for { $room }
    .hint = set more = "next_page", or more down / across
    .explain =
        A repeat or table has more elements than places and cannot go on on a further page, so the record was not printed.
        This happens with more = "refuse", inside another repeat, and with on = "first" and the like.
        To go on on further pages set more = "next_page" and leave out `on` or use on = "rest".
C004 = this record would take { $pages } pages, which is over the limit
    .explain =
        One record may take 2,000 pages. This one takes more and was not printed.
        Suspect the data: for example the same detail rows repeated many times.
C005 = the picture of `{ $field }` ({ $width } mm × { $height } mm) is larger than its box
    .hint = make the box larger, or check the resolution in the file (PNG pHYs)
    .explain =
        Pictures are printed at their physical size, centred in the box, never scaled: a registered seal must stay 1:1.
        A picture that would leave its box refuses the record.
        A wrong pHYs makes a picture large: for example 72 dpi in the file of a 600 dpi scan.
C006 = the picture of `{ $field }` does not state its physical size
    .hint = write the resolution into the PNG file (pHYs)
    .explain =
        A picture that is printed at its physical size needs the pixels per metre in the PNG's pHYs chunk.
        Example: 400 dpi is 15748 pixels per metre.
C007 = `{ $field }` is higher than the region of a whole page
    .hint = make the region higher, the type smaller, or divide it
    .explain =
        A child of a flow or one row of a table is higher than the region of an empty page.
        A group is never divided. Paragraphs go on between lines, tables between rows.
C008 = the layout's words `{ $field }` do not fit their box (fit `{ $fit }`)
    .hint = make the box larger, the type smaller, or add an attempt to the fit
    .explain =
        Words that are the same on every copy (labels, notes) do not fit their box: an error of the layout.
        Example: the label 「外国人住民となった年月日」 in 9 pt on one line at "r1 c1-2".
        Give the label's style a fit, or add an attempt with lines = 2.
C009 = the picture of variation point `{ $name }` is needed but is not in the parameters
    .hint = write `{ $name } = {"{"} file = "….png", size_mm = 20 {"}"}` in the parameter file
    .explain =
        The layout takes a picture such as the official seal from a variation point that the city's parameters do not give.
        The seal is printed with --live only.
C010 = `{ $field }` does not fit the region of its flow and there is no region to go on in
    .hint = place a flow of the same name with on = "rest"
    .explain =
        What the first region of a flow cannot hold goes on in the region of the same name on further pages. There is none.
        Example:  {"{"} on = "rest", at = "x20 y22 w170 h255 mm", flow = "body" {"}"}
C011 = no part of the form is printed for this record
    .explain =
        The `when` of no part holds, so there is no page. Check the record or the `when` of the parts.
C020 = { $count } alternatives of `{ $field }` hold
    .hint = check the record, or write many = true if more than one may be circled
    .explain =
        Only one alternative of a choice is circled. If the conditions of two hold, a reader cannot know which one is right.
        Example: a record for which both alternatives of 「男・女」 hold
C030 = the mark cannot say this number
    .hint = divide the input, or print with a layout without marks
    .explain =
        The marks for inserters say records up to 99,999,999, up to 999 sheets of a record and up to 35 reprints (docs/marks.md).
        No number is cut to its places, so the record was not printed.
C031 = `{ $field }` is no row of widths
    .hint = widths are the digits 1 to 9
    .explain =
        The value of bars is the widths of bars and spaces in modules, one digit each, a bar first. 0, spaces and full-width digits are no widths.
        Example: 211232 is bar 2, space 1, bar 1, space 2, bar 3, space 2
C032 = the bars of `{ $field }` are wider than their place
    .hint = make `at` wider, or module_mm smaller
    .explain =
        Bars are neither shrunk nor cut. A record whose modules do not fit into the width of `at` is not printed.
C033 = the shift moves an item of part { $part } off the paper
    .hint = use a smaller --shift-mm, or mend the tray of the printer
    .explain =
        --shift-mm moves everything that is printed. A shift that takes something off the paper is not printed.

C036 = the shift moves an item of part { $part } into the margin that printers do not reach ({ $margin } mm)
    .hint = use a smaller --shift-mm, or mend the tray of the printer
    .explain =
        --shift-mm moves everything that is printed. printable_mm of the layout is the edge of the sheet that printers do not reach. A shift that takes something there that was within reach is refused.
