//! Two long texts by what they have apart.

/// Texts of at most so many characters are shown as a whole.
const SHORT: usize = 40;

/// So many characters are shown around what differs.
const AROUND: usize = 8;

/// Both texts, long ones without what they begin and end with alike: `…の額［を次の］…`.
pub(super) fn apart(from: &str, to: &str) -> (String, String) {
    let (a, b): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    if a.is_empty() || b.is_empty() || a.len().max(b.len()) <= SHORT {
        return (from.to_owned(), to.to_owned());
    }
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    if head + tail == 0 {
        return (from.to_owned(), to.to_owned());
    }
    (cut(&a, head, tail), cut(&b, head, tail))
}

/// A text with brackets around what is its own.
fn cut(text: &[char], head: usize, tail: usize) -> String {
    let end = text.len() - tail;
    let (from, to) = (head.saturating_sub(AROUND), (end + AROUND).min(text.len()));
    let words = |range: std::ops::Range<usize>| text[range].iter().collect::<String>();
    let dots = |is_cut: bool| if is_cut { "…" } else { "" };
    let (before, own, after) = (words(from..head), words(head..end), words(end..to));
    format!("{}{before}［{own}］{after}{}", dots(from > 0), dots(to < text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_shown_where_they_differ() {
        let short = apart("氏名", "旧氏");
        assert_eq!(short, ("氏名".to_owned(), "旧氏".to_owned()));
        let long = "令和８年度分の後期高齢者医療保険料の額を次のとおり決定したので、ここに通知しますので御確認ください。";
        let (from, to) = apart(long, &long.replace("の額を", "の額（子ども分を含む。）を"));
        assert_eq!(from, "…者医療保険料の額［］を次のとおり決定…");
        assert_eq!(to, "…者医療保険料の額［（子ども分を含む。）］を次のとおり決定…");
        let (from, to) = apart(long, &format!("{long}以上"));
        assert!(from.ends_with("御確認ください。［］") && to.ends_with("［以上］"), "{from} {to}");
        // Letters that both ends could claim count once.
        let (from, to) = apart(&"あ".repeat(41), &"あ".repeat(43));
        assert_eq!(
            (from.as_str(), to.as_str()),
            ("…ああああああああ［］", "…ああああああああ［ああ］")
        );
    }
}
