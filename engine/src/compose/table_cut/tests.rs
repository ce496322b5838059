use super::*;

/// Deterministic numbers (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 % u64::try_from(n).unwrap_or(1)).unwrap_or(0)
    }
}

fn some(numbers: &mut Numbers, units: i64) -> Length {
    if numbers.below(2) == 0 { Length::ZERO } else { Length::mm(units) }
}

fn around(numbers: &mut Numbers) -> Around {
    Around {
        head: some(numbers, 7),
        repeat_head: numbers.below(2) == 0,
        carry_head: some(numbers, 5),
        page_foot: some(numbers, 5),
        carry_foot: some(numbers, 5),
        foot: some(numbers, 9),
        end_mark: some(numbers, 5),
        blank: some(numbers, 5),
    }
}

/// The pages of a table, as the flow and the placed table walk them.
fn pages(heights: &Heights, space: Space) -> Option<Vec<Cut>> {
    let mut pages: Vec<Cut> = Vec::new();
    loop {
        let from = pages.last().map_or(0, |page| page.rows.end);
        let cut = heights.cut(from, pages.is_empty(), space, true)?;
        let last = cut.last;
        pages.push(cut);
        if last {
            return Some(pages);
        }
    }
}

/// Whatever the heights: every row once and in order, nothing higher than its page, one end, and
/// no row parted from the next but in a chain that begins the page.
#[test]
fn any_table_is_cut_whole() {
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    let mut several = 0;
    for _ in 0..20_000 {
        let count = usize::try_from(numbers.below(40)).unwrap_or(0);
        let rows: Vec<(Length, bool)> = (0..count)
            .map(|_| (Length::mm(5 + numbers.below(12)), numbers.below(4) == 0))
            .collect();
        let heights = Heights::new(rows.iter().copied(), around(&mut numbers));
        let on = 40 + numbers.below(60);
        let end = Length::mm(on - numbers.below(10));
        let space = Space { on: Length::mm(on), end };
        let pages = pages(&heights, space).expect("a page holds any row and all around it");
        several += usize::from(pages.len() > 2);
        let shown: Vec<usize> = pages.iter().flat_map(|page| page.rows.clone()).collect();
        assert_eq!(shown, (0..count).collect::<Vec<_>>());
        for (index, page) in pages.iter().enumerate() {
            assert_eq!((page.first, page.last), (index == 0, index + 1 == pages.len()));
            assert!(page.height <= if page.last { space.end } else { space.on });
            let parted = !page.last && page.rows.end < count && rows[page.rows.end - 1].1;
            assert!(!parted || page.rows.clone().all(|row| rows[row].1), "a chain is parted");
        }
    }
    assert!(several > 1_000, "{several} tables over several pages");
}

/// `rows; room if it goes on, if it ends; pages`, in millimetres: a head of 10, a total of 10.
#[test]
fn pages_at_their_edges() {
    let cases = "\
; 100 100; 0-0 end
; 20 20; 0-0 end
; 19 19; none
80; 100 100; 0-1 end
81; 100 100; 0-1, 1-1 end
90; 100 100; 0-1, 1-1 end
91; 100 100; none
40 40; 100 100; 0-2 end
40 41; 100 100; 0-1, 1-2 end
40 50; 100 100; 0-1, 1-2 end
40 40; 100 60; 0-1, 1-2 end
40 40; 100 59; 0-1, 1-2, 2-2 end
30k 30k 30; 100 100; 0-2, 2-3 end
30 30k 30; 100 100; 0-1, 1-3 end
30k 30k 30k 30; 100 100; 0-3, 3-4 end";
    for case in cases.lines() {
        let mut parts = case.split(';').map(str::trim);
        let mut part = || parts.next().expect("three parts");
        let mm = |word: &str| Length::mm(word.parse().expect("a number"));
        let row = |word: &str| (mm(word.trim_end_matches('k')), word.ends_with('k'));
        let rows: Vec<(Length, bool)> = part().split_whitespace().map(row).collect();
        let room: Vec<Length> = part().split_whitespace().map(mm).collect();
        let ten = Length::mm(10);
        let around = Around { head: ten, repeat_head: true, foot: ten, ..Around::default() };
        let space = Space { on: room[0], end: room[1] };
        let found = pages(&Heights::new(rows, around), space).map_or("none".to_owned(), |pages| {
            let show = |page: &Cut| {
                let end = if page.last { " end" } else { "" };
                format!("{}-{}{end}", page.rows.start, page.rows.end)
            };
            pages.iter().map(show).collect::<Vec<_>>().join(", ")
        });
        assert_eq!(found, part(), "{case}");
    }
}
