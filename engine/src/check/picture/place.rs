//! Where a point of our page lies in a picture: shift, scales and skew.

/// A map from our pixels to those of a picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Map {
    /// Across: constant, by x, by y.
    pub(super) x: [f64; 3],
    /// Down: constant, by x, by y.
    pub(super) y: [f64; 3],
}

impl Map {
    /// Only a scale.
    pub(super) fn scale(across: f64, down: f64) -> Self {
        Self { x: [0.0, across, 0.0], y: [0.0, 0.0, down] }
    }

    pub(super) fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c] = self.x;
        let [d, e, f] = self.y;
        (a + b * x + c * y, d + e * x + f * y)
    }

    /// This map after another one.
    pub(super) fn after(&self, first: &Self) -> Self {
        let part = |[a, b, c]: [f64; 3]| {
            [
                a + b * first.x[0] + c * first.y[0],
                b * first.x[1] + c * first.y[1],
                b * first.x[2] + c * first.y[2],
            ]
        };
        Self { x: part(self.x), y: part(self.y) }
    }

    /// The same map between pictures whose pixels are so many times larger.
    pub(super) fn shrunk(&self, factor: f64) -> Self {
        let part = |[a, b, c]: [f64; 3]| [a / factor, b, c];
        Self { x: part(self.x), y: part(self.y) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_follow_one_another() {
        let (first, then) = (Map { x: [3.0, 2.0, 0.1], y: [1.0, -0.1, 2.0] }, Map::scale(2.0, 3.0));
        let (x, y) = first.at(5.0, 7.0);
        let (a, b) = then.after(&first).at(5.0, 7.0);
        assert!((a - 2.0 * x).abs() < 1e-9 && (b - 3.0 * y).abs() < 1e-9);
    }
}
