//! Outlines as commands, from SVG and from our faces, and their comparison.

use chohyo_fonts::{Face, OutlinePen};

/// A path command with absolute points: M, L, Q, C; Z has none.
#[derive(Clone, Debug, PartialEq)]
pub struct Command(pub char, pub Vec<(f32, f32)>);

/// Reads SVG path data of absolute M, L, Q, C and Z, the only ones in the suite.
pub fn read(data: &str) -> Option<Vec<Command>> {
    let spaced: String = data
        .chars()
        .flat_map(|c| match c {
            'A'..='Z' => [' ', c, ' '],
            ',' => [' ', ' ', ' '],
            _ => [c, '\0', '\0'],
        })
        .filter(|&c| c != '\0')
        .collect();
    let mut commands: Vec<Command> = Vec::new();
    let mut numbers = Vec::new();
    for word in spaced.split_whitespace() {
        match word.chars().next()? {
            letter @ ('M' | 'L' | 'Q' | 'C' | 'Z') => commands.push(Command(letter, Vec::new())),
            _ => {
                numbers.push(word.parse::<f32>().ok()?);
                if let [x, y] = numbers[..] {
                    commands.last_mut()?.1.push((x, y));
                    numbers.clear();
                }
            }
        }
    }
    let whole =
        |Command(letter, points): &Command| points.len() == "ZMQC".find(*letter).unwrap_or(1);
    (numbers.is_empty() && commands.iter().all(whole)).then_some(commands)
}

/// The outline of a glyph of ours, scaled; `None` if the face cannot draw it.
pub fn of(face: &Face, gid: u16, scale: f32) -> Option<Vec<Command>> {
    let mut pen = Pen(Vec::new());
    let drawn = face.outline(gid, &mut pen);
    let points = pen.0.iter_mut().flat_map(|command| &mut command.1);
    points.for_each(|(x, y)| (*x, *y) = (*x * scale, *y * scale));
    drawn.then_some(pen.0)
}

/// Whether two paths have the same contours within one unit, in any order.
pub fn alike(ours: &[Command], expected: &[Command]) -> bool {
    let (ours, expected) = (tidy(ours), tidy(expected));
    let mut left: Vec<&[Command]> = expected.chunk_by(|_, next| next.0 != 'M').collect();
    let found = ours.chunk_by(|_, next| next.0 != 'M').all(|contour| {
        let same = left.iter().position(|other| same_contour(contour, other));
        same.map(|index| left.swap_remove(index)).is_some()
    });
    found && left.is_empty()
}

fn same_contour(ours: &[Command], expected: &[Command]) -> bool {
    let near =
        |(a, b): (&(f32, f32), &(f32, f32))| (a.0 - b.0).abs() <= 1.0 && (a.1 - b.1).abs() <= 1.0;
    let same = |(a, b): (&Command, &Command)| a.0 == b.0 && a.1.iter().zip(&b.1).all(near);
    ours.len() == expected.len() && ours.iter().zip(expected).all(same)
}

/// Without lines of no length and without the line that a closing Z draws anyway.
fn tidy(path: &[Command]) -> Vec<Command> {
    let mut tidy: Vec<Command> = Vec::new();
    let mut start = None;
    for command in path {
        let last = tidy.last().and_then(|last| last.1.last().copied());
        match command.0 {
            'M' => start = command.1.last().copied(),
            'L' if last == command.1.last().copied() => continue,
            'Z' if last == start && tidy.last().is_some_and(|last| last.0 == 'L') => {
                tidy.pop();
            }
            _ => {}
        }
        tidy.push(command.clone());
    }
    tidy
}

struct Pen(Vec<Command>);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Command('M', vec![(x, y)]));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Command('L', vec![(x, y)]));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.push(Command('Q', vec![(cx, cy), (x, y)]));
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.push(Command('C', vec![(cx0, cy0), (cx1, cy1), (x, y)]));
    }
    fn close(&mut self) {
        self.0.push(Command('Z', Vec::new()));
    }
}

#[test]
fn paths_are_read_and_compared() {
    let path = |data| read(data).unwrap();
    assert_eq!(path("M1,2 L-3,4.5Z").len(), 3);
    assert!(read("M1").is_none() && read("H1").is_none());
    assert!(alike(&path("M0,0 L9,0 L9,9 L0,0 Z"), &path("M0,0 L9,0 L9,9 Z")));
    assert!(alike(&path("M0,0 Q9,0 9,9 Z"), &path("M0.5,0 Q9,1 9,8 Z")));
    assert!(alike(&path("M0,0 L9,0 Z M5,5 L6,6 Z"), &path("M5,5 L6,6 Z M0,0 L9,0 Z")));
    assert!(!alike(&path("M0,0 L9,0 Z"), &path("M0,0 L9,0 Z M5,5 L6,6 Z")));
    assert!(!alike(&path("M0,0 L9,0 Z"), &path("M0,0 L9,1.5 Z")));
    assert!(!alike(&path("M0,0 L9,0 Z"), &path("M0,0 Q9,0 9,0 Z")));
}
