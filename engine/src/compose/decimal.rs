//! Amounts that align at their point.

use super::measure::Measured;

/// What stands after the point at most: a point and so many digits, as wide as those of the text.
pub(super) fn sample(text: &str, places: u16) -> String {
    let wide = text.chars().any(|c| ('０'..='９').contains(&c));
    let (point, digit) = if wide { ('．', '０') } else { ('.', '0') };
    std::iter::once(point).chain(std::iter::repeat_n(digit, places.into())).collect()
}

/// Font units that stay free after a text whose point stands where that of the sample does; none
/// if more stands after its point.
pub(super) fn free_after(text: &Measured, sample: &Measured) -> i64 {
    let clusters = &text.clusters;
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let point = (1..clusters.len())
        .rev()
        .find(|&i| matches!(clusters[i].base, '.' | '．') && is_digit(clusters[i - 1].base));
    let last = || clusters.iter().rposition(|cluster| is_digit(cluster.base)).map(|i| i + 1);
    // Words without a digit (－, ＊＊＊) stand where whole numbers do.
    let end = point.or_else(last).unwrap_or(clusters.len());
    let own: i64 = clusters[end..].iter().map(|cluster| cluster.advance).sum();
    let widths = sample.clusters.iter().map(|cluster| cluster.advance);
    (widths.sum::<i64>() * text.units_per_em / sample.units_per_em - own).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::testing::mincho;

    #[test]
    fn what_stays_free_is_what_the_sample_has_more() {
        // text; places; what stands there instead of nothing
        let cases = [
            ("1.25", 2, ""),
            ("1.2", 2, "0"),
            ("△1,234.5", 2, "0"),
            ("12", 2, ".00"),
            ("1,234", 1, ".0"),
            ("12 %", 2, ".00"),
            ("１．２", 2, "０"),
            ("１２", 2, "．００"),
            ("－", 2, ".00"),
            ("No. 3", 1, ".0"),
            ("1.2345", 2, ""),
        ];
        let width = |text: &str| mincho(text).clusters.iter().map(|c| c.advance).sum::<i64>();
        for (text, places, more) in cases {
            let after = if text.ends_with('%') { width(" %") } else { 0 };
            let free = free_after(&mincho(text), &mincho(&sample(text, places)));
            assert_eq!(free, (width(more) - after).max(0), "{text}");
        }
    }
}
