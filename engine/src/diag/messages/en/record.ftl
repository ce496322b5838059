# record

# Record schemas (layouts/records, R001–R009)

R001 = the words of the date `{ $name }` are no text item of the same group
    .hint = did you mean `{ $suggestion }`?
    .explain =
        unknown of a date names the item that holds the words printed instead of it. It must be a text item of the same group.

        Example: { "{" } name = "生年月日", type = "date", unknown = "生年月日_不詳表記" { "}" }, { "{" } name = "生年月日_不詳表記", type = "text", max = 72 { "}" }

R002 = group `{ $group }` holds itself
    .explain =
        Following group and list leads back to the same group: a nesting without end. Put the inner items into another group.

R003 = an item has exactly one of type, group and list
    .explain =
        A single value has type = "text" and the like, a nested group group = "name", a repeated one list = "name" (texts: list = "text").

R004 = the id `{ $id }` differs from the file name `{ $expected }`
    .explain =
        The id of a schema is its file name in layouts/records without .toml.

R005 = this cannot be the name of an item
    .explain =
        Names of items are JSON keys, CSV columns and names in expressions. They are not empty and hold no space, brackets, dots, commas, $, # or quotes.

R006 = the default does not fit the type of the item
    .explain =
        A default text must keep to the charset and max of its item.

R007 = the first group is root
    .explain =
        Every record starts from the group root. Give the first [[group]] of the schema name = "root".

R008 = the bounds contradict each other
    .explain =
        A digits item has digits (exactly) or max (at most), not both. min is at most max. check = "mynumber" goes with digits = 12, "juki-code" with digits = 11.

R009 = code and word must not be empty
    .explain =
        Each of the values of [[codes]] has a code and a word. A code for “not stated” needs the words that print for it.

# Items and groups of the data standard (layouts/records/groups, R010–R029)

R010 = the data standard has no group `{ $table }` here
    .hint = did you mean `{ $suggestion }`?
    .explain =
        table = "001.住民情報" names a group of the data standard by 業務ID and name. Groups stand in layouts/records/groups/<業務ID>.toml. A table that is not of the standard (the request) has no 業務ID: table = "請求".

R011 = `{ $table }` has no item `{ $name }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        An item written as a text, and item = "…", is an item of the standard group of table. An item that the standard does not have is your own, with name, romaji and type.

        Example: { "{" } name = "備考", romaji = "biko", list = "text" { "}" }

R012 = `{ $name }` is written as an item of the standard, but its group has no table of the standard
    .explain =
        Items written as texts, and item = "…", stand in a group whose table is of the standard, such as table = "001.住民情報". Items of other groups have name and type.

R013 = the group above, `{ $group }`, has no item `{ $name }` to join by
    .hint = did you mean `{ $suggestion }`?
    .explain =
        join names items that both this table and the group above have. Put the item (a text or a number) among the items of the group above too.

        Example: 世帯番号 stands above, and the table of members has join = ["世帯番号"].

R014 = the table `{ $table }` has no column `{ $name }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        key, join and latest name columns of the table. Of a standard group, all its items are columns.

R015 = `{ $key }` needs a table
    .explain =
        key, join and latest are for groups whose rows stand in a table (file) of their own. Items of a group without table are columns of the row above.

R016 = the table `{ $table }` stands in the group `{ $group }`, which has no table
    .explain =
        Rows belong to rows of the group above. Give that group (root too) a table, such as table = "請求".

R017 = the JSON key `{ $key }` stands twice in a group
    .explain =
        The JSON key is romaji, or name where there is none. Items of one group have different ones.

R018 = this cannot be a romaji name
    .explain =
        romaji starts with a letter and has ASCII letters and digits, its parts joined with _. Long vowels are not doubled: 生年月日_不詳表記 is seinengappi_fushohyoki.

R019 = `{ $name }` is longer than the standard has it ({ $digits })
    .explain =
        type beside item = "…" is the type in this record: an amount, a month, a text that is no name. It cannot take more characters or digits than the standard.

R020 = the first group, root, cannot have join
    .explain =
        One row of root is one record. There is no group above it.

R021 = this is no データ項目ID
    .explain =
        A データ項目ID has 8 digits, the first three are the 業務ID ({ $business }). What the official list does not give has no id.

R024 = the repeated item `{ $name }` is no text
    .explain =
        Items that the list repeats are read as lists of texts. Only texts (X, Ｎ) without codes can be repeated.

