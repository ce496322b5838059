//! Text to glyph ids, as ratios to the shaper with a kept plan.

fn main() {
    divan::main();
}
