use super::*;

/// The check digit, by the formula in other words: 11 − (Σ P·Q mod 11), 0 if the rest is 0 or 1.
#[test]
fn check_digits_of_my_numbers() {
    // All made up; the last digits were worked out by hand from the formula.
    for (digits, good) in [
        ("123456789018", true),
        ("000000000000", true),
        ("100000000005", true),
        ("000000000019", true),
        ("000000000060", true),
        ("123456789010", false),
        ("213456789018", false),
        ("12345678901", false),
        ("", false),
    ] {
        assert_eq!(my_number(digits.as_bytes()), good, "{digits}");
    }
}

/// Every change of one digit is found, but where two rests share the digit 0.
#[test]
fn single_slips_are_found() {
    let good = b"123456789018";
    for at in 0..12 {
        for digit in b'0'..=b'9' {
            let mut slip = *good;
            slip[at] = digit;
            assert_eq!(my_number(&slip), slip == *good);
        }
    }
}

#[test]
fn whole_numbers_have_one_way_of_writing() {
    for text in ["0", "-1", "10", "9223372036854775807"] {
        assert!(plain(text), "{text}");
    }
    for text in ["", "-", "-0", "01", "+1", "1 ", "1,0", "１", "1.0"] {
        assert!(!plain(text), "{text}");
    }
}