# Words for types of values
type-expected = { $expected ->
    [text] a text in quotes
    [date] YYYY-MM-DD in quotes
    [month] YYYY-MM in quotes
    [year] YYYY in quotes
    [time] HH:MM or HH:MM:SS in quotes
    [base64] a PNG in Base64
    [decimal] a decimal number in quotes
    [integer] a whole number without quotes
    [number] a number
    [flag] true or false
    [array] an array [ ]
    [object] an object { "{" } { "}" }
    [null] null
   *[other] { $expected }
    }
type-found = { $found ->
    [text] a text in quotes
    [date] YYYY-MM-DD in quotes
    [month] YYYY-MM in quotes
    [year] YYYY in quotes
    [time] HH:MM or HH:MM:SS in quotes
    [base64] a PNG in Base64
    [decimal] a decimal number in quotes
    [integer] a whole number without quotes
    [number] a number
    [flag] true or false
    [array] an array [ ]
    [object] an object { "{" } { "}" }
    [null] null
   *[other] { $found }
    }

# Record files (R050–R059)

R050 = a byte that is not UTF-8 at offset { $offset }
    .hint = the file looks like { $encoding }: convert it to UTF-8
    .explain =
        Input is UTF-8, with or without a byte order mark. Nothing is guessed or repaired: the whole file is refused.

        The offset counts bytes from 0. In a file that was cut off it is the place of the last character.

R051 = a second byte order mark at offset { $offset }
    .hint = remove the second mark
    .explain =
        One byte order mark at the start is skipped. A second one would end up in the first column or key, so the file is refused.

R052 = there is no record
    .explain =
        The file is empty, has only a head line, or holds an empty array. No records at all is not taken for a good run.

R053 = the file could not be read to its end
    .explain =
        An input error occurred while reading. Do not trust the records read so far.

R054 = the JSON text is broken
    .hint = look around character { $column } of the line
    .explain =
        The text cannot be read as JSON at this place. Look for a missing quote, comma or bracket, or a file that was cut off. JSON has no comments and no trailing commas.

        In JSON Lines only the record of the line is refused; a last line without a line feed is taken for a file that was cut off.

R055 = key no. { $number } of the object stands twice
    .explain =
        With the same key twice in one object nobody can say which value is right. The last one is not taken; the record is refused.

R056 = nested too deeply (at most { $limit })
    .explain =
        Arrays and objects nest only so deep. A good record needs a few levels.

R057 = one record is too large (limit { $limit })
    .explain =
        A record (in CSV: a line), or the number of columns, is beyond the limit. The limit is in KB, or in columns.

R058 = there is something behind the end of the JSON text
    .hint = look around character { $column } of the line
    .explain =
        A file holds one object or one array. Put several records into an array, or one on each line (.jsonl).

# Values of records (R060–R099); never the value itself

