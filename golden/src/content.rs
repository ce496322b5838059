//! Content streams as text: a page's strings are glyph codes, of which a person reads the digits.

/// A content stream (ISO 32000-1, 7.8.2) with its literal strings in hexadecimal digits:
/// `(\x3B\xB2)Tj` becomes `<3BB2>Tj`. All other bytes stay.
pub fn legible(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len() * 2);
    let mut rest = content.iter().copied();
    while let Some(byte) = rest.next() {
        match byte {
            b'(' => string(&mut rest, &mut out),
            _ => out.push(byte),
        }
    }
    out
}

/// The rest of a literal string (ISO 32000-1, 7.3.4.2), in digits.
fn string(rest: &mut impl Iterator<Item = u8>, out: &mut Vec<u8>) {
    out.push(b'<');
    let mut depth = 0;
    while let Some(byte) = rest.next() {
        let byte = match byte {
            b')' if depth == 0 => break,
            b'\\' => match rest.next() {
                Some(b'r') => b'\r',
                Some(b'n') => b'\n',
                Some(b't') => b'\t',
                Some(b'b') => 8,
                Some(b'f') => 12,
                Some(byte) => byte,
                None => break,
            },
            byte => {
                depth += i32::from(byte == b'(') - i32::from(byte == b')');
                byte
            }
        };
        out.extend(format!("{byte:02X}").bytes());
    }
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::legible;

    #[test]
    fn strings_become_digits_and_nothing_else_changes() {
        let shown = |content: &[u8]| String::from_utf8(legible(content)).expect("ASCII");
        assert_eq!(
            shown(b"BT [(\x3B\xB2)-1(\\)\\()]TJ <4F4F>Tj ET\n"),
            "BT [<3BB2>-1<2928>]TJ <4F4F>Tj ET\n"
        );
        assert_eq!(shown(b"(\\\\\\r\n)Tj(a(b)c)Tj"), "<5C0D0A>Tj<6128622963>Tj");
    }
}
