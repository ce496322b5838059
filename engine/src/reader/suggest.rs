//! “Did you mean”: the known name that is nearest to a wrong one.

use crate::diag::Diagnostic;

/// The name of `known` that is close enough to `wrong` to be worth a hint: at most a third of
/// its characters differ (two characters for short ASCII names), or one holds the other.
pub(crate) fn nearest<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = wrong.chars().count();
    let allowed = (length / 3).max(if wrong.is_ascii() && length > 3 { 2 } else { 1 });
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|(distance, name)| {
            let shorter = length.min(name.chars().count());
            *distance <= allowed && *distance < shorter || holds(name, wrong) || holds(wrong, name)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Whether `long` is `short` with more on it: `width_mm` for `width`, `発行.年月日` for `年月日`.
fn holds(long: &str, short: &str) -> bool {
    let least = if short.is_ascii() { 3 } else { 2 };
    let continued = |rest: &str| rest.starts_with(['_', '.', '-']) || !short.is_ascii();
    short.chars().count() >= least
        && (long.strip_prefix(short).is_some_and(continued)
            || long
                .strip_suffix(short)
                .is_some_and(|rest| rest.ends_with(['_', '.', '-']) || !short.is_ascii()))
}

/// Adds the argument `suggestion` to a finding if a known name is near.
pub(crate) fn with_suggestion<'a>(
    finding: Diagnostic,
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    match nearest(wrong, known) {
        Some(name) => finding.arg("suggestion", name),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_near_names_only() {
        let cases = [
            ("widht_mm", &["width_mm", "dash_mm"][..], Some("width_mm")),
            ("width", &["width_mm", "grey"], Some("width_mm")),
            ("氏明", &["氏名", "住所"], Some("氏名")),
            ("zebra", &["at", "when"], None),
            ("x", &["y"], None),
        ];
        for (wrong, known, expected) in cases {
            assert_eq!(nearest(wrong, known.iter().copied()), expected, "{wrong}");
        }
    }
}