R060 = the schema has no item `{ $key }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        A record holds only items of the schema (layouts/records) of its layout. Unknown ones are never dropped in silence.

R061 = { $field } is required
    .hint = give a value; spaces alone are none
    .explain =
        A required item is missing, null, empty, or nothing but spaces. For a date its words (不詳表記) will do.

        0000-01-01 and 9999-12-31, the open ends of the data standard, count as no date.

R062 = { $field } must be { type-expected }, not { type-found }
    .explain =
        Numbers that identify and codes are texts ("0123"), so that no leading zero is lost. Flags are true or false, amounts and whole numbers stand without quotes.

R063 = { $field } is not a whole number
    .explain =
        Whole numbers and amounts are written 1234 or -1234: no point, exponent (1e3), -0, leading zero or plus, commas or full-width digits, and nothing beyond 64 bits.

R064 = { $field } has { $count } elements ({ $min } to { $max })
    .explain =
        The list has fewer or more elements than min and max of the schema. None is cut off.

R065 = { $field } has { $count } characters (at most { $max })
    .explain =
        The text is longer than the schema allows. A character with its variation selector counts as one. Nothing is cut off.

R066 = { $field } holds { $code_point }, which its character set does not have
    .explain =
        wide is full-width text without ASCII and half-width katakana; kana is full-width hiragana, katakana, digits, spaces and a few marks; ascii is ASCII; digits are ASCII digits only. Widths are never changed in silence.

R067 = { $field } holds { $code_point }, which cannot be printed
    .explain =
        Control characters, invisible ones (zero-width, bidirectional controls, tags), U+FFFD and noncharacters are refused: they do not belong in names and addresses, or can be used to forge what is seen. U+FFFD means that a character was already lost upstream.

R068 = { $field } has the variation selector { $code_point } without an ideograph before it
    .explain =
        A variation selector belongs to the one ideograph before it. Behind kana or latin letters, at the start, or two in a row they are refused.

R069 = { $field } has too many marks on one character ({ $code_point })
    .explain =
        Only so many combining marks may be piled on one character; more would run into the neighbouring rows.

R070 = { $field } holds the private-use code point { $code_point }
    .hint = write a character without a code by its name, as {"{"}MJ014004{"}"} (in items with glyph_names)
    .explain =
        Codes of plane 15 (U+F0000–U+FFFFD) are the program's own, for glyphs without a code; no input may hold them.
        Write such a glyph by its name, as {"{"}MJ014004{"}"} or {"{"}GJ000001{"}"}, in an item with glyph_names = true.

        U+E000–U+F8FF (the city's own 外字) and plane 16 (the added characters of 行政事務標準文字) are taken by items of charset mj and any alone.
        What they look like is told by the fonts under [characters] of the city's parameters; without one they are refused with G004.

R071 = { $field } holds a line break ({ $code_point })
    .explain =
        The item is a text of one line. Several lines are a list (list = "text").

R072 = { $field } has { $count } digits ({ $digits } are asked for)
    .explain =
        The number has a fixed length. Spreadsheet programs drop leading zeros.

R073 = the check digit of { $field } is wrong
    .explain =
        The last digit of the 個人番号 is computed by 総務省令第85号, article 5. Look for a slip in the input.

R074 = { $field } is not a date (YYYY-MM-DD)
    .explain =
        Dates are written 2025-04-01, month 01–12, day 01–31. Era dates, spreadsheet serials (45291) and 0000-00-00 are refused.

R075 = { $field } is a day that the calendar does not have
    .hint = if the day is as registered, give the words to print (不詳表記)
    .explain =
        A day such as 30 February. If it stands so in the register, put the words to print into the companion item (不詳表記); they print as they stand.

R076 = { $field } is not a month (YYYY-MM)
    .explain =
        Months are written 2025-04.

R077 = { $field } is true or false
    .hint = write it in lower case; spreadsheet programs may turn it into TRUE
    .explain =
        Flags in CSV are true or false in small letters. 1 and 0 are refused: in the standard their meaning differs from item to item.

R078 = the code of { $field } is not in the list “{ $codes }”
    .explain =
        Only codes of [[codes]] of the schema are taken: the code (1), not its word (男).

R079 = the picture of { $field } is not Base64
    .explain =
        Pictures are PNG files in standard Base64, without line breaks and with = padding.

R080 = the picture of { $field } cannot be read ({ $cause })
    .explain =
        It is no PNG, too large, or damaged. chohyo explain tells more about the code of the cause.

R081 = the picture of { $field } states no physical size
    .explain =
        Seals are printed at their own size. Without pHYs (the resolution) of the PNG the size is not known. Save it with a resolution.

R082 = { $field } is not a decimal with at most { $decimals } decimals
    .explain =
        Decimals are texts such as "12.50": a JSON number would lose its digits.

R083 = more than { $limit } findings in this record; the rest is not shown
    .explain =
        Only so many findings are shown for one record. Mend those and read again.

R085 = { $field } names the glyph {"{"}{ $name }{"}"}, which does not exist
    .hint = write MJ and six digits, GJ and six digits, or GJH and five digits, in half-width capitals, and close it by {"}"}
    .explain =
        In items with glyph_names = true a word in braces that begins with MJ or GJ is read as the name of a glyph.
        Its spelling is wrong (capitals, half width, number of digits, closing brace), or the tables of MJ and 変体仮名 do not have the number.
        What looks like a name is never printed as it stands.

        Example: {"{"}MJ014004{"}"} (the glyph MJ014004), {"{"}GJ000001{"}"}, {"{"}GJH00034{"}"}

R086 = { $field } has the mark { $code_point } on a private-use character
    .explain =
        A 外字, or a glyph written by its name, takes no sound mark or accent: no font says how they would lie over each other.
        Remove the code from the source data, or use a character that has the mark in its form.

R087 = { $field } is not a year (YYYY)
    .explain =
        Years are written 2025, four ASCII digits of the Common Era. 0000 and 9999 are the open ends of a range and read as empty. The form makes the era year.

R088 = { $field } is not a time of day (HH:MM or HH:MM:SS)
    .explain =
        Times are written 09:05 or 09:05:30 in 24 hours, from 00:00 to 23:59:59; 24:00 is refused.

R089 = { $field } has { $count } digits (at most { $max })
    .explain =
        A number with more digits than the schema allows; sign and point do not count. No digit is dropped to make it fit.

R090 = { $field } must not be negative
    .explain =
        The schema says signed = false (データ型 9). Items that may be negative are of データ型 S9.

R091 = no era has the day of { $field }
    .hint = see eras.toml of the layout folder
    .explain =
        The eras stand in eras.toml of the layout folder. A folder given with --layouts needs one too. A new era is one more entry: its name and its first day.

R092 = the first day of the era `{ $name }` does not follow the era before
    .explain =
        Eras stand in the order of their first days. `last` is the first day of the next era or the day before.

R093 = { $field } is flagged as not known (不詳フラグ) but has no words to print
    .hint = put the words into the companion item (不詳表記), or clear the flag
    .explain =
        A date whose flag is 1 prints by its words (不詳表記), not by its value. Without words, a stand-in date would print as if it were real, so the record is refused.

R094 = the words of { $field } (不詳表記) have none of the known shapes
    .explain =
        They print as they stand. The shapes of the residents' system are 令和５年頃, 令和５年２月頃, 令和５年２月３日頃, 推定令和５年２月３日, 推定令和５年２月, 令和５年春, 令和５年２月上旬, 令和５年２月中旬頃, 年月日不詳, 令和５年　月日不詳, 令和５年２月　日不詳, 令和５年２月３日から５日頃までの間, 令和５年２月推定３日から５日までの間 and 令和５年２月３日頃から５日頃までの間; and a whole date (令和５年２月２９日) for days that the calendar does not have. Digits are full-width, the first year is 元年, years without an era have four digits, and the era must have the day (平成３１年５月 has none).

R095 = { $field } holds a space that looks like another one
    .explain =
        No-break space (U+00A0) and spaces of other widths (U+2000 to U+200A and others) look like the ordinary and the full-width space but compare as neither. They print as they stand.

# CSV (R100–R149)

R100 = there is only one column
    .hint = the separator is a comma: convert files with tabs or semicolons
    .explain =
        The head line has no comma but a tab or semicolon. Separators are not guessed.

R101 = the schema has no column `{ $column }`
    .hint = did you mean `{ $suggestion }`?
    .explain =
        Columns are paths of items: 発行.年月日, 世帯員[1].氏名, 備考[2]. Spaces around a name and its width count. Unknown columns are not skipped: the file is refused. A column like no item is told by its number (#3 is the third): in a file without a head line it is a value.

R102 = the column `{ $column }` stands twice
    .explain =
        With the same column twice nobody can say which value is right. The file is refused.

R103 = the required column `{ $column }` is missing
    .explain =
        The head line lacks the column of a required item. No record could be made, so the file is refused.

R104 = the column `{ $column }` is left out
    .explain =
        Numbers of list elements go from [1] without a gap. A file with [1] and [3] only is refused.

R105 = the row has { $found } columns where the head line has { $expected }
    .explain =
        A comma outside quotes shifts the columns behind it. Shifted values could print on another person’s form, so the file is refused.

R106 = a quote is not closed, or one too many
    .explain =
        A quoted value begins and ends with "; a " inside is written "". A lost quote could swallow the next person’s data, so the file is refused.

R107 = a line break of CR alone
    .explain =
        Lines end with LF or CR LF. With a lone CR readers disagree where a row ends.

R108 = the control character { $code_point }
    .hint = It looks like a { $encoding } file
    .explain =
        U+0000, U+001A (Ctrl-Z) and U+001B (escape) mark a file of another encoding or a broken transfer. They are not stripped.

R109 = the value of column `{ $column }` is too large (at most { $limit } KB)
    .explain =
        A single value has a limit. See whether a wrong quote joined many rows into one value.

R111 = not readable as { $encoding } (byte { $offset }, the first one being 0: { $reason ->
    [no-mark] no BOM at the start, so the order of the bytes is not known
    [two-marks] two BOMs
    [utf-8] the file is UTF-8
   *[bytes] bytes that this encoding does not have
    })
    .hint = See whether --encoding is that of the file
    .explain =
        --encoding cp932 reads by the table windows-31j of the WHATWG (with the NEC and IBM extensions), --encoding utf-16 in the order that the BOM at the start tells.
        Bytes that are not in the table are never replaced (U+FFFD): the whole file is refused.

        A file all of which reads as UTF-8 is not read as cp932: it would be mistaken for what it is not.

R113 = not readable without a head line: column `{ $column }` repeats, and how often is not known
    .hint = Write the names of the columns in the first line and leave --no-head out
    .explain =
        With --no-head the columns are the items of the schema in its order. Columns like 備考[1], 備考[2] differ from file to file and need a head line.

R114 = not as many columns as the schema has ({ $expected } expected, { $found } found)
    .hint = In a file with a head line columns go by their names
    .explain =
        A file read with --no-head has all columns of the schema in its order (of a group of the data standard: all of its items). With another number nobody can tell which value is which.

R115 = { $count } columns that the schema does not have were skipped: { $columns }
    .explain =
        --allow-extra was given, so columns that the schema does not have were skipped. Without it the file is refused (R101).

R116 = this line of the control file is of no use
    .hint = Write グループ名称,件数[,合計項目,合計] with the names of the tables of this input
    .explain =
        The file of --control is CSV. Its first line is グループ名称,件数 or グループ名称,件数,合計項目,合計 (group, count, item of the sum, sum).
        A table with several sums has several lines with the same count. A folder needs a line of every table that is read.
        For an input of one file the group is the name of the outermost table, or of the schema if it has none.

R117 = too many rows (at most { $limit })
    .hint = split the input by municipality or period
    .explain =
        To find rows that stand there twice, a short print of the key of every row is remembered. This is the most that are.

            グループ名称,件数,合計項目,合計
            児童手当,120,手当月額,1850000

# Rules across items and protection (R120–R139)

R120 = the rule “{ $rule }” is broken ({ $fields })
    .hint = check the values of the items in brackets
    .explain =
        A [[rule]] of the schema says what must hold between items (due on or after the day of issue; the instalments make the total).
        A record that breaks one is refused. Only the names of the rule and the items are told, never values.

R121 = { $field } is missing; unknown is not “off”
    .hint = write "{ $key }": [] for a person without one
    .explain =
        The list of protection measures (支援措置) is written for everyone, empty where there are none. A record without the key, or with null, does not say whether the person is protected, and is refused.

R122 = the column `{ $column }` is missing; unknown is not “off”
    .hint = make columns `{ $column }[1].…` and leave them empty where there are none
    .explain =
        A file without any column of the protection measures (支援措置) does not say who is protected. The whole file is refused.

R123 = { $field } is in effect: the record is not printed
    .hint = with --release it can be, if someone with the right to do so allows it
    .explain =
        The day of issue lies in a protection measure ([[guard]], 支援措置). A first or last day that is empty or unknown is no limit on its side.

        chohyo render … --release NUMBER=REASON --log FILE prints this record and logs the reason. Address, name and numbers are never logged.

R124 = the reason `{ $reason }` of --release is not in the list
    .hint = known reasons: { $known }
    .explain =
        The reason for printing a protected record is a code of the list that `reasons` of the schema's [[guard]] names.

R125 = the form { $form } has no record that --release could print
    .explain =
        The schema of the form has no protection ([[guard]]); --release is not needed.

R126 = --release names record { $record } twice
    .explain =
        A record has one reason.

R127 = the release of record { $record } was not needed
    .explain =
        The record of this number is not protected, was refused for another reason, or is not in the input. See whether the number is the right one. Nothing is logged for it.

R128 = the item `{ $name }` is secret but neither text nor digits, or the words of a date
    .hint = give it type = "digits" or "text"
    .explain =
        A secret item (個人番号) prints as ＊, one for each character. Types without characters (dates, lists, pictures) cannot be hidden so, and the words of a date print where the date does.

# Twice the same; folders (R140–R149)

R140 = the same twice{ $table ->
    [none] {""}
   *[other] {" "}(table { $table }, lines { $first } and { $second })
    }
    .explain =
        Two records (or rows of a table) have the same key and the same content. The second record, or the record that has the row, is not printed.

R141 = two with the same key that differ{ $table ->
    [none] {""}
   *[other] {" "}(table { $table }, lines { $first } and { $second })
    }
    .explain =
        One number that has two persons or two contents may be a mix-up. Nobody can tell which one is right, so everything is refused.

R142 = rows that belong to no record: { $tables }
    .hint = See whether rows above are missing, and whether the numbers that tie them have the same digits and leading zeros
    .explain =
        The number after a table's name is how many of its rows are tied to no row of the table above. The rest is not printed as if nothing were missing: everything is refused.

R143 = table { $table } has { $count } rows where one may stand
    .explain =
        An item that does not repeat is tied to one row only. Nobody can tell which one to use. With `latest` in the schema, only the row with the greatest 履歴番号 counts.

R144 = the table is not in the order of the numbers that tie its rows
    .explain =
        A row was out of order in a table that was found to be sorted. The file may have changed while it was read.

R145 = the control totals disagree ({ $what ->
    [sum] the sum of { $item }
   *[count] { $expected } records expected, { $found } read
    })
    .hint = See whether a file is cut off or is of another day
    .explain =
        The count or a sum of the file of --control is not that of what was read; refused records count too. Something may be missing, so everything is refused.
        The sums themselves are not told. An item with a value that is no whole number has no sum.

R148 = too many rows of one number (at most { $limit })
    .explain =
        See whether the columns that tie the rows are empty or all the same.

R149 = column `{ $column }`, which ties tables together, is not there
    .explain =
        The rows of tables are tied by the columns that the schema names in join, key and latest. Both the table above and the one below need them.

# Values of expressions (R150–R169)

R146 = the CSV file would have { $count } columns; { $limit } are the most
    .hint = write .json, .jsonl or a folder of group CSVs
    .explain =
        The CSV of records convert with one record a line has columns for every element of a list. As wide as the longest list they are more than a CSV
        file may have.

R147 = { $field } has no value at all; a line of CSV cannot say that it is there
    .hint = write .json or .jsonl, or take the element out
    .explain =
        The last element of a list has no value at all ({"{}"} in JSON). In a CSV file with one record a line empty columns mean that there is no such
        element, so the list would be shorter when it is read again. The count is never changed in silence.

R150 = the calculation with { $field } goes beyond 64 bits
    .hint = check the amounts of the input
    .explain =
        An addition, subtraction or sum() of an expression left the range that can be held (about ±9.2 × 10^18). The record is refused.

        A value that overflowed is never printed. Check the amounts of the input.

R151 = { $field } is a date before 1873-01-01, which is never converted
    .hint = give the words to print in the item for unknown dates (不詳表記)
    .explain =
        Japanese dates before 1873-01-01 (明治6年1月1日) were lunar. An era date made from a Gregorian one would name a wrong day, so none is made.

        If the words to print are known, put them in the companion item of the date (such as 生年月日_不詳表記). They print as they stand.

R152 = { $field } has no value
    .hint = give it in the city's parameter file
    .explain =
        The record needs a value of the city ($name) that has no default and is not in the parameter file. It is never left blank in silence.

R153 = { $field } is not the seven digits of a post code
    .explain =
        postal() turns seven ASCII digits into 123-4567. Give the item the type digits = 7, and the fault shows when the record is read.

R155 = { $field } has no words of its own
    .hint = make words of it with if(), join(), count()
    .explain =
        Flags, lists, groups and pictures have no default format. Write if(外国人, '有', '無') for a flag and join('、', 備考) for a list.

R156 = column { $column } of table { $table } does not tie its rows to the row above
    .hint = give the item in the record, or write .json or .jsonl
    .explain =
        In a folder of group CSVs the rows of a table belong to the row above that has the same number (join) in it. This record has rows of that table, but
        the number is empty, or the row itself says another one. The rows would belong to somebody else, so no folder is written.

        Example: a list of 世帯員 is joined by 世帯番号. A record with 世帯員 but without a 世帯番号 cannot stand in a folder.

R157 = two rows of table { $table } have the same key and differ in { $column }
    .hint = mend the input, or write .json or .jsonl
    .explain =
        A table holds a key (主キー) once. In JSON the same person can stand at several places, and there the records say different things of one row.
        A folder has room for one of them only. None is chosen in silence.

        If the item that tells the rows apart is not in the record (such as 児童宛名番号), all of them have the same key. Give it.

R158 = read back from the folder, this record would be another one
    .hint = write .json or .jsonl
    .explain =
        Before a folder of group CSVs is written, its tables are read back and compared with the records. Here the two differ, or the reader refuses them
        for the reason that follows. No folder is written.

        Rows belong to every record that asks for their number. Two records with the same 世帯番号 and different 世帯員 cannot stand in one folder, nor can
        a list whose last element has no value.
