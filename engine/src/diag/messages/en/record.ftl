# record

# Values of expressions (R150–R169)

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

R154 = the function of this expression cannot be used yet: { $field }
    .explain =
        Functions such as mj(), which name a glyph, are not evaluated in this version.

R155 = { $field } has no words of its own
    .hint = make words of it with if(), join(), count()
    .explain =
        Flags, lists, groups and pictures have no default format. Write if(外国人, '有', '無') for a flag and join('、', 備考) for a list.
