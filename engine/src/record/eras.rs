//! The eras (元号). A new era is one more line here.

/// An era and its first day.
pub(super) struct Era {
    /// Name: 令和.
    pub(super) name: &'static str,
    /// First day: year, month, day.
    pub(super) from: (i32, u8, u8),
}

/// All eras, newest first.
pub(super) const ERAS: [Era; 5] = [
    Era { name: "令和", from: (2019, 5, 1) },
    Era { name: "平成", from: (1989, 1, 8) },
    Era { name: "昭和", from: (1926, 12, 25) },
    Era { name: "大正", from: (1912, 7, 30) },
    Era { name: "明治", from: (1868, 1, 25) },
];

/// First day of the Gregorian calendar in Japan (明治6年1月1日, 明治5年太政官布告第337号).
/// Earlier dates were lunar, and are never converted.
pub(super) const GREGORIAN_FROM: (i32, u8, u8) = (1873, 1, 1);
